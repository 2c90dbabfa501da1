// One curl handle that fetches one page after the other, with no more options than it needs.
#pragma once

#include "bench/fetch/load.hpp"
#include "crawler/fetch/curl/handles.hpp"

#include <cstddef>
#include <string>

namespace quorate {

struct Lane {
  EasyHandle easy;
  StringList resolve;
  StringList connect_to;
  std::size_t index = 0;
  std::size_t bytes = 0;  // of the body, which is dropped
  Measure::Clock::time_point began;

  // Makes the handle ready to fetch the URL, and takes the time.
  void set_up(const Load& load, const std::string& url);
};

}  // namespace quorate
