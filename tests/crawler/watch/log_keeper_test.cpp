#include "crawler/watch/log_keeper.hpp"

#include "proofs/log/checkpoint.hpp"
#include "tests/crawler/store/memory_store.hpp"
#include "tests/crawler/store/store_samples.hpp"
#include "tests/servers/temp_directory.hpp"
#include "tests/show.hpp"

#include <fstream>
#include <iterator>

namespace quorate {
namespace {

constexpr UnixTime now = 1'790'000'000;
constexpr Ed25519Seed seed = {1, 2, 3};

// A store with so many entries of one contact. `life`: what they are.
void fill(Store& store, int entries, const std::string& life) {
  const ContactId id = add_contact(store, sample_contact("Alice", 0)).value();
  for (int i = 1; i <= entries; ++i) {
    LookRecord look = sample_look(id, i, i);
    look.observations.resize(1);
    look.observations[0].body = life + std::to_string(i);
    REQUIRE(record_look(store, look));
  }
}

std::string content(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("log keeper: a log that grows, is signed and goes on") {
  const TempDirectory folder;
  const LogSigning signing{"home.example/quorate", seed, folder.path() / "note"};
  MemoryStore store;
  LogKeeper keeper(store, signing);
  CHECK(keeper.check());  // nothing was signed yet
  REQUIRE(keeper.sign(now));
  CHECK(keeper.check());
  fill(store, 3, "a");
  CHECK(keeper.check());
  REQUIRE(keeper.sign(now + 1));
  REQUIRE(keeper.sign(now + 2));  // the same head: nothing new is kept
  CHECK(store.checkpoints(10).value().size() == 2);
  CHECK(store.checkpoints(1).value().front().text == content(signing.file));
  const auto head = open_checkpoint(content(signing.file), {signing.origin, ed25519_public(seed)});
  REQUIRE(head);
  CHECK(*head == store.log_head().value());
}

TEST_CASE("log keeper: another store than the signed one, refused with what to do") {
  const TempDirectory folder;
  const LogSigning signing{"home.example/quorate", seed, folder.path() / "note"};
  MemoryStore store;
  fill(store, 3, "a");
  REQUIRE(LogKeeper(store, signing).sign(now));
  const auto refusal = [&](Store& other) {
    const auto checked = LogKeeper(other, signing).check();
    REQUIRE_FALSE(checked);
    CHECK(checked.error().code == Code::store_failed);
    CHECK(checked.error().detail.find("move " + signing.file.string() + " away") != std::string::npos);
    return checked.error().detail;
  };
  MemoryStore empty;
  CHECK(refusal(empty).find("has 0 entries, but had 3") != std::string::npos);
  MemoryStore older;
  fill(older, 2, "a");
  CHECK(refusal(older).find("has 2 entries, but had 3") != std::string::npos);
  MemoryStore other;
  fill(other, 4, "b");
  CHECK(refusal(other).find("are not those that this daemon signed") != std::string::npos);
  MemoryStore longer;
  fill(longer, 4, "a");
  CHECK(LogKeeper(longer, signing).check());
}

TEST_CASE("log keeper: a file that this key has not signed, refused") {
  const TempDirectory folder;
  LogSigning signing{"home.example/quorate", seed, folder.path() / "note"};
  MemoryStore store;
  REQUIRE(LogKeeper(store, signing).sign(now));
  LogSigning other_key = signing;
  other_key.seed[0] = 9;
  CHECK(LogKeeper(store, other_key).check().error().code == Code::bad_key);
  LogSigning other_name = signing;
  other_name.origin = "other.example/quorate";
  CHECK(LogKeeper(store, other_name).check().error().code == Code::bad_key);
  folder.write("note", "nothing");
  CHECK(LogKeeper(store, signing).check().error().code == Code::bad_encoding);
  folder.write("note", "");
  CHECK_FALSE(LogKeeper(store, signing).check());
}

}  // namespace quorate
