// What the API may ask of the daemon: over a store in memory, with a daemon that never runs.
#include "crawler/watch/api/watch_desk.hpp"

#include "config/shipped.hpp"
#include "crawler/watch/clerk.hpp"
#include "tests/crawler/store/memory_store.hpp"
#include "tests/show.hpp"

#include <boost/asio/io_context.hpp>

namespace quorate {
namespace {

constexpr UnixTime now = 1'795'000'000;
const std::string file = "name: Alice\naccounts: [https://alice.example/]\n";
const std::string thumbprint = "urn:ietf:params:oauth:jwk-thumbprint:sha-256:";
const std::string old_key = thumbprint + std::string(43, 'A');
const std::string new_key = thumbprint + std::string(43, 'E');
const Speaker pinned{{KeyKind::native, old_key}, "mimi://im.example/u/alice"};
const Speaker rival{{KeyKind::native, new_key}, "mimi://im.example/u/alice"};

KeyMemory memory_of(const Speaker& speaker) {
  KeyMemory key;
  key.speaker = speaker;
  key.first_seen = now - 100;
  key.last_seen = now - 50;
  return key;
}

class Office {
 public:
  Office() {
    tables_.limits = load_limits("limits.yaml", shipped_limits()).value();
    tables_.services = load_services("services.yaml", shipped_services()).value();
    tables_.operators = load_shipped_operators().value();
    world_.emplace(World::open({}, tables_, now).value());
    workers_ = Workers::start().value();
    daemon_.emplace(context_.get_executor(), store, tables_, *world_, *workers_, rules_, std::nullopt,
                    DaemonMeans{[] { return now; }, [] { return 0U; }, [](const std::string&) {}});
    desk.emplace(store, *daemon_, tables_, rules_, DeskMeans{[] { return now; }, [this] { ++told; }});
  }

  // A contact with a pinned key, and another one that waits to take its place.
  ContactId add_with_replacement() {
    const ContactId id = desk->add_contact("Alice", file).value();
    LookRecord look;
    look.contact = id;
    look.revision = state(id).contact.revision;
    look.at = now;
    History history;
    history.subject = "mimi://im.example/u/alice";
    history.accounts = {"https://alice.example/"};
    history.looks = 2;
    history.first_look = now - 100;
    history.last_look = now - 50;
    history.keys.push_back(memory_of(pinned));
    history.keys.push_back(memory_of(rival));
    history.pin.emplace();
    history.pin->speaker = pinned;
    history.pin->accounts = {"https://alice.example/"};
    history.pin->since = now - 60;
    look.history = history;
    Proposal proposal;
    proposal.kind = ProposalKind::replacement;
    proposal.pin.speaker = rival;
    proposal.pin.accounts = {"https://alice.example/"};
    proposal.pin.since = now;
    proposal.weight = 1;
    look.pending_step = PendingStep::set;
    look.pending = PendingChange{"replacement", now, write_proposal(proposal, history.pin)};
    REQUIRE(record_look(store, look));
    return id;
  }

  ContactState state(ContactId id) { return store.contact(id).value().value(); }
  std::string pin(ContactId id) { return state(id).history.pin->speaker.key.id; }
  std::vector<std::string> kinds() {
    std::vector<std::string> found;
    for (const StoredEvent& event : store.events({}).value()) found.push_back(event.event.kind);
    return found;
  }

  MemoryStore store;
  std::optional<WatchDesk> desk;
  int told = 0;  // how often the receivers of events were woken

 private:
  ScheduleRules rules_ = schedule_rules(WatchPace());
  Tables tables_;
  boost::asio::io_context context_{1};
  std::optional<World> world_;
  std::unique_ptr<Workers> workers_;
  std::optional<Daemon> daemon_;
};

}  // namespace

TEST_CASE("watch desk: a contact that cannot be watched is refused, and nothing is stored") {
  Office office;
  CHECK(!office.desk->add_contact("A", "accounts: [nonsense]\n"));
  CHECK(!office.desk->add_contact("A", "accounts: [https://alice.example/]\npolicy: policy.yaml\n"));
  CHECK(office.store.counts().value().contacts == 0);
  const auto id = office.desk->add_contact("Alice", file);
  REQUIRE(id);
  CHECK(office.state(*id).schedule.next_check == now);
  CHECK(!office.desk->add_contact("Alice", file));
  CHECK(office.told == 1);
}

TEST_CASE("watch desk: a replacement is pinned only by who names its key, as it is now") {
  Office office;
  const ContactId id = office.add_with_replacement();
  const Revision revision = office.state(id).contact.revision;
  const auto decide = [&](Revision seen, std::optional<std::string> key) {
    const auto done = office.desk->decide(id, {Decided::accepted, seen, std::move(key)}, "alice");
    if (!done) UNSCOPED_INFO(done.error().detail);
    return done ? "" : std::string(name(done.error().code));
  };
  CHECK(decide(revision, std::nullopt) == name(Code::bad_argument));
  CHECK(decide(revision, old_key) == name(Code::bad_argument));
  CHECK(decide(revision - 1, new_key) == name(Code::changed_meanwhile));
  CHECK(office.pin(id) == old_key);
  CHECK(office.desk->decide(99, {Decided::accepted, revision, new_key}, "alice").error().code ==
        Code::not_stored);
  CHECK(decide(revision, new_key).empty());
  CHECK(office.pin(id) == new_key);
  CHECK(office.kinds() == std::vector<std::string>{"accepted"});
  CHECK(office.store.decisions(id, 1).value().front().by == "alice");
  CHECK(decide(office.state(id).contact.revision, new_key) == name(Code::bad_argument));
}

TEST_CASE("watch desk: what is refused stays as it was") {
  Office office;
  const ContactId id = office.add_with_replacement();
  REQUIRE(
      office.desk->decide(id, {Decided::refused, office.state(id).contact.revision, std::nullopt}, "bob"));
  CHECK(office.pin(id) == old_key);
  CHECK(!office.state(id).pending);
  CHECK(office.kinds() == std::vector<std::string>{"refused"});
}

TEST_CASE("watch desk: paused is told once, and watched again is due at once") {
  Office office;
  const ContactId id = office.desk->add_contact("Alice", file).value();
  REQUIRE(office.desk->watch_contact(id, Watching::paused, "alice"));
  REQUIRE(office.desk->watch_contact(id, Watching::paused, "alice"));
  CHECK(office.store.due(now + 1, 10).value().empty());
  REQUIRE(office.desk->watch_contact(id, Watching::active, "alice"));
  CHECK(office.store.due(now, 10).value().size() == 1);
  CHECK(office.kinds() == std::vector<std::string>{"paused", "watched again"});
  CHECK(!office.desk->watch_contact(99, Watching::paused, "alice"));
}

TEST_CASE("watch desk: a check that is asked for is due in the store, too, and asked for once") {
  Office office;
  const ContactId id = office.add_with_replacement();
  const DueContact later{id, now + 1000};
  REQUIRE(office.store.reschedule(std::span(&later, 1)));
  CHECK(office.desk->check_soon(id).value() == Queued::already);  // it was asked for when it was added
  CHECK(!office.desk->check_soon(99));
  REQUIRE(office.desk->remove_contact(id));
  CHECK(!office.desk->check_soon(id));
}

TEST_CASE("watch desk: a check of what is not watched is its asker's alone, and only so many wait") {
  Office office;
  CHECK(!office.desk->check_once("accounts: [nonsense]\n", "alice"));
  const auto id = office.desk->check_once(file, "alice").value();
  REQUIRE(id);
  CHECK(!office.desk->one_check(*id, "alice")->report);
  CHECK(!office.desk->one_check(*id, "bob"));
  CHECK(!office.desk->one_check(*id + 1, "alice"));
  int taken = 1;
  while (office.desk->check_once(file, "alice").value()) ++taken;
  CHECK(taken == 100);
  CHECK(office.store.counts().value().contacts == 0);
}

TEST_CASE("one checks: the oldest are forgotten") {
  OneChecks checks;
  const CheckId first = checks.begin("alice");
  checks.finish(first, "{}");
  CHECK(checks.find(first, "alice")->report == "{}");
  for (std::size_t i = 0; i < OneChecks::most; ++i) checks.begin("bob");
  CHECK(!checks.find(first, "alice"));
  checks.finish(first, "{}");
  CHECK(!checks.find(first, "alice"));
}

}  // namespace quorate
