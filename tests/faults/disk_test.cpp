// A store on a disk that is full or fails, at every write, truncation and fsync of a look: a clear error, the
// old answers, nothing half written, and it goes on when the disk does.
#include "crawler/store/log/verify_log.hpp"
#include "crawler/store/open_store.hpp"
#include "crawler/store/sql/schema.hpp"
#include "crawler/store/sql/sql_store.hpp"
#include "crawler/store/sqlite/connection.hpp"
#include "tests/crawler/store/store_samples.hpp"
#include "tests/faults/failing_vfs.hpp"
#include "tests/servers/temp_directory.hpp"
#include "tests/show.hpp"

#include <filesystem>
#include <iostream>

namespace quorate {
namespace {

constexpr std::size_t most_operations = 500;

Result<std::unique_ptr<Store>> open_failing(const std::string& file) {
  auto connection = open_sqlite(file, {SqliteUse::write, SqliteCheck::whole, FailingVfs::name()});
  if (!connection) return connection.error();
  if (auto ready = migrate(**connection); !ready) return ready.error();
  return std::unique_ptr<Store>(std::make_unique<SqlStore>(
      std::move(*connection), [] { return Result<std::unique_ptr<SqlConnection>>(Error{}); }));
}

// A look with a body of many pages, so that there is much to write.
LookRecord large_look(ContactId id, Revision revision) {
  LookRecord look = sample_look(id, revision, 1000 + revision);
  std::string noise;
  for (std::uint32_t i = 1, n = 7; i < 30'000; ++i)
    noise += static_cast<char>((n = n * 1664525 + 1013904223) >> 24);
  look.observations[0].body = noise + std::to_string(revision);
  return look;
}

// Whether the store is sound and holds `revision - 1` whole looks.
void check_whole(const std::string& file, ContactId id, Revision low, Revision high) {
  FailingVfs::arm(DiskFault::full, 0);
  const auto store = open_store(file);
  INFO((store ? "" : store.error().detail));
  REQUIRE(store);
  const Revision revision = (*store)->contact(id).value()->contact.revision;
  CHECK(revision >= low);
  CHECK(revision <= high);
  CHECK((*store)->last_event().value() == 2 * (revision - 1));
  CHECK_FALSE(verify_log(**store, {}).value().damage);
  REQUIRE(record_look(**store, large_look(id, revision)));
}

}  // namespace

TEST_CASE("disk: it fails at any one operation of a look, an error and nothing half written") {
  const TempDirectory directory;
  const std::string base = directory.path() / "base.sqlite";
  ContactId id = 0;
  {
    const auto store = open_store(base).value();
    id = add_contact(*store, sample_contact("Alice", 1)).value();
    REQUIRE(record_look(*store, large_look(id, 1)));
  }
  for (const DiskFault fault : {DiskFault::full, DiskFault::write_failed, DiskFault::sync_failed}) {
    std::size_t number = 0;
    for (bool fired = true; fired && number < most_operations;) {
      ++number;
      INFO("fault " << static_cast<int>(fault) << " at operation " << number);
      const std::string file = directory.path() / "store.sqlite";
      for (const char* part : {"", "-wal", "-shm"}) std::filesystem::remove(file + part);
      std::filesystem::copy_file(base, file);
      fired = false;
      Revision low = 2;
      FailingVfs::arm(fault, number);
      // Closing writes the WAL back, which may fail, too.
      if (auto store = open_failing(file)) {
        const auto receipt = record_look(**store, large_look(id, 2));
        if (!receipt) {
          fired = true;
          CHECK(receipt.error().code == Code::store_failed);
          CHECK(receipt.error().detail.find("nothing was written") != std::string::npos);
          CHECK((*store)->contact(id).value()->contact.revision == 2);  // the old answers are kept
          CHECK((*store)->last_event().value() == 2);
          FailingVfs::arm(fault, 0);  // the disk is well again
          CHECK(record_look(**store, large_look(id, 2)).value().revision == 3);
        }
        low = 3;
      } else {
        CHECK(store.error().code == Code::store_failed);
      }
      fired = fired || FailingVfs::operations() >= number;
      check_whole(file, id, low, 3);
    }
    CHECK(number < most_operations);
    CHECK(number > (fault == DiskFault::sync_failed ? 2U : 20U));
    std::cout << "disk faults tried, of kind " << static_cast<int>(fault) << ": " << number - 1 << "\n";
  }
}

}  // namespace quorate
