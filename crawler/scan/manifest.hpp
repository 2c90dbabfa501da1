// Manifest: what a scan was made of, as manifest.json says it.
#pragma once

#include "proofs/encoding/json.hpp"
#include "proofs/formats/statement.hpp"
#include "proofs/report/report.hpp"
#include "proofs/result.hpp"
#include "proofs/scan/counts.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// One process that worked on the scan. A run that was killed has no end.
struct ScanRun {
  UnixTime started = 0;
  UnixTime ended = 0;  // 0: not yet
};

struct Manifest {
  std::string input;  // as it was named
  // What must stay the same when the scan is gone on with (scan_configuration): {"input_sha256","format",..}.
  json::Value configuration = json::Value::object();
  Versions versions;
  std::vector<ScanRun> runs;
  std::optional<std::string> input_sha256;  // as kept_digest has it; of standard input only when it has ended
  bool ended = false;                       // every target has its state
};

//   {"schema":"quorate.scan.manifest/1","input","input_sha256":HEX|null,"configuration":{..},"versions":{..},
//    "runs":[{"started":TIME,"ended":TIME|null}..],"ended"}, indented
std::string write_manifest(const Manifest& manifest);
// Errors: bad_json.
Result<Manifest> read_manifest(std::string_view bytes);

// The member of a configuration that a rescored scan has beside those of a scan: by which program and tables
// its lines are scored, in which `policy_sha256` is the policy that they are scored by.
inline constexpr std::string_view rescored_with = "rescored_with";

// Whether names stand in the lines as pseudonyms.
bool holds_pseudonyms(const Manifest& manifest);

// In what the two differ, for people; nothing where they are the same.
std::optional<std::string> difference(const json::Value& kept, const json::Value& wanted);

//   {"schema":"quorate.scan.summary/1","ended","active_ms", and what counts_value gives}, indented
std::string write_summary(const ScanCounts& counts, std::int64_t active_ms, bool ended);
// The counts of one. Errors: bad_json.
Result<ScanCounts> read_summary(std::string_view bytes);

}  // namespace quorate
