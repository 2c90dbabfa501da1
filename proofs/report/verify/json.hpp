// Turns the answer of `quorate verify` into JSON: schema "quorate.verify/1", described by
// docs/verify.schema.json.
#pragma once

#include "proofs/encoding/json.hpp"
#include "proofs/report/verify/report.hpp"

namespace quorate {

inline constexpr std::string_view verify_schema = "quorate.verify/1";

// `outcome` and `reason` are exactly the texts of Outcome and Reason (docs/statement.md section 1).
json::Value to_json(const VerifyReport& report);

}  // namespace quorate
