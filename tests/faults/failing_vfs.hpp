// A way to the file system for SQLite that fails at the operation that a test names.
#pragma once

#include <cstddef>

namespace quorate {

enum class DiskFault {
  full,          // this write or truncation, and every later one, finds no room
  write_failed,  // this one operation reports an I/O error; later ones pass
  sync_failed,   // this one fsync reports an I/O error
};

// SQLite's default VFS with a fault in it, under the name "failing".
class FailingVfs {
 public:
  static const char* name();

  // From now on, the `number`-th operation that `fault` is about fails, counted from 1; 0: none does.
  static void arm(DiskFault fault, std::size_t number);
  // How many operations of the armed kind there were since.
  static std::size_t operations();
};

}  // namespace quorate
