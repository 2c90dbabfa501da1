#include "crawler/watch/api/one_checks.hpp"

#include <utility>

namespace quorate {

CheckId OneChecks::begin(std::string_view by) {
  entries_[++last_] = {std::string(by), std::nullopt};
  if (entries_.size() > most) entries_.erase(entries_.begin());
  return last_;
}

void OneChecks::finish(CheckId id, std::string report) {
  const auto found = entries_.find(id);
  if (found != entries_.end()) found->second.report = std::move(report);
}

std::optional<OneCheck> OneChecks::find(CheckId id, std::string_view by) const {
  const auto found = entries_.find(id);
  if (found == entries_.end() || found->second.by != by) return std::nullopt;
  return OneCheck{id, found->second.report};
}

}  // namespace quorate
