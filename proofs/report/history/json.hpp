// Turns what earlier looks add to an answer into JSON (docs/report.schema.json, `history`).
#pragma once

#include "proofs/encoding/json.hpp"
#include "proofs/history/look_back.hpp"

#include <optional>

namespace quorate {

// null where no history was given.
json::Value history_value(const std::optional<Hindsight>& hindsight);

}  // namespace quorate
