// Writes the files that tell others of a crowd: what to scan, what to fetch, how to look at its services.
#pragma once

#include "bench/crowd/street.hpp"

#include <string>

namespace quorate {

// Into the folder, which exists:
//   targets.ndjson  {"id","subject","accounts":[URI..]}, a person a line: what `quorate scan` reads
//   urls.txt        https://HOST/PATH, an account a line, a person's after one another
//   settings.yaml, services.yaml, limits.yaml  for --config: pages of the crowd, and no waiting between
//   requests names           extensions of a certificate for all hosts, as `openssl x509 -extfile` reads them
// and to standard output how many accounts have which fault. Throws std::runtime_error where a file cannot be
// written.
void write_crowd_files(const Street& street, const std::string& folder);

}  // namespace quorate
