// Descriptors: how many connections and files the system lets this process have open at once.
#pragma once

#include <cstddef>

namespace quorate {

// Lets the process have as many as the system grants it, and gives that number. Every connection is one, and
// many systems begin with 1024.
std::size_t take_all_descriptors();

}  // namespace quorate
