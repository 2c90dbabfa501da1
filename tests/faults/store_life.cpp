// Writes into a store without end and says what was acknowledged, or tells what a store holds. The driver
// (store_faults.py) ends the first with kill -9 and holds the second against it.
#include "crawler/store/log/verify_log.hpp"
#include "crawler/store/open_store.hpp"
#include "tests/crawler/store/store_samples.hpp"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace quorate {
namespace {

constexpr int contacts = 10;

// A line that the driver may rely on: it is written only after what it says was committed.
void say(const std::string& line) {
  const std::string whole = line + "\n";
  if (::write(STDOUT_FILENO, whole.data(), whole.size()) != static_cast<ssize_t>(whole.size())) std::exit(5);
}

template <class T>
T need(Result<T> result) {
  if (result) return std::move(*result);
  std::cerr << "failed: " << result.error().detail << std::endl;
  std::exit(3);
}
void need(Result<void> result) {
  if (result) return;
  std::cerr << "failed: " << result.error().detail << std::endl;
  std::exit(3);
}

// Names a look, and the run that made it: what one run lost, no later one can bring back unseen.
std::string token_of(ContactId contact, Revision revision, const std::string& run) {
  return std::to_string(contact) + "-" + std::to_string(revision) + "-" + run;
}

// The look that begins at this revision: one new answer, one event, the pin and the count in the history all
// name it.
LookRecord next_look(const ContactState& state, const std::string& run) {
  const Revision revision = state.contact.revision;
  LookRecord look = sample_look(state.contact.id, revision, 1000 + revision);
  look.observations.resize(1);
  look.observations[0].body = token_of(state.contact.id, revision, run);
  look.events = {{"look", "", token_of(state.contact.id, revision, run), "{}"}};
  look.history->looks = static_cast<unsigned>(revision);
  look.history->pin = Pin{{{KeyKind::keybase, "0120" + std::string(64, '7') + "0a"}, ""},
                          look.history->accounts,
                          {},
                          {},
                          revision,
                          1};
  return look;
}

int write(const std::string& where, const std::string& run) {
  const auto begun = std::chrono::steady_clock::now();
  const auto store = need(open_store(where));
  for (int i = 1; i <= contacts; ++i)
    if (const std::string name = "Contact " + std::to_string(i); !need(store->find_contact(name)))
      need(add_contact(*store, sample_contact(name, 0)));
  need(store->open_sink("log", SinkStart::all_events));
  const auto took =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun);
  say("ready " + std::to_string(took.count()));
  for (int turn = 0;; ++turn) {
    std::vector<LookRecord> looks;
    for (int i = 0; i <= turn % 3; ++i)
      looks.push_back(next_look(*need(store->contact(1 + (turn + i) % contacts)), run));
    for (const auto& receipt : need(store->record_looks(looks))) need(receipt);
    for (const LookRecord& look : looks) say("look " + token_of(look.contact, look.revision, run));
    const std::string word = run + "/" + std::to_string(turn);
    need(store->add_events(turn, std::vector<NewEvent>{{"word", "", word, "{}"}}));
    say("word " + word);
    if (const auto waiting = need(store->undelivered("log", 0, 2)); !waiting.empty()) {
      need(store->delivered("log", waiting.back().id));
      say("delivered " + std::to_string(waiting.back().id));
    }
  }
}

int tell(const std::string& where) {
  need(check_store(where));
  const auto store = need(open_store_reader(where));
  for (const ContactSummary& line : need(store->contacts({}))) {
    const auto state = need(store->contact(line.contact.id));
    say("contact " + std::to_string(line.contact.id) + " " + std::to_string(line.contact.revision) + " " +
        std::to_string(state->history.looks) + " " +
        std::to_string(state->history.pin ? state->history.pin->since : 0));
  }
  EventQuery query;
  query.limit = max_page;
  for (auto page = need(store->events(query)); !page.empty(); page = need(store->events(query)))
    for (const StoredEvent& event : page) {
      query.after = event.id;
      say("event " + std::to_string(event.id) + " " + event.event.kind + " " + event.event.text);
    }
  LogIndex from = 0;
  for (auto page = need(store->log_entries(0, max_page)); !page.empty();
       page = need(store->log_entries(from, max_page)))
    for (const ObservationRecord& seen : page) {
      from = seen.index + 1;
      say("observation " + std::to_string(seen.index) + " " + need(store->body(seen.body)).value_or("?"));
    }
  for (const SinkState& sink : need(store->sinks())) say("sink " + std::to_string(sink.delivered));
  const auto found = need(verify_log(*store, {}));
  say(found.damage ? "damage " + *found.damage : "sound " + std::to_string(found.head.size));
  return 0;
}

}  // namespace
}  // namespace quorate

// store_life write STORE RUN | store_life tell STORE
int main(int argc, char** argv) {
  const std::string verb = argc > 2 ? argv[1] : "";
  if (verb == "write" && argc == 4) return quorate::write(argv[2], argv[3]);
  if (verb == "tell" && argc == 3) return quorate::tell(argv[2]);
  return 2;
}
