// Metric: a number about the running program, in the words of Prometheus.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quorate {

enum class MetricKind { counter, gauge };

struct MetricSample {
  std::vector<std::pair<std::string, std::string>> labels;  // of few possible values each
  double value = 0;
};

struct Metric {
  std::string name;  // "quorate_checks_total"; of a counter it ends in _total
  std::string help;
  MetricKind kind = MetricKind::counter;
  std::vector<MetricSample> samples;
};

// Text-based exposition format 0.0.4 of Prometheus. `metrics`: each name once; names are ours, label values
// need not be.
std::string write_metrics(const std::vector<Metric>& metrics);

inline constexpr std::string_view metrics_type = "text/plain; version=0.0.4; charset=utf-8";

}  // namespace quorate
