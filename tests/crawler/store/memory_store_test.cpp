// The store in memory does what every store must do.
#include "tests/crawler/store/memory_store.hpp"

#include "tests/crawler/store/store_laws.hpp"
#include "tests/crawler/store/store_samples.hpp"
#include "tests/show.hpp"

namespace quorate {

TEST_CASE("store in memory: every law of contacts and looks") {
  for (const StoreLaw& law : contact_laws()) {
    DYNAMIC_SECTION(law.name) {
      MemoryStore store;
      law.hold(store);
    }
  }
}

TEST_CASE("store in memory: every law of observations, log and events") {
  for (const StoreLaw& law : log_laws()) {
    DYNAMIC_SECTION(law.name) {
      MemoryStore store;
      law.hold(store);
    }
  }
}

TEST_CASE("store in memory: a write that fails, nothing is written and the next one passes") {
  MemoryStore store;
  store.fail_next_write();
  const auto failed = add_contact(store, sample_contact("Alice", 1));
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == Code::store_failed);
  CHECK(store.counts().value() == StoreCounts{});
  CHECK(add_contact(store, sample_contact("Alice", 1)));
}

}  // namespace quorate
