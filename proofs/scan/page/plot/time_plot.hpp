// Draws how long things took: columns over a logarithmic axis of time, with marks where shares of all end.
#pragma once

#include "proofs/scan/summary/histogram.hpp"

#include <string>
#include <string_view>

namespace quorate {

// `title` and `unit` are our own words. Empty where nothing was timed.
std::string draw_times(const TimeCounts& times, std::string_view title, std::string_view unit);

}  // namespace quorate
