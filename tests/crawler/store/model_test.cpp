// The store in SQLite does the same as the one in memory, whatever is done to both.
#include "crawler/store/open_store.hpp"
#include "proofs/history/file/write.hpp"
#include "tests/crawler/store/memory_store.hpp"
#include "tests/crawler/store/store_samples.hpp"
#include "tests/servers/temp_directory.hpp"
#include "tests/show.hpp"

#include <random>

namespace quorate {
namespace {

constexpr int steps = 400;
constexpr ContactId most_contacts = 6;

using Dice = std::mt19937;

bool one_in(Dice& dice, unsigned n) { return dice() % n == 0; }

// A look that is stale, malformed, unchanged or new in some of its parts.
LookRecord random_look(Dice& dice, ContactId id, Revision revision, UnixTime at) {
  LookRecord look = sample_look(id, one_in(dice, 10) ? revision - 1 : revision, at);
  for (NewObservation& seen : look.observations) {
    seen.body = "body " + std::to_string(dice() % 4);
    if (one_in(dice, 3)) seen.body.reset();
    if (one_in(dice, 4)) seen.answer.outcome = Outcome::unknown;
    if (one_in(dice, 8)) seen.place.vantage = "tor";
    if (one_in(dice, 6)) seen.answer.content_type = "text/\xff";
  }
  for (NewVerdict& verdict : look.verdicts)
    if (one_in(dice, 3)) verdict.outcome = static_cast<Outcome>(dice() % 4);
  if (one_in(dice, 3)) look.answer->weight = static_cast<std::uint32_t>(dice() % 3);
  if (one_in(dice, 5)) look.answer.reset();
  if (one_in(dice, 3)) look.history.reset();
  if (one_in(dice, 3)) look.report.reset();
  if (one_in(dice, 20)) look.report = "\xff";
  if (one_in(dice, 2)) {
    look.pending_step = one_in(dice, 2) ? PendingStep::keep : PendingStep::clear;
    look.pending.reset();
  }
  if (one_in(dice, 2)) look.events.pop_back();
  return look;
}

ContactChange random_change(Dice& dice, ContactId id, Revision revision, UnixTime at) {
  ContactChange change;
  change.contact = id;
  change.revision = one_in(dice, 8) ? revision + 1 : revision;
  change.at = at;
  if (one_in(dice, 2)) change.name = "Name " + std::to_string(dice() % 5);
  if (one_in(dice, 3)) change.document = "accounts: [] # " + std::to_string(at);
  if (one_in(dice, 3)) change.watching = one_in(dice, 2) ? Watching::paused : Watching::active;
  if (one_in(dice, 3)) change.next_check = at + 5;
  if (one_in(dice, 3)) change.history = History{};
  if (one_in(dice, 3)) change.decision = Decision{Decided::accepted, {"rotation", at, "{}"}, at, "test"};
  if (one_in(dice, 3)) change.events = {{"changed", "", "by hand", "{}"}};
  return change;
}

// One random write; what it says of itself: a code, or "" and what came back.
std::string write(Store& store, Dice dice, UnixTime at) {
  const auto said = [](const auto& result) {
    return result ? std::string() : std::string(name(result.error().code));
  };
  const ContactId id = 1 + static_cast<ContactId>(dice() % most_contacts);
  const auto state = store.contact(id).value();
  const Revision revision = state ? state->contact.revision : 1;
  switch (dice() % 9) {
    case 0:
      return said(add_contact(store, sample_contact("Name " + std::to_string(dice() % 8), at)));
    case 1:
      return said(store.change_contact(random_change(dice, id, revision, at)));
    case 2:
      return one_in(dice, 4) ? said(store.remove_contact(id, at, {})) : "";
    case 3:
      return said(store.delivered("log", static_cast<EventId>(dice() % 60)));
    case 4:
      return said(store.delivery_failed("log", at + 3, "no \xff answer"));
    case 5:
      return said(store.reschedule(std::vector<DueContact>{{id, at + 1}}));
    default: {
      const auto receipts = store.record_looks(std::vector<LookRecord>{
          random_look(dice, id, revision, at), random_look(dice, id % most_contacts + 1, 1, at)});
      std::string all;
      for (const auto& receipt : receipts.value())
        all += receipt
                   ? std::to_string(receipt->revision) + "/" + std::to_string(receipt->new_observations) + " "
                   : said(receipt) + " ";
      return all;
    }
  }
}

void compare_contact(Store& one, Store& other, ContactId id) {
  const auto state = one.contact(id).value();
  const auto same = other.contact(id).value();
  REQUIRE(state.has_value() == same.has_value());
  if (state) {
    CHECK(state->contact == same->contact);
    CHECK(state->schedule == same->schedule);
    CHECK(state->pending == same->pending);
    CHECK(write_history(state->history) == write_history(same->history));
  }
  CHECK(one.report(id).value() == other.report(id).value());
  CHECK(one.answers(id, {}, 100).value() == other.answers(id, {}, 100).value());
  CHECK(one.decisions(id, 100).value() == other.decisions(id, 100).value());
  CHECK(one.newest_observations(id).value() == other.newest_observations(id).value());
  CHECK(one.observations(id, "", 30, 7).value() == other.observations(id, "", 30, 7).value());
  for (const NewVerdict& verdict : sample_look(id, 1, 0).verdicts)
    CHECK(one.timeline(id, verdict.account, {}, 100).value() ==
          other.timeline(id, verdict.account, {}, 100).value());
}

void compare(Store& one, Store& other, UnixTime now) {
  for (ContactId id = 1; id <= most_contacts + 30; ++id) compare_contact(one, other, id);
  CHECK(one.counts().value() == other.counts().value());
  CHECK(one.contacts({}).value() == other.contacts({}).value());
  CHECK(one.due(now, 50).value() == other.due(now, 50).value());
  CHECK(one.next_due().value() == other.next_due().value());
  EventQuery query;
  query.limit = max_page;
  CHECK(one.events(query).value() == other.events(query).value());
  CHECK(one.sinks().value() == other.sinks().value());
  CHECK(one.undelivered("log", now, 10).value() == other.undelivered("log", now, 10).value());
  CHECK(one.log_head().value() == other.log_head().value());
  CHECK(one.log_entries(0, max_page).value() == other.log_entries(0, max_page).value());
}

}  // namespace

TEST_CASE("store in SQLite: random writes do what they do in memory") {
  for (const unsigned seed : {1U, 2U, 3U}) {
    const TempDirectory directory;
    MemoryStore model;
    auto store = open_store(directory.path() / "store.sqlite").value();
    REQUIRE(model.open_sink("log", SinkStart::all_events));
    REQUIRE(store->open_sink("log", SinkStart::all_events));
    Dice dice(seed);
    for (int step = 0; step < steps; ++step) {
      INFO("seed " << seed << " step " << step);
      const Dice now = dice;
      const std::string said = write(model, now, 1000 + step);
      REQUIRE(write(*store, now, 1000 + step) == said);
      dice.discard(100);
      if (step % 100 == 50) {  // closed and opened again
        store.reset();
        store = open_store(directory.path() / "store.sqlite").value();
      }
    }
    compare(model, *store, 1000 + steps);
    CHECK(model.log_head().value().size > 50);
  }
}

}  // namespace quorate
