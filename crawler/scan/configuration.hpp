// Says what a scan depends on, as its manifest keeps it: whoever goes on with it must come with the same.
#pragma once

#include "crawler/command_line.hpp"
#include "crawler/tables.hpp"
#include "proofs/encoding/json.hpp"
#include "proofs/report/report.hpp"
#include "proofs/result.hpp"
#include "proofs/scan/pseudonyms.hpp"

#include <string>

namespace quorate {

// SHA-256, in hexadecimal, of what the command line names and was read already; empty where it names none.
struct NamedDigests {
  std::string input;
  std::string exclude;
  std::string policy;
  std::string as_table;
};

// A digest as a scan keeps it: under the key of the pseudonyms where there are any, so that nobody without
// the key can try out what a short file may have held.
std::string kept_digest(const std::string& sha256, const Pseudonyms* pseudonyms);

// The tables and other files that settings and command line name are read for their digests; `tables` are
// those that were loaded of them. Errors: file_failed, over_limit.
Result<json::Value> scan_configuration(const ScanCommand& command, const std::string& settings_file,
                                       const Tables& tables, const Versions& versions,
                                       const NamedDigests& named, const Pseudonyms* pseudonyms);

}  // namespace quorate
