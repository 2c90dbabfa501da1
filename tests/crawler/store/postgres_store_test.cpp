// The store in a PostgreSQL database does what every store must do.
#include "crawler/store/open_store.hpp"
#include "tests/crawler/store/store_laws.hpp"
#include "tests/crawler/store/store_samples.hpp"
#include "tests/servers/postgres.hpp"
#include "tests/show.hpp"

namespace quorate {

TEST_CASE("store in PostgreSQL: every law, and what is its own") {
  Postgres server;
  const auto laws = [&](const std::vector<StoreLaw>& all) {
    for (const StoreLaw& law : all) {
      INFO(law.name);
      auto store = open_store(server.new_database());
      REQUIRE(store);
      law.hold(**store);
    }
  };
  laws(contact_laws());
  laws(log_laws());

  // Two writers take turns.
  const std::string where = server.new_database();
  const auto one = open_store(where).value();
  const auto other = open_store(where).value();
  const ContactId id = add_contact(*one, sample_contact("Alice", 100)).value();
  REQUIRE(record_look(*one, sample_look(id, 1, 1000)));
  CHECK(record_look(*other, sample_look(id, 1, 5000)).error().code == Code::changed_meanwhile);
  REQUIRE(record_look(*other, sample_look(id, 2, 2000)));
  CHECK(one->description().find("PostgreSQL 1") == 0);

  // One watcher at a time; others write beside it.
  const StoreOpening as_watcher{StoreRole::watcher};
  auto watcher = open_store(where, as_watcher);
  REQUIRE(watcher);
  second_watcher_refused(where);
  CHECK(add_contact(*one, sample_contact("Bob", 100)));
  CHECK(add_contact(**watcher, sample_contact("Carol", 100)));
  watcher = Error{};
  CHECK(open_store(where, as_watcher));

  // A reader of what is not there yet, and a server that is not there.
  CHECK_FALSE(open_store_reader(server.new_database()));
  const auto nobody = open_store("postgresql:///x?host=/nowhere&password=secret");
  REQUIRE_FALSE(nobody);
  CHECK(nobody.error().code == Code::store_failed);
  CHECK(nobody.error().detail.find("secret") == std::string::npos);
}

}  // namespace quorate
