#include "crawler/graph_file.hpp"

#include "crawler/files.hpp"
#include "proofs/explain/graph/dot.hpp"
#include "proofs/explain/graph/svg.hpp"

namespace quorate {
namespace {

bool is_svg(const std::string& target) { return target.ends_with(".svg"); }

}  // namespace

Result<void> check_graph_target(const std::string& target) {
  if (target == "-" || is_svg(target) || target.ends_with(".dot") || target.ends_with(".gv")) return {};
  return Error{Code::bad_argument,
               "--graph " + target +
                   ": name a file that ends in .svg, or in .dot for Graphviz, or - for SVG on "
                   "standard output"};
}

Result<void> write_graph_file(const Report& report, const std::string& target) {
  const AgreementGraph graph = graph_of(report);
  return replace_file(target, is_svg(target) ? write_svg(graph) : write_dot(graph), FileMode::shared);
}

}  // namespace quorate
