// OneCheck: a check of accounts that nobody watches, asked for once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace quorate {

using CheckId = std::int64_t;  // from 1

struct OneCheck {
  CheckId id = 0;
  std::optional<std::string> report;  // JSON, as docs/report.schema.json has it; none: it is not done yet
};

}  // namespace quorate
