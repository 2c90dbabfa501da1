#include "crawler/serve/metrics/metric.hpp"

#include "proofs/encoding/utf8.hpp"

#include <array>
#include <charconv>

namespace quorate {
namespace {

constexpr std::size_t longest_label = 128;

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : printable(text, longest_label)) {
    if (c == '\\' || c == '"') out.push_back('\\');
    out.push_back(c);
  }
  return out;
}

// The shortest text that reads back as the same number, whatever the locale.
std::string number(double value) {
  std::array<char, 32> room{};
  const auto [end, error] = std::to_chars(room.data(), room.data() + room.size(), value);
  return error == std::errc() ? std::string(room.data(), end) : "NaN";
}

std::string line(const Metric& metric, const MetricSample& sample) {
  std::string out = metric.name;
  for (std::size_t i = 0; i < sample.labels.size(); ++i)
    out.append(i == 0 ? "{" : ",")
        .append(sample.labels[i].first)
        .append("=\"")
        .append(escaped(sample.labels[i].second))
        .append("\"");
  if (!sample.labels.empty()) out += "}";
  return out + " " + number(sample.value) + "\n";
}

}  // namespace

std::string write_metrics(const std::vector<Metric>& metrics) {
  std::string out;
  for (const Metric& metric : metrics) {
    out += "# HELP " + metric.name + " " + metric.help + "\n";
    out += "# TYPE " + metric.name + (metric.kind == MetricKind::counter ? " counter\n" : " gauge\n");
    for (const MetricSample& sample : metric.samples) out += line(metric, sample);
  }
  return out;
}

}  // namespace quorate
