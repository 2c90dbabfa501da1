// Checkpoint: from where a scan goes on after it was interrupted, as a small JSON file.
#pragma once

#include "crawler/scan/scan_ledger.hpp"
#include "proofs/result.hpp"
#include "proofs/scan/counts.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace quorate {

struct Checkpoint {
  ScanLedger ledger;
  std::string
      taken_sha256;  // of the records up to ledger.taken(), each with a line feed, as kept_digest has it
  std::uint64_t results_bytes = 0;  // of the outputs: whole frames, with the lines of everything that is done
  std::uint64_t accounts_bytes = 0;
  ScanCounts counts;           // of these lines
  std::int64_t active_ms = 0;  // how long the scan has run, without the time in which it was interrupted
};

//   {"schema":"quorate.scan.checkpoint/1","taken":LINE,"taken_sha256":HEX,"pending":[LINE..],"results_bytes",
//    "accounts_bytes","active_ms","counts":{..}}
std::string write_checkpoint(const Checkpoint& checkpoint);
// Strict: whoever goes on from a damaged one would do targets twice, or never. Errors: bad_json.
Result<Checkpoint> read_checkpoint(std::string_view bytes);

}  // namespace quorate
