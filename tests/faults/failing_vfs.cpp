#include "tests/faults/failing_vfs.hpp"

#include <sqlite3.h>

namespace quorate {
namespace {

struct Plan {
  DiskFault fault = DiskFault::full;
  std::size_t number = 0;
  std::size_t count = 0;
};
Plan plan;  // one test at a time

struct File {
  sqlite3_file base;
  sqlite3_file* real;  // behind this struct
};

sqlite3_vfs* real_vfs() { return sqlite3_vfs_find(nullptr); }
sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<File*>(file)->real; }

// What this operation reports; SQLITE_OK: it goes through.
int verdict(DiskFault kind) {
  const bool meant =
      plan.number != 0 && (kind == DiskFault::sync_failed) == (plan.fault == DiskFault::sync_failed);
  if (!meant) return SQLITE_OK;
  ++plan.count;
  if (plan.fault == DiskFault::full) return plan.count >= plan.number ? SQLITE_FULL : SQLITE_OK;
  if (plan.count != plan.number) return SQLITE_OK;
  return plan.fault == DiskFault::sync_failed ? SQLITE_IOERR_FSYNC : SQLITE_IOERR_WRITE;
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
  if (const int code = verdict(DiskFault::full); code != SQLITE_OK) {
    // A disk that is full takes a part, as write(2) does.
    if (size > 1) real(file)->pMethods->xWrite(real(file), bytes, size / 2, at);
    return code;
  }
  return real(file)->pMethods->xWrite(real(file), bytes, size, at);
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (const int code = verdict(DiskFault::full); code != SQLITE_OK) return code;
  return real(file)->pMethods->xTruncate(real(file), size);
}
int sync(sqlite3_file* file, int flags) {
  if (const int code = verdict(DiskFault::sync_failed); code != SQLITE_OK) return code;
  return real(file)->pMethods->xSync(real(file), flags);
}
int close_file(sqlite3_file* file) { return real(file)->pMethods->xClose(real(file)); }
int read(sqlite3_file* f, void* bytes, int size, sqlite3_int64 at) {
  return real(f)->pMethods->xRead(real(f), bytes, size, at);
}
int file_size(sqlite3_file* f, sqlite3_int64* size) { return real(f)->pMethods->xFileSize(real(f), size); }
int lock(sqlite3_file* f, int kind) { return real(f)->pMethods->xLock(real(f), kind); }
int unlock(sqlite3_file* f, int kind) { return real(f)->pMethods->xUnlock(real(f), kind); }
int reserved(sqlite3_file* f, int* out) { return real(f)->pMethods->xCheckReservedLock(real(f), out); }
int control(sqlite3_file* f, int op, void* arg) { return real(f)->pMethods->xFileControl(real(f), op, arg); }
int sector(sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); }
int traits(sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); }
int map(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
  return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
}
int shm_lock(sqlite3_file* f, int at, int n, int flags) {
  return real(f)->pMethods->xShmLock(real(f), at, n, flags);
}
void barrier(sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); }
int unmap(sqlite3_file* f, int remove) { return real(f)->pMethods->xShmUnmap(real(f), remove); }

const sqlite3_io_methods methods = {2,        close_file, read,     write,   truncate, sync,   file_size,
                                    lock,     unlock,     reserved, control, sector,   traits, map,
                                    shm_lock, barrier,    unmap,    nullptr, nullptr};

int open_file(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* out) {
  auto* own = reinterpret_cast<File*>(file);
  own->real = reinterpret_cast<sqlite3_file*>(own + 1);
  own->base.pMethods = nullptr;
  const int code = real_vfs()->xOpen(real_vfs(), path, own->real, flags, out);
  if (own->real->pMethods != nullptr) own->base.pMethods = &methods;
  return code;
}

}  // namespace

const char* FailingVfs::name() {
  static sqlite3_vfs vfs = [] {
    sqlite3_vfs made = *real_vfs();
    made.szOsFile += static_cast<int>(sizeof(File));
    made.pNext = nullptr;
    made.zName = "failing";
    made.xOpen = open_file;
    return made;
  }();
  sqlite3_vfs_register(&vfs, 0);
  return vfs.zName;
}

void FailingVfs::arm(DiskFault fault, std::size_t number) { plan = {fault, number, 0}; }

std::size_t FailingVfs::operations() { return plan.count; }

}  // namespace quorate
