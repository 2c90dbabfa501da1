// Two years of a contact's life, through the real check, history, schedule and a store, under a clock of our
// own.
#include "config/history_rules.hpp"
#include "config/shipped.hpp"
#include "crawler/check.hpp"
#include "crawler/live_asker.hpp"
#include "crawler/watch/clerk.hpp"
#include "crawler/watch/known_answers.hpp"
#include "crawler/watch/outcome.hpp"
#include "proofs/explain/explain.hpp"
#include "proofs/explain/graph/svg.hpp"
#include "proofs/formats/sign.hpp"
#include "proofs/report/read/report.hpp"
#include "tests/crawler/store/memory_store.hpp"
#include "tests/show.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <map>
#include <random>
#include <set>

namespace quorate {
namespace {

constexpr UnixTime start = 1'790'000'000;
constexpr UnixTime day = day_seconds;
constexpr std::size_t sites = 5;

std::string site(std::size_t number) {
  return "https://alice" + std::to_string(number) + ".example" + std::to_string(number) + ".org/";
}

Ed25519Seed seed_of(std::uint8_t key) {
  Ed25519Seed seed{};
  seed.fill(key);
  return seed;
}
KeyName name_of(std::uint8_t key) { return {KeyKind::native, kid(public_key(seed_of(key)))}; }

std::string statement(std::uint8_t key, std::uint32_t seq, UnixTime from,
                      std::optional<std::uint8_t> next = {}, std::optional<std::uint8_t> prev = {}) {
  StatementDraft draft;
  draft.subject = "mimi://im.example/u/alice";
  draft.issued_at = from;
  draft.expires_at = from + 365 * day;
  draft.seq = seq;
  for (std::size_t i = 0; i < sites; ++i) draft.accounts.push_back(Account::parse(site(i)).value());
  if (next) draft.next = name_of(*next).id;
  if (prev) draft.prev = name_of(*prev).id;
  return sign_statement(draft, seed_of(key)).value();
}

// Sites that show what they are given, some of them out of reach.
class Sites final : public Asker {
 public:
  std::map<std::size_t, std::string> shown;
  std::set<std::size_t> down;
  std::vector<std::string> types = {"text/plain"};
  std::size_t asked = 0;
  std::size_t unchanged = 0;

  void show_all(const std::string& token) {
    for (std::size_t i = 0; i < sites; ++i) shown[i] = token;
  }

  boost::asio::awaitable<Reply> ask(Question question, Rank) override {
    ++asked;
    Reply reply;
    Observation& seen = reply.observation;
    seen.final_url = question.request.url;
    seen.status = 404;
    for (std::size_t i = 0; i < sites; ++i) {
      if (question.account != site(i)) continue;
      if (down.count(i) > 0) seen.error = Error{Code::connect_failed, "down"};
      if (question.request.url != site(i) + ".well-known/cross-signature" || shown.count(i) == 0) continue;
      answer(shown[i] + "\n", question.request, seen);
    }
    co_return reply;
  }

 private:
  void answer(const std::string& body, const Request& request, Observation& seen) {
    const std::string tag = '"' + std::to_string(std::hash<std::string>()(body)) + '"';
    seen.headers = {{"etag", tag}};
    for (const std::string& type : types) seen.headers.emplace_back("content-type", type);
    for (const auto& [name, value] : request.headers)
      if (name == "If-None-Match" && value == tag) {
        seen.status = 304;
        ++unchanged;
        return;
      }
    seen.status = 200;
    seen.body = body;
  }
};

class Years {
 public:
  Years() {
    limits_.reuse_seconds = 0;
    std::string document = "name: Alice\nsubject: mimi://im.example/u/alice\naccounts:\n";
    for (std::size_t i = 0; i < sites; ++i) document += "  - " + site(i) + "\n";
    const ContactFile file{"Alice", document};
    tables_.limits = limits_;
    tables_.services = load_services("services.yaml", shipped_services()).value();
    tables_.operators = load_shipped_operators().value();
    id_ = add_contact_files(store, std::span(&file, 1), start, schedule_rules(WatchPace())).value().front();
  }

  // Looks whenever the schedule says so, until that day.
  void live_until(UnixTime when) {
    while (true) {
      const auto due = store.next_due().value();
      if (!due || *due >= start + when * day) break;
      now_ = *due;
      look();
    }
    now_ = start + when * day;
  }

  ContactState state() { return store.contact(id_).value().value(); }
  Result<void> decide_now(Decided decided) {
    return decide(store, state(), decided, "test", now_, std::nullopt);
  }
  // "12 quorum reached": the day, the kind, and the site it is about.
  std::vector<std::string> told() {
    std::vector<std::string> lines;
    EventQuery query;
    query.limit = max_page;
    const auto events = store.events(query).value();
    for (const StoredEvent& event : events) {
      std::string line = std::to_string((event.at - start) / day) + " " + event.event.kind;
      for (std::size_t i = 0; i < sites; ++i)
        if (event.event.account == site(i)) line += " " + std::to_string(i);
      lines.push_back(line);
    }
    return lines;
  }
  // What a new process knows: nothing but the store.
  void restart() {
    memory_ = std::make_unique<FindingMemory>(std::size_t{1} << 24U, std::chrono::seconds(0));
  }

  MemoryStore store;
  Sites* web = nullptr;
  std::size_t looks = 0;

 private:
  void look() {
    const ContactState before = state();
    auto contact = load_contact("Alice", before.contact.document).value();
    Past past = bring_past(before.history, history_rules(limits_, Policy{}), Accepting::no, contact).value();
    const auto newest = store.newest_observations(id_).value();
    REQUIRE(recall_answers(newest, tables_, store, *memory_));
    LookNotes notes;
    for (const ObservationRecord& record : newest) notes.known.insert(record.place);
    for (const AccountSchedule& account : before.schedule.accounts)
      if (asked(account, now_) == Asked::no) notes.left_alone.insert(account.account);
    asker_.begin(static_cast<std::size_t>(id_), std::move(notes));
    const Report report = check_now(contact, past);
    const LookRecord record = look_record(
        {before, past, report, asker_.take(static_cast<std::size_t>(id_)), store.decisions(id_, 20).value()},
        now_, schedule_rules(WatchPace()), [this] { return static_cast<std::uint32_t>(chance_()); });
    REQUIRE(record_look(store, record));
    // What is kept of it says the same later.
    const auto kept = read_kept_report(store.report(id_).value().value());
    REQUIRE(kept);
    CHECK(write_explanation(*kept, Style::plain) == write_explanation(report, Style::plain));
    CHECK(write_svg(graph_of(*kept)) == write_svg(graph_of(report)));
    ++looks;
  }

  Report check_now(const Contact& contact, Past& past) {
    boost::asio::io_context io{1};
    Observer observer(io.get_executor(), asker_, *memory_, io.get_executor());
    const Workshop workshop{
        tables_.services, tables_.limits, tables_.operators,      suffixes_, tables_.networks,
        observer,         Manners::crawl, NameServers::not_asked, nullptr,   static_cast<std::size_t>(id_)};
    Report report;
    std::exception_ptr fault;
    boost::asio::co_spawn(io, check(contact, workshop, now_, &past),
                          [&](std::exception_ptr thrown, Report made) {
                            fault = thrown;
                            report = std::move(made);
                          });
    io.run();
    if (fault) std::rethrow_exception(fault);
    return report;
  }

  std::unique_ptr<Asker> make_web() {
    auto made = std::make_unique<Sites>();
    web = made.get();
    return made;
  }

  Limits limits_ = load_limits("limits.yaml", shipped_limits()).value();
  Tables tables_;
  SuffixList suffixes_ = SuffixList::builtin();
  UnixTime now_ = start;
  WatchedAsker asker_{make_web(), [this] { return now_; }};
  std::unique_ptr<FindingMemory> memory_ =
      std::make_unique<FindingMemory>(std::size_t{1} << 24U, std::chrono::seconds(0));
  std::mt19937 chance_{1};
  ContactId id_ = 0;
};

}  // namespace

TEST_CASE(
    "watching: two years of rotation, outage, rival, deletion, recovery and expiry, with their events") {
  Years years;
  Sites& web = *years.web;
  web.show_all(statement(1, 1, start - day));
  years.live_until(2);
  REQUIRE(years.state().pending);
  CHECK(years.state().pending->kind == "pin");
  CHECK_FALSE(years.state().history.pin);  // nothing is pinned by silence
  REQUIRE(years.decide_now(Decided::accepted));
  CHECK(years.state().history.pin->speaker.key == name_of(1));

  years.live_until(60);  // an outage of five weeks
  web.down = {4};
  years.live_until(95);
  web.down.clear();

  years.live_until(150);  // somebody takes over a site for a week
  web.shown[3] = statement(9, 1, start + 149 * day);
  years.live_until(157);
  web.shown[3] = statement(1, 1, start - day);

  years.live_until(200);  // a site loses its page, and gets it back
  web.shown.erase(2);
  years.live_until(220);
  web.shown[2] = statement(1, 1, start - day);

  years.live_until(350);  // just in time
  web.show_all(statement(1, 2, start + 350 * day));

  years.live_until(400);  // hands over to another key
  for (std::size_t i = 0; i < sites; ++i)
    web.shown[i] = statement(1, 3, start + 400 * day, 2) + "\n" + statement(2, 1, start + 400 * day, {}, 1);
  years.live_until(402);
  REQUIRE(years.state().pending);
  CHECK(years.state().pending->kind == "rotation");
  CHECK(years.state().history.pin->speaker.key == name_of(1));
  REQUIRE(years.decide_now(Decided::accepted));
  CHECK(years.state().history.pin->speaker.key == name_of(2));
  years.live_until(410);
  web.show_all(statement(2, 2, start + 410 * day, {}, 1));

  years.restart();
  years.live_until(780);  // forgotten for a while
  web.show_all(statement(2, 3, start + 780 * day, {}, 1));
  years.live_until(800);

  const std::vector<std::string> expected = {
      "0 quorum reached", "2 accepted", "70 service dead 4", "96 service back 4", "150 proof removed 3",
      "150 rival", "150 regressed", "157 proof removed 3", "157 proof back 3",  // the rival's proof, and hers
      "200 proof removed 2", "200 regressed", "220 proof back 2", "334 expiring", "400 rotated",
      "402 accepted",
      // The former key's own proofs, once only the new key is shown.
      "410 proof removed 0", "410 proof removed 1", "410 proof removed 2", "410 proof removed 3",
      "410 proof removed 4", "745 expiring", "775 proof removed 0", "775 proof removed 1",
      "775 proof removed 2", "775 proof removed 3", "775 proof removed 4", "775 expired", "775 quorum lost",
      "775 regressed", "780 proof back 0", "780 proof back 1", "780 proof back 2", "780 proof back 3",
      "780 proof back 4", "780 quorum reached"};
  CHECK(years.told() == expected);
  CHECK(years.looks > 750);
  CHECK(web.unchanged > 3000);
}

TEST_CASE("watching: answers that are refused for two content types, stay refused after a restart") {
  for (const auto& types : {std::vector<std::string>{"text/plain", "text/html"},
                            {"text/plain;a=b", "text/html"},
                            {"", "text/plain"}}) {
    Years years;
    years.web->types = types;
    years.web->show_all(statement(1, 1, start - day));
    years.live_until(5);
    years.restart();
    years.live_until(60);
    CHECK(years.told().empty());
    CHECK_FALSE(years.state().pending);
    CHECK(years.web->asked > 10);
  }
}

}  // namespace quorate
