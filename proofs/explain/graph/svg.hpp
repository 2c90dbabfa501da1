// Turns a graph into a picture: SVG without scripts, fonts or links, readable on light and dark pages.
#pragma once

#include "proofs/explain/graph/graph.hpp"

#include <string>

namespace quorate {

// Well-formed XML in UTF-8. Texts that do not fit their box are shortened in the middle and stand whole in
// its tooltip.
std::string write_svg(const AgreementGraph& graph);

}  // namespace quorate
