#include "crawler/commands/contact/show.hpp"
#include "crawler/commands/run.hpp"
#include "crawler/store/open_store.hpp"
#include "crawler/watch/sinks/event_json.hpp"
#include "crawler/watch/watch_file.hpp"
#include "proofs/encoding/utf8.hpp"
#include "proofs/report/layout/time.hpp"

#include <chrono>
#include <thread>

namespace quorate {
namespace {

constexpr std::chrono::milliseconds poll_interval{500};  // a person who waits does not notice it
constexpr std::size_t longest_text = 500;

std::string text_line(const StoredEvent& event) {
  std::string line = std::to_string(event.id) + "  " + write_time(event.at).value_or("?");
  if (event.contact != 0) line += "  " + list_name(event.contact_name);
  return line + "  " + printable(event.event.text, longest_text);
}

// An id that no event has yet would hide those that come.
Result<void> check_since(EventId since, StoreReader& store) {
  if (since < 0) return Error{Code::bad_argument, "--since: an event's id is not negative; 0 shows all"};
  const auto last = store.last_event();
  if (!last) return last.error();
  if (since > *last)
    return Error{Code::bad_argument, "--since " + std::to_string(since) +
                                         ": there is no such event; the newest one is " +
                                         std::to_string(*last)};
  return {};
}

}  // namespace

int run(const EventsCommand& command, const Surroundings& around) {
  const auto where = store_of(command.store, command.watch_file);
  if (!where) return fail(where.error(), around);
  const auto store = open_store_reader(*where);
  if (!store) return fail(store.error(), around);
  if (const auto checked = check_since(command.since, **store); !checked)
    return fail(checked.error(), around);
  EventQuery query;
  query.after = command.since;
  query.limit = max_page;
  if (!command.contact.empty()) {
    const auto id = (*store)->find_contact(command.contact);
    if (!id) return fail(id.error(), around);
    if (!*id) return fail({Code::bad_argument, "no contact is called " + command.contact}, around);
    query.contact = **id;
  }
  while (true) {
    const auto events = (*store)->events(query);
    if (!events) return fail(events.error(), around);
    for (const StoredEvent& event : *events) {
      around.out << (command.format == Format::json ? event_line(event) : text_line(event)) << "\n";
      query.after = event.id;
    }
    around.out.flush();
    if (!around.out) return 0;  // nobody reads any more; main says so
    if (events->size() == query.limit) continue;
    if (!command.follow) return 0;
    std::this_thread::sleep_for(poll_interval);
  }
}

}  // namespace quorate
