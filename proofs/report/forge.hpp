// Writes the forge cost of a report: who together could fake all that agrees, for people and for machines.
#pragma once

#include "proofs/encoding/json.hpp"
#include "proofs/report/report.hpp"

#include <string>
#include <vector>

namespace quorate {

// "Forge cost 2: whoever controls A and B (CDN of c.example and d.example) could fake this. ..."; empty where
// nothing agrees.
std::string forge_sentence(const Report& report);

// The member `forge_cost` of docs/report.schema.json; null where nothing agrees.
json::Value forge_value(const Report& report);

// [{"kind","holder"}]
json::Value points_value(const std::vector<ControlPoint>& points);

// Whether fewer than `weight` could fake it, certificate issuers left out.
bool cheaper_than_weight(const Report& report);

}  // namespace quorate
