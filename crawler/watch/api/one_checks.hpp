// OneChecks: the checks that were asked for once, and for a while what they found.
#pragma once

#include "crawler/serve/one_check.hpp"

#include <map>
#include <string>
#include <string_view>

namespace quorate {

// Knows the newest ones only: whoever asked fetches the report within seconds. A report takes some ten KB.
class OneChecks {
 public:
  // `by`: who asks.
  CheckId begin(std::string_view by);
  // Nothing happens where it is forgotten already.
  void finish(CheckId id, std::string report);
  // Nothing where it was not this one who asked, or where it is forgotten.
  std::optional<OneCheck> find(CheckId id, std::string_view by) const;

  static constexpr std::size_t most = 256;

 private:
  struct Entry {
    std::string by;
    std::optional<std::string> report;
  };
  std::map<CheckId, Entry> entries_;
  CheckId last_ = 0;
};

}  // namespace quorate
