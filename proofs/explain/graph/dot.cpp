#include "proofs/explain/graph/dot.hpp"

#include "proofs/explain/graph/drawing.hpp"

namespace quorate {
namespace {

constexpr std::size_t longest_label = 60;  // columns
constexpr std::size_t longest_tooltip = 2000;

// In a quoted string of DOT the quote ends it, the backslash begins an escape, and "&" an HTML entity.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '&':
        out += "&amp;";
        break;
      default:
        out.push_back(c);
    }
  }
  return out;
}

std::string quoted(const std::string& text) { return "\"" + escaped(text) + "\""; }

std::string_view dashes(Tone tone) {
  if (tone == Tone::unknown) return "dashed";
  return tone == Tone::silent ? "dotted" : "solid";
}

std::string name(std::size_t box) { return "n" + std::to_string(box); }

std::string box_line(const GraphBox& box, std::size_t number) {
  const Ink colours = ink(box.tone);
  const bool discovered = box.column == Column::account && box.standing == Standing::discovered;
  std::string out = "  " + name(number) + " [label=\"" + escaped(shortened(box.label, longest_label));
  if (!box.note.empty()) out += "\\n" + escaped(shortened(box.note, longest_label));
  out += "\", tooltip=" + quoted(shortened(box.label, longest_tooltip)) + ", color=\"";
  return out.append(colours.stroke)
             .append("\", fillcolor=\"")
             .append(colours.fill)
             .append("\", style=\"filled,") +
         (discovered ? "dashed" : "rounded") + "\"];\n";
}

std::string edge_line(const GraphLine& line) {
  return "  " + name(line.left) + " -> " + name(line.right) + " [color=\"" +
         std::string(ink(line.tone).stroke) + "\", style=" + std::string(dashes(line.tone)) + "];\n";
}

}  // namespace

std::string write_dot(const AgreementGraph& graph) {
  std::string label = graph.verdict + "  " + escaped(shortened(graph.about, longest_tooltip)) + "\\n" +
                      escaped(graph.numbers);
  for (const std::string& remark : graph.remarks)
    label += "\\n" + escaped(shortened(remark, longest_tooltip));
  label += "\\ngreen: " + std::string(legend(Tone::agrees)) + "; red: " + std::string(legend(Tone::rival)) +
           "; orange: " + std::string(legend(Tone::conflicted)) +
           "; dashed: " + std::string(legend(Tone::unknown)) +
           "; dotted: " + std::string(legend(Tone::silent)) + "; accounts with a dashed border do not count";
  std::string out =
      "digraph quorate {\n  rankdir=LR;\n  charset=\"UTF-8\";\n  labelloc=t;\n  fontname=\"Helvetica\";\n  "
      "label=\"" +
      label +
      "\";\n  node [shape=box, fontname=\"Helvetica\", fontsize=11];\n"
      "  edge [dir=none, penwidth=1.5];\n";
  for (std::size_t i = 0; i < graph.boxes.size(); ++i) out += box_line(graph.boxes[i], i);
  for (const GraphLine& line : graph.lines) out += edge_line(line);
  return out + "}\n";
}

}  // namespace quorate
