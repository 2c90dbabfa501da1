// `log verify` finds every change of the log, and names its place.
#include "crawler/store/log/verify_log.hpp"

#include "crawler/store/open_store.hpp"
#include "crawler/store/sqlite/connection.hpp"
#include "proofs/log/proof.hpp"
#include "tests/crawler/store/store_samples.hpp"
#include "tests/servers/temp_directory.hpp"
#include "tests/show.hpp"

#include <filesystem>

namespace quorate {
namespace {

constexpr int looks = 12;  // of two new observations each

void fill(Store& store) {
  const ContactId id = add_contact(store, sample_contact("Alice", 100)).value();
  for (int i = 0; i < looks; ++i) {
    LookRecord look = sample_look(id, i + 1, 1000 + i);
    look.observations[1].answer.status = 400 + i;
    REQUIRE(record_look(store, look).value().new_observations == 2);
  }
}

// What is found after `change` was done to the database past the store.
std::string damage_after(const std::string& change, const std::vector<ClaimedHead>& claimed = {}) {
  const TempDirectory directory;
  const std::string file = directory.path() / "store.sqlite";
  { fill(**open_store(file)); }
  {
    auto connection = open_sqlite(file, {SqliteUse::write}).value();
    REQUIRE(connection->run(change, {}));
  }
  const auto found = verify_log(*open_store_reader(file).value(), claimed);
  return found ? found->damage.value_or("") : found.error().detail;
}

bool names(const std::string& text, const std::string& part) {
  INFO(text);
  CHECK(text.find(part) != std::string::npos);
  return text.find(part) != std::string::npos;
}

LogHead head_of(std::uint64_t size) {
  const TempDirectory directory;
  const auto store = open_store(directory.path() / "store.sqlite").value();
  fill(*store);
  return {size, root_of(size, LogNodeReader(*store)).value()};
}

}  // namespace

TEST_CASE("verify the log: untouched, sound, with the heads of every size") {
  const TempDirectory directory;
  const auto store = open_store(directory.path() / "store.sqlite").value();
  fill(*store);
  std::vector<ClaimedHead> claimed;
  for (std::uint64_t size = 0; size <= 2 * looks; ++size)
    claimed.push_back({{size, root_of(size, LogNodeReader(*store)).value()}, std::to_string(size)});
  REQUIRE(store->keep_checkpoint({store->log_head().value(), 2000, "note"}));
  const auto found = verify_log(*store, claimed).value();
  CHECK_FALSE(found.damage);
  CHECK(found.head == store->log_head().value());
  CHECK(found.head.size == 2 * looks);
  CHECK(found.heads == 2 * looks + 2);
  CHECK(found.bodies == looks + 1);
}

TEST_CASE("verify the log: each column of an entry changed, the entry is named") {
  for (const char* change :
       {"contact = 2", "account = account || 'x'", "url = 'https://evil.example/'", "vantage = 'tor'",
        "at = at - 1", "status = 204", "error = 'timed_out'", "content_type = ''", "final_url = 'x'",
        "outcome = 'absent'", "reason = 'expired'", "body = zeroblob(32)", "body_bytes = 3"}) {
    INFO(change);
    CHECK(names(damage_after("UPDATE observations SET " + std::string(change) + " WHERE id = 6"), "entry 6"));
  }
}

TEST_CASE("verify the log: nodes, edge and bodies changed or gone") {
  CHECK(names(damage_after("UPDATE log_nodes SET hash = zeroblob(32) WHERE level = 0 AND number = 9"),
              "entry 9"));
  CHECK(names(damage_after("UPDATE log_nodes SET hash = zeroblob(32) WHERE level = 3 AND number = 1"),
              "level 3"));
  CHECK(names(damage_after("DELETE FROM log_nodes WHERE level = 2 AND number = 0"), "entry 3"));
  CHECK(names(damage_after("UPDATE log_tail SET peaks = zeroblob(64)"), "edge"));
  CHECK(names(damage_after("UPDATE log_tail SET size = 23"), "edge is damaged"));
  CHECK(names(damage_after("DELETE FROM bodies"), "its body is missing"));
  CHECK(names(damage_after("UPDATE bodies SET packed = zeroblob(40)"), "its body cannot be read"));
  CHECK(names(damage_after("DELETE FROM observations WHERE id = 6"), "entry 6: is missing"));
  CHECK(names(damage_after("DELETE FROM observations WHERE id > 20"), "entry 21: is missing"));
}

TEST_CASE("open a store: where the log does not end as it was written, refused") {
  for (const char* change :
       {"UPDATE log_tail SET peaks = zeroblob(64)", "UPDATE log_tail SET size = 12, peaks = zeroblob(64)",
        "DELETE FROM observations WHERE id > 20", "UPDATE observations SET status = 204 WHERE id = 23",
        "DELETE FROM log_nodes WHERE level = 3", "UPDATE checkpoints SET root = zeroblob(32)",
        "UPDATE checkpoints SET size = 25"}) {
    INFO(change);
    const TempDirectory directory;
    const std::string file = directory.path() / "store.sqlite";
    {
      const auto store = open_store(file).value();
      fill(*store);
      REQUIRE(store->keep_checkpoint({store->log_head().value(), 2000, "note"}));
    }
    REQUIRE(open_store(file));
    { REQUIRE(open_sqlite(file, {SqliteUse::write}).value()->run(change, {})); }
    const auto store = open_store(file);
    REQUIRE_FALSE(store);
    CHECK(store.error().code == Code::store_failed);
    CHECK(names(store.error().detail, "log"));
  }
}

TEST_CASE("verify the log: another log in its place, or a shorter one, only a kept head tells") {
  const LogHead kept = head_of(20);
  CHECK(damage_after("SELECT 1", {{kept, "january.note"}}).empty());
  LogHead other = kept;
  other.root[0] ^= 1;
  CHECK(names(damage_after("SELECT 1", {{other, "january.note"}}), "january.note"));
  other = {2 * looks + 1, kept.root};
  CHECK(names(damage_after("SELECT 1", {{other, "january.note"}}), "cut off"));
}

}  // namespace quorate
