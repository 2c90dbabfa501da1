#include "bench/allocations.hpp"

#include <cstdlib>
#include <new>

namespace quorate {
namespace {

std::size_t count = 0;

void* take(std::size_t size) {
  ++count;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}

}  // namespace

std::size_t allocations() { return count; }

}  // namespace quorate

// They stand for those of the whole program. A file of their own keeps the compiler from seeing that what
// `new` gave is freed by `free`, of which it warns.
void* operator new(std::size_t size) { return quorate::take(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
