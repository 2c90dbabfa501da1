// The store in an SQLite file does what every store must do, and refuses what is none.
#include "crawler/store/open_store.hpp"
#include "crawler/store/sql/connection.hpp"
#include "crawler/store/sqlite/connection.hpp"
#include "tests/crawler/store/store_laws.hpp"
#include "tests/crawler/store/store_samples.hpp"
#include "tests/servers/temp_directory.hpp"
#include "tests/show.hpp"

#include <filesystem>
#include <fstream>
#include <sys/stat.h>

namespace quorate {
namespace {

// A statement on the file, past the store.
void change(const std::string& file, const std::string& statement) {
  auto connection = open_sqlite(file, {SqliteUse::write});
  REQUIRE(connection);
  REQUIRE((*connection)->run(statement, {}));
}

std::string why_not(const std::string& file) {
  const auto store = open_store(file);
  REQUIRE_FALSE(store);
  CHECK(store.error().code == Code::store_failed);
  return store.error().detail;
}

}  // namespace

TEST_CASE("store in SQLite: every law of contacts and looks") {
  for (const StoreLaw& law : contact_laws()) {
    DYNAMIC_SECTION(law.name) {
      const TempDirectory directory;
      law.hold(**open_store(directory.path() / "store.sqlite"));
    }
  }
}

TEST_CASE("store in SQLite: every law of observations, log and events") {
  for (const StoreLaw& law : log_laws()) {
    DYNAMIC_SECTION(law.name) {
      const TempDirectory directory;
      law.hold(**open_store(directory.path() / "store.sqlite"));
    }
  }
}

TEST_CASE("store in SQLite: closed and opened again, all is there, for its owner alone") {
  const TempDirectory directory;
  const std::string file = directory.path() / "store.sqlite";
  ContactId id = 0;
  {
    const auto store = open_store(file).value();
    id = add_contact(*store, sample_contact("Alice", 100)).value();
    REQUIRE(record_look(*store, sample_look(id, 1, 1000)));
  }
  struct stat status {};
  REQUIRE(::stat(file.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  CHECK(check_store(file));
  const auto reader = open_store_reader(file).value();
  CHECK(reader->contact(id).value()->contact.revision == 2);
  const auto store = open_store(file).value();
  CHECK(record_look(*store, sample_look(id, 2, 2000)).value().revision == 3);
  CHECK(reader->log_head().value().size == 3);
}

TEST_CASE("store in SQLite: two writers take turns, none overwrites the other") {
  const TempDirectory directory;
  const std::string file = directory.path() / "store.sqlite";
  const auto one = open_store(file).value();
  const auto other = open_store(file).value();
  const ContactId id = add_contact(*one, sample_contact("Alice", 100)).value();
  for (Revision revision = 1; revision < 21; revision += 2) {
    REQUIRE(record_look(*one, sample_look(id, revision, 1000 + revision)));
    CHECK(record_look(*other, sample_look(id, revision, 5000)).error().code == Code::changed_meanwhile);
    REQUIRE(record_look(*other, sample_look(id, revision + 1, 1000 + revision)));
  }
  CHECK(one->last_event().value() == 40);
}

TEST_CASE("store in SQLite: a second watcher is refused while there is one, writers are not") {
  const TempDirectory directory;
  const std::string file = directory.path() / "store.sqlite";
  const StoreOpening as_watcher{StoreRole::watcher};
  auto watcher = open_store(file, as_watcher);
  REQUIRE(watcher);
  second_watcher_refused(file);
  // By another name of the same file, too.
  const std::string other_name = directory.path() / "other.sqlite";
  std::filesystem::create_symlink(file, other_name);
  CHECK_FALSE(open_store(other_name, as_watcher));
  {
    const auto visitor = open_store(file);
    REQUIRE(visitor);
    CHECK(add_contact(**visitor, sample_contact("Alice", 100)));
  }
  CHECK_FALSE(open_store(file, as_watcher));  // the visitor's end has freed nothing
  CHECK(add_contact(**watcher, sample_contact("Bob", 100)));
  watcher = Error{};
  CHECK(open_store(file, as_watcher));
}

TEST_CASE("store in SQLite: of a newer program, refused and left alone") {
  const TempDirectory directory;
  const std::string file = directory.path() / "store.sqlite";
  { const auto store = open_store(file).value(); }
  change(file, "UPDATE quorate_schema SET version = 99");
  CHECK(why_not(file).find("newer quorate") != std::string::npos);
  CHECK_FALSE(open_store_reader(file));
  change(file, "UPDATE quorate_schema SET version = 1");
  CHECK(open_store(file));
}

TEST_CASE("store in SQLite: a file that is no store, refused") {
  const TempDirectory directory;
  CHECK(why_not(directory.write("text", std::string(5000, 'x'))).find("backup") != std::string::npos);
  CHECK(why_not(directory.path() / "none" / "store.sqlite").find("folder") != std::string::npos);
  CHECK(why_not(directory.path()).size() > 0);
  CHECK_FALSE(open_store_reader(directory.path() / "not there"));
  CHECK_FALSE(std::filesystem::exists(directory.path() / "not there"));
}

TEST_CASE("store in SQLite: damaged pages, refused at the start") {
  const TempDirectory directory;
  const std::string file = directory.path() / "store.sqlite";
  {
    const auto store = open_store(file).value();
    for (int i = 0; i < 200; ++i)
      REQUIRE(add_contact(*store, sample_contact("Contact " + std::to_string(i), i)));
  }
  const auto size = std::filesystem::file_size(file);
  REQUIRE(size > 20'000);
  int refused = 0;
  for (std::uintmax_t page = 4096; page < size; page += 4096) {
    const std::string copy = directory.path() / "copy.sqlite";
    std::filesystem::copy_file(file, copy, std::filesystem::copy_options::overwrite_existing);
    std::fstream out(copy, std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(static_cast<std::streamoff>(page));
    out.write(std::string(64, '\xa5').data(), 64);
    out.close();
    refused += open_store(copy).has_error() ? 1 : 0;
  }
  CHECK(refused == static_cast<int>(size / 4096) - 1);
}

}  // namespace quorate
