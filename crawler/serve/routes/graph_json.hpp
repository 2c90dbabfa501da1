// Turns a graph of agreement into JSON with places, for a page that draws it in its own colours.
#pragma once

#include "proofs/encoding/json.hpp"
#include "proofs/explain/graph/graph.hpp"

namespace quorate {

// {"width", "height", "verdict", "tone", "about", "numbers", "remarks",
//  "boxes": [{"column", "tone", "label", "note", "counts", "x", "y", "width", "height"}...],
//  "lines": [{"from", "to", "tone"}...]}; lines name boxes by their place.
json::Value graph_value(const AgreementGraph& graph);

}  // namespace quorate
