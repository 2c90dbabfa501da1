// What the store keeps of the append-only log of observations beside the observations themselves.
#pragma once

#include "crawler/store/observation_record.hpp"
#include "proofs/log/hash.hpp"

#include <string>

namespace quorate {

// A signed head that was kept.
struct KeptCheckpoint {
  LogHead head;
  UnixTime at = 0;
  std::string text;  // the signed note
  friend bool operator==(const KeptCheckpoint&, const KeptCheckpoint&) = default;
};

// The bytes of an observation's leaf: of all that cannot change any more. One line of JSON:
//   {"schema": "quorate.observation/1", "index": N, "contact": N, "account": URI, "url": TEXT,
//    "vantage": TEXT, "at": TIME, "status": N, "error": TEXT, "content_type": TEXT, "final_url": TEXT,
//    "outcome": TEXT, "reason": TEXT, "body": SHA-256 in hexadecimal, "body_bytes": N}
std::string log_leaf(const ObservationRecord& observation);

}  // namespace quorate
