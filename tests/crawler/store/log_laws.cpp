#include "proofs/crypto/digest.hpp"
#include "proofs/log/tail.hpp"
#include "tests/crawler/store/store_laws.hpp"
#include "tests/crawler/store/store_samples.hpp"
#include "tests/show.hpp"

namespace quorate {

namespace {

// A look that tells of one answer and nothing else.
LookRecord answered(ContactId id, Revision revision, UnixTime at, const std::string& body) {
  LookRecord look = sample_look(id, revision, at);
  look.events.clear();
  look.observations.resize(1);
  look.observations[0].body = body;
  return look;
}

void same_answer(Store& store) {
  const ContactId id = add_contact(store, sample_contact("Alice", 100)).value();
  LookRecord look = answered(id, 1, 1000, "page");
  CHECK(record_look(store, look).value().new_observations == 1);
  look = answered(id, 2, 2000, "page");
  look.observations[0].validators.etag = "\"2\"";
  CHECK(record_look(store, look).value().new_observations == 0);
  look = answered(id, 3, 3000, "");
  look.observations[0].body.reset();  // 304
  look.observations[0].answer.status = 304;
  CHECK(record_look(store, look).value().new_observations == 0);
  const auto seen = store.observations(id, "", {}, 10).value();
  REQUIRE(seen.size() == 1);
  CHECK(seen[0].at == 1000);
  CHECK(seen[0].last == 3000);
  CHECK(seen[0].times == 3);
  CHECK(seen[0].answer.status == 200);
  CHECK(store.log_head().value().size == 1);
}

void other_answer(Store& store) {
  const ContactId id = add_contact(store, sample_contact("Alice", 100)).value();
  REQUIRE(record_look(store, answered(id, 1, 1000, "one")));
  REQUIRE(record_look(store, answered(id, 2, 2000, "two")));
  REQUIRE(record_look(store, answered(id, 3, 3000, "one")));
  LookRecord look = answered(id, 4, 4000, "");
  look.observations[0].body.reset();
  look.observations[0].answer.outcome = Outcome::refuted;  // the same page, judged anew
  look.observations[0].answer.reason = Reason::expired;
  REQUIRE(record_look(store, look));
  look = answered(id, 5, 5000, "one");
  look.observations[0].place.vantage = "tor";
  REQUIRE(record_look(store, look));
  CHECK(store.counts().value().observations == 5);
  CHECK(store.counts().value().bodies == 2);
  CHECK(store.newest_observations(id).value().size() == 2);
  const auto seen = store.observations(id, look.observations[0].place.account, {}, 10).value();
  REQUIRE(seen.size() == 5);
  CHECK(seen[0].index == 4);
  CHECK(seen[1].body == seen[2].body);
  CHECK(seen[1].answer.reason == Reason::expired);
  CHECK(store.observations(id, "", 2, 10).value().size() == 2);
  CHECK(store.observations(id, "https://other.example/", {}, 10).value().empty());
}

void bodies(Store& store) {
  const ContactId id = add_contact(store, sample_contact("Alice", 100)).value();
  std::string every;
  for (int i = 0; i < 256; ++i) every += static_cast<char>(i);
  Revision revision = 0;
  for (const std::string& body : {std::string(), every, std::string(2'000'000, 'x')}) {
    REQUIRE(record_look(store, answered(id, ++revision, 1000, body)));
    CHECK(store.body(sha256(as_bytes(body))).value() == body);
    CHECK(store.newest_observations(id).value().front().body_bytes == body.size());
  }
  CHECK_FALSE(store.body(BodyDigest{}).value());
}

void tree(Store& store) {
  const ContactId id = add_contact(store, sample_contact("Alice", 100)).value();
  CHECK(store.log_head().value() == LogHead{0, empty_root()});
  Revision revision = 0;
  for (int i = 0; i < 21; ++i)
    REQUIRE(record_look(store, answered(id, ++revision, 1000 + i, std::to_string(i))));
  LogTail tail;
  std::vector<LogNode> nodes;
  for (LogIndex from = 0; from < 21; from += 8)
    for (const ObservationRecord& seen : store.log_entries(from, 8).value()) {
      CHECK(seen.index == tail.size());
      for (const LogNode& node : tail.append(leaf_hash(as_bytes(log_leaf(seen))))) nodes.push_back(node);
    }
  CHECK(tail.size() == 21);
  CHECK(store.log_head().value() == tail.head());
  for (const LogNode& node : nodes) CHECK(store.log_node(node.level, node.index).value() == node.hash);
  CHECK_FALSE(store.log_node(0, 21).value());
  CHECK_FALSE(store.log_node(2, 5).value());
}

void checkpoints(Store& store) {
  CHECK(store.checkpoints(5).value().empty());
  LogHash root{};
  root[3] = 200;
  REQUIRE(store.keep_checkpoint({{3, root}, 1000, "three\n"}));
  REQUIRE(store.keep_checkpoint({{9, root}, 2000, "nine\n"}));
  const auto kept = store.checkpoints(5).value();
  REQUIRE(kept.size() == 2);
  CHECK(kept[0] == KeptCheckpoint{{9, root}, 2000, "nine\n"});
  CHECK(store.checkpoints(1).value().size() == 1);
}

void sinks(Store& store) {
  const std::vector<NewEvent> two = {{"a", "", "first", "{}"}, {"b", "", "second", "{}"}};
  REQUIRE(store.add_events(10, two));
  CHECK(store.open_sink("log", SinkStart::all_events).value() == SinkState{"log", 0, 0, 0, ""});
  CHECK(store.open_sink("hook", SinkStart::coming_events).value().delivered == 2);
  REQUIRE(store.add_events(11, std::vector<NewEvent>{{"c", "", "third", "{}"}}));
  CHECK(store.undelivered("log", 20, 10).value().size() == 3);
  CHECK(store.undelivered("log", 20, 2).value().size() == 2);
  REQUIRE(store.undelivered("hook", 20, 10).value().size() == 1);
  CHECK(store.undelivered("hook", 20, 10).value().front().event.text == "third");
  REQUIRE(store.delivery_failed("hook", 100, "502 Bad Gateway \xff"));
  REQUIRE(store.delivery_failed("hook", 200, "502 Bad Gateway"));
  CHECK(store.undelivered("hook", 199, 10).value().empty());
  CHECK(store.undelivered("hook", 200, 10).value().size() == 1);
  CHECK(store.sinks().value() ==
        std::vector<SinkState>{{"hook", 2, 2, 200, "502 Bad Gateway"}, {"log", 0, 0, 0, ""}});
  REQUIRE(store.delivered("hook", 3));
  CHECK(store.delivered("hook", 3).error().code == Code::changed_meanwhile);
  CHECK(store.delivered("hook", 4).error().code == Code::bad_argument);
  CHECK(store.delivered("other", 1).error().code == Code::not_stored);
  CHECK(store.open_sink("hook", SinkStart::all_events).value() == SinkState{"hook", 3, 0, 0, ""});
  REQUIRE(store.delivered("log", 2));
  CHECK(store.undelivered("log", 0, 10).value().front().id == 3);
  CHECK(store.undelivered("nobody", 0, 10).value().empty());
  REQUIRE(store.remove_sink("log"));
  CHECK(store.remove_sink("log").error().code == Code::not_stored);
  CHECK(store.delivery_failed("log", 1, "").error().code == Code::not_stored);
}

void event_pages(Store& store) {
  const ContactId id = add_contact(store, sample_contact("Alice", 100)).value();
  REQUIRE(record_look(store, sample_look(id, 1, 1000)));
  for (int i = 0; i < 7; ++i)
    REQUIRE(store.add_events(2000 + i, std::vector<NewEvent>{{"n", "", std::to_string(i), "{}"}}));
  EventQuery query;
  query.limit = 4;
  CHECK(store.events(query).value().back().id == 4);
  query.after = 8;
  CHECK(store.events(query).value().size() == 1);
  query = {};
  query.before = 9;
  query.limit = 2;
  const auto newest = store.events(query).value();
  REQUIRE(newest.size() == 2);
  CHECK(newest[0].id == 8);
  CHECK(newest[1].id == 7);
  query = {};
  query.contact = id;
  CHECK(store.events(query).value().size() == 2);
}

void readers(Store& store) {
  const auto reader = store.open_reader();
  REQUIRE(reader);
  CHECK_FALSE((*reader)->find_contact("Alice").value());
  const ContactId id = add_contact(store, sample_contact("Alice", 100)).value();
  REQUIRE(record_look(store, sample_look(id, 1, 1000)));
  CHECK((*reader)->find_contact("Alice").value() == id);
  CHECK((*reader)->contact(id).value()->schedule == store.contact(id).value()->schedule);
  CHECK((*reader)->log_head().value() == store.log_head().value());
  CHECK_FALSE((*reader)->description().empty());
}

}  // namespace

const std::vector<StoreLaw>& log_laws() {
  static const std::vector<StoreLaw> laws = {
      {"observations: the same answer again is seen once more", same_answer},
      {"observations: another body, verdict or path is another one", other_answer},
      {"bodies: empty, of every byte, large; given back as they were", bodies},
      {"log: the tree is that of the entries", tree},
      {"checkpoints: kept, the newest first", checkpoints},
      {"sinks: each is told of every event in order, once acknowledged", sinks},
      {"events: pages forwards, backwards, of one contact", event_pages},
      {"readers: see what was written", readers},
  };
  return laws;
}

}  // namespace quorate
