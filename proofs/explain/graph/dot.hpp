// Turns a graph into the language of Graphviz.
#pragma once

#include "proofs/explain/graph/graph.hpp"

#include <string>

namespace quorate {

// For `dot`. Every text is quoted; none can end its string, name a file or become markup.
std::string write_dot(const AgreementGraph& graph);

}  // namespace quorate
