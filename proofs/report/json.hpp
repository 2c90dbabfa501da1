// Turns a report into JSON for machines: schema "quorate.report/1", described by docs/report.schema.json.
#pragma once

#include "proofs/encoding/json.hpp"
#include "proofs/report/report.hpp"

namespace quorate {

inline constexpr std::string_view report_schema = "quorate.report/1";

// Every member is always there (null or an empty list where there is nothing), `outcome`, `reason` and
// `verdict` are exactly the texts of Outcome, Reason and Answer. Only `run` differs between two checks that
// saw the same.
json::Value to_json(const Report& report);

}  // namespace quorate
