#include "crawler/serve/routes/graph_json.hpp"

#include "proofs/explain/graph/layout.hpp"
#include "proofs/report/json_values.hpp"

namespace quorate {
namespace {

std::string_view text(Tone tone) {
  switch (tone) {
    case Tone::neutral:
      return "neutral";
    case Tone::agrees:
      return "agrees";
    case Tone::rival:
      return "rival";
    case Tone::conflicted:
      return "conflicted";
    case Tone::unknown:
      return "unknown";
    case Tone::silent:
      return "silent";
  }
  return "";
}

std::string_view text(Column column) {
  switch (column) {
    case Column::subject:
      return "subject";
    case Column::key:
      return "key";
    case Column::account:
      return "account";
    case Column::group:
      return "group";
  }
  return "";
}

json::Value box_value(const GraphBox& box, const Rectangle& place) {
  json::Value out = json::Value::object();
  out.add("column", json::Value::string(text(box.column)));
  out.add("tone", json::Value::string(text(box.tone)));
  out.add("label", foreign_string(box.label));
  out.add("note", foreign_string(box.note));
  out.add("counts", json::Value::boolean(box.standing == Standing::anchored));
  out.add("x", json::Value::number(place.x));
  out.add("y", json::Value::number(place.y));
  out.add("width", json::Value::number(place.width));
  out.add("height", json::Value::number(place.height));
  return out;
}

}  // namespace

json::Value graph_value(const AgreementGraph& graph) {
  const GraphLayout layout = lay_out(graph);
  json::Value out = json::Value::object();
  out.add("width", json::Value::number(layout.width));
  out.add("height", json::Value::number(layout.bottom + margin));
  out.add("verdict", foreign_string(graph.verdict));
  out.add("tone", json::Value::string(text(graph.verdict_tone)));
  out.add("about", foreign_string(graph.about));
  out.add("numbers", foreign_string(graph.numbers));
  out.add("remarks", foreign_strings(graph.remarks));
  std::vector<json::Value> boxes;
  for (std::size_t i = 0; i < graph.boxes.size(); ++i)
    boxes.push_back(box_value(graph.boxes[i], layout.boxes[i]));
  out.add("boxes", json::Value::array(std::move(boxes)));
  std::vector<json::Value> lines;
  for (const GraphLine& line : graph.lines) {
    json::Value one = json::Value::object();
    one.add("from", json::Value::number(static_cast<std::int64_t>(line.left)));
    one.add("to", json::Value::number(static_cast<std::int64_t>(line.right)));
    one.add("tone", json::Value::string(text(line.tone)));
    lines.push_back(std::move(one));
  }
  out.add("lines", json::Value::array(std::move(lines)));
  return out;
}

}  // namespace quorate
