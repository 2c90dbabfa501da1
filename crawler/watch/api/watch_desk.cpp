#include "crawler/watch/api/watch_desk.hpp"

#include "crawler/watch/clerk.hpp"
#include "proofs/report/json.hpp"

#include <span>
#include <string>

namespace quorate {
namespace {

Metric number(std::string name, std::string help, MetricKind kind, double value) {
  return {std::move(name), std::move(help), kind, {{{}, value}}};
}

// How many events each receiver was not told of yet.
Metric waiting_events(const std::vector<SinkState>& sinks, EventId last) {
  Metric waiting{
      "quorate_sink_waiting_events", "Events that a receiver was not told of yet.", MetricKind::gauge, {}};
  for (const SinkState& sink : sinks)
    waiting.samples.push_back({{{"sink", sink.name}}, static_cast<double>(last - sink.delivered)});
  return waiting;
}

}  // namespace

Result<ContactState> WatchDesk::state_of(ContactId id) {
  auto found = store_.contact(id);
  if (!found) return found.error();
  if (!*found) return Error{Code::not_stored, "there is no such contact"};
  return std::move(**found);
}

Result<void> WatchDesk::written(Result<void> result) {
  if (result) {
    daemon_.wake();
    means_.wrote();
  }
  return result;
}

Result<ContactId> WatchDesk::add_contact(std::string_view name, std::string_view document) {
  if (const auto fits = check_document(name, document, tables_); !fits) return fits.error();
  const ContactFile file{std::string(name), std::string(document)};
  const auto added = add_contact_files(store_, std::span(&file, 1), means_.clock(), rules_);
  if (!added) return added.error();
  daemon_.check_soon(added->front());
  means_.wrote();
  return added->front();
}

Result<void> WatchDesk::remove_contact(ContactId id) {
  const auto state = state_of(id);
  if (!state) return state.error();
  return written(quorate::remove_contact(store_, *state, means_.clock()));
}

Result<void> WatchDesk::watch_contact(ContactId id, Watching watching, std::string_view by) {
  const auto state = state_of(id);
  if (!state) return state.error();
  return written(set_watching(store_, *state, watching, by, means_.clock()));
}

Result<void> WatchDesk::decide(ContactId id, const Wish& wish, std::string_view by) {
  const auto state = state_of(id);
  if (!state) return state.error();
  if (state->contact.revision != wish.revision)
    return Error{Code::changed_meanwhile, "the contact has changed since you saw it: look at it again"};
  return written(quorate::decide(store_, *state, wish.decided, by, means_.clock(), wish.key));
}

Result<Queued> WatchDesk::check_soon(ContactId id) {
  const auto state = state_of(id);
  if (!state) return state.error();
  const Queued queued = daemon_.check_soon(id);
  if (queued != Queued::queued) return queued;
  const DueContact due{id, means_.clock()};
  if (const auto planned = store_.reschedule(std::span(&due, 1)); !planned) return planned.error();
  return queued;
}

Result<std::optional<CheckId>> WatchDesk::check_once(std::string_view document, std::string_view by) {
  auto contact = check_document("the contact", document, tables_);
  if (!contact) return contact.error();
  if (!daemon_.has_room_for_once()) return std::optional<CheckId>();
  const CheckId id = checks_.begin(by);
  daemon_.check_once(std::move(*contact),
                     [this, id](const Report& report) { checks_.finish(id, json::write(to_json(report))); });
  return std::optional<CheckId>(id);
}

std::vector<Metric> WatchDesk::metrics() {
  using enum MetricKind;
  const DaemonCounts counts = daemon_.counts();
  const ObserverCounts& observed = daemon_.observed();
  std::vector<Metric> all = {
      number("quorate_looks_total", "Looks at contacts that were recorded.", counter,
             static_cast<double>(counts.looks)),
      number("quorate_look_events_total", "Events that looks brought.", counter,
             static_cast<double>(counts.events)),
      number("quorate_looks_again_total",
             "Looks that were not recorded, because their contact was changed meanwhile.", counter,
             static_cast<double>(counts.refused_writes)),
      number("quorate_not_checked_total", "Times that a contact could not be looked at as it is written.",
             counter, static_cast<double>(counts.not_checked)),
      number("quorate_looks_underway", "Looks that are under way.", gauge,
             static_cast<double>(counts.underway)),
      number("quorate_once_checks_total", "Checks of what is not watched.", counter,
             static_cast<double>(counts.once)),
      number("quorate_requests_total", "Requests about accounts.", counter,
             static_cast<double>(observed.asked)),
      number("quorate_answers_examined_total", "Answers that were parsed and verified.", counter,
             static_cast<double>(observed.examined)),
      number("quorate_answers_unchanged_total", "Answers that said that nothing has changed.", counter,
             static_cast<double>(observed.unchanged)),
      number("quorate_trouble", "1 while the daemon does not work, with the reason in /v1/status.", gauge,
             daemon_.trouble() ? 1 : 0)};
  if (const auto stored = store_.counts()) {
    all.push_back(number("quorate_contacts", "Contacts that are stored.", gauge,
                         static_cast<double>(stored->contacts)));
    all.push_back(number("quorate_contacts_paused", "Contacts that are left alone.", gauge,
                         static_cast<double>(stored->paused)));
    all.push_back(number("quorate_contacts_pending", "Contacts where a change waits for a decision.", gauge,
                         static_cast<double>(stored->pending)));
    all.push_back(number("quorate_observations", "Entries of the log.", gauge,
                         static_cast<double>(stored->observations)));
  }
  if (const auto due = store_.next_due(); due && *due)
    all.push_back(number("quorate_overdue_seconds", "How long the contact that waits longest is due.", gauge,
                         static_cast<double>(std::max<UnixTime>(0, means_.clock() - **due))));
  const auto sinks = store_.sinks();
  const auto last = store_.last_event();
  if (sinks && last && !sinks->empty()) all.push_back(waiting_events(*sinks, *last));
  return all;
}

}  // namespace quorate
