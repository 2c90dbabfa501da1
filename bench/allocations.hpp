// Counts how often the program takes memory.
#pragma once

#include <cstddef>

namespace quorate {

// Since the program started.
std::size_t allocations();

}  // namespace quorate
