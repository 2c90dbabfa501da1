#include "tests/crawler/store/memory_store.hpp"

#include <algorithm>

namespace quorate {

namespace {

std::string lower(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lowered;
}

std::size_t page(std::size_t limit) { return std::min(limit, max_page); }

// The newest first, those that began before `before`.
template <class Span>
std::vector<Span> newest_spans(const std::vector<Span>& spans, std::optional<UnixTime> before,
                               std::size_t limit) {
  std::vector<Span> found;
  for (auto span = spans.rbegin(); span != spans.rend() && found.size() < page(limit); ++span)
    if (!before || span->first < *before) found.push_back(*span);
  return found;
}

}  // namespace

template <class Base>
Result<std::optional<ContactState>> MemoryReader<Base>::contact(ContactId id) {
  const std::lock_guard lock(shelves_->guard);
  const auto found = shelves_->contacts.find(id);
  if (found == shelves_->contacts.end()) return std::optional<ContactState>();
  return std::optional(found->second.state);
}

template <class Base>
Result<std::optional<ContactId>> MemoryReader<Base>::find_contact(std::string_view name) {
  const std::lock_guard lock(shelves_->guard);
  for (const auto& [id, entry] : shelves_->contacts)
    if (entry.state.contact.name == name) return std::optional(id);
  return std::optional<ContactId>();
}

template <class Base>
Result<std::vector<ContactSummary>> MemoryReader<Base>::contacts(const ContactQuery& query) {
  const std::lock_guard lock(shelves_->guard);
  std::vector<ContactSummary> found;
  for (const auto& [id, entry] : shelves_->contacts) {
    if (id <= query.after || found.size() >= page(query.limit)) continue;
    const ContactState& state = entry.state;
    if (lower(state.contact.name).find(lower(query.name_part)) == std::string::npos) continue;
    if (query.answer && (entry.answers.empty() || entry.answers.back().answer != *query.answer)) continue;
    if (query.choice == ContactChoice::pending && !state.pending) continue;
    if (query.choice == ContactChoice::paused && state.contact.watching != Watching::paused) continue;
    ContactSummary line{state.contact,           {}, state.schedule.next_check, state.schedule.last_check,
                        state.schedule.failures, {}};
    line.contact.document.clear();
    if (!entry.answers.empty()) line.answer = entry.answers.back();
    if (state.pending) line.pending = state.pending->kind;
    found.push_back(std::move(line));
  }
  return found;
}

template <class Base>
Result<std::vector<DueContact>> MemoryReader<Base>::due(UnixTime now, std::size_t limit) {
  const std::lock_guard lock(shelves_->guard);
  std::vector<DueContact> found;
  for (const auto& [id, entry] : shelves_->contacts)
    if (entry.state.contact.watching == Watching::active && entry.state.schedule.next_check <= now)
      found.push_back({id, entry.state.schedule.next_check});
  std::sort(found.begin(), found.end(), [](const DueContact& a, const DueContact& b) {
    return std::pair(a.next_check, a.contact) < std::pair(b.next_check, b.contact);
  });
  if (found.size() > page(limit)) found.resize(page(limit));
  return found;
}

template <class Base>
Result<std::optional<UnixTime>> MemoryReader<Base>::next_due() {
  const std::lock_guard lock(shelves_->guard);
  std::optional<UnixTime> next;
  for (const auto& [id, entry] : shelves_->contacts)
    if (entry.state.contact.watching == Watching::active)
      next = std::min(next.value_or(entry.state.schedule.next_check), entry.state.schedule.next_check);
  return next;
}

template <class Base>
Result<StoreCounts> MemoryReader<Base>::counts() {
  const std::lock_guard lock(shelves_->guard);
  StoreCounts counts{shelves_->contacts.size(), 0, 0, shelves_->events.size(), shelves_->log.size(),
                     shelves_->bodies.size()};
  for (const auto& [id, entry] : shelves_->contacts) {
    counts.paused += entry.state.contact.watching == Watching::paused;
    counts.pending += entry.state.pending.has_value();
  }
  return counts;
}

template <class Base>
Result<std::optional<std::string>> MemoryReader<Base>::report(ContactId id) {
  const std::lock_guard lock(shelves_->guard);
  const auto found = shelves_->contacts.find(id);
  return found == shelves_->contacts.end() ? std::optional<std::string>() : found->second.report;
}

template <class Base>
Result<std::vector<VerdictSpan>> MemoryReader<Base>::timeline(ContactId id, std::string_view account,
                                                              std::optional<UnixTime> before,
                                                              std::size_t limit) {
  const std::lock_guard lock(shelves_->guard);
  const auto found = shelves_->contacts.find(id);
  if (found == shelves_->contacts.end()) return std::vector<VerdictSpan>();
  const auto spans = found->second.timeline.find(std::string(account));
  if (spans == found->second.timeline.end()) return std::vector<VerdictSpan>();
  return newest_spans(spans->second, before, limit);
}

template <class Base>
Result<std::vector<AnswerSpan>> MemoryReader<Base>::answers(ContactId id, std::optional<UnixTime> before,
                                                            std::size_t limit) {
  const std::lock_guard lock(shelves_->guard);
  const auto found = shelves_->contacts.find(id);
  if (found == shelves_->contacts.end()) return std::vector<AnswerSpan>();
  return newest_spans(found->second.answers, before, limit);
}

template <class Base>
Result<std::vector<Decision>> MemoryReader<Base>::decisions(ContactId id, std::size_t limit) {
  const std::lock_guard lock(shelves_->guard);
  const auto found = shelves_->contacts.find(id);
  if (found == shelves_->contacts.end()) return std::vector<Decision>();
  std::vector<Decision> newest(found->second.decisions.rbegin(), found->second.decisions.rend());
  if (newest.size() > page(limit)) newest.resize(page(limit));
  return newest;
}

template <class Base>
Result<std::vector<StoredEvent>> MemoryReader<Base>::events(const EventQuery& query) {
  const std::lock_guard lock(shelves_->guard);
  std::vector<StoredEvent> found;
  for (const StoredEvent& event : shelves_->events)
    if (event.id > query.after && (!query.before || event.id < *query.before) &&
        (query.contact == 0 || event.contact == query.contact))
      found.push_back(event);
  if (query.before) std::reverse(found.begin(), found.end());
  if (found.size() > page(query.limit)) found.resize(page(query.limit));
  return found;
}

template <class Base>
Result<EventId> MemoryReader<Base>::last_event() {
  const std::lock_guard lock(shelves_->guard);
  return static_cast<EventId>(shelves_->events.size());
}

template <class Base>
Result<std::vector<SinkState>> MemoryReader<Base>::sinks() {
  const std::lock_guard lock(shelves_->guard);
  std::vector<SinkState> all;
  for (const auto& [name, sink] : shelves_->sinks) all.push_back(sink);
  return all;
}

template <class Base>
Result<std::vector<StoredEvent>> MemoryReader<Base>::undelivered(std::string_view name, UnixTime now,
                                                                 std::size_t limit) {
  const std::lock_guard lock(shelves_->guard);
  const auto sink = shelves_->sinks.find(name);
  std::vector<StoredEvent> found;
  if (sink == shelves_->sinks.end() || sink->second.next_try > now) return found;
  for (const StoredEvent& event : shelves_->events)
    if (event.id > sink->second.delivered && found.size() < page(limit)) found.push_back(event);
  return found;
}

template <class Base>
Result<std::vector<ObservationRecord>> MemoryReader<Base>::newest_observations(ContactId id) {
  const std::lock_guard lock(shelves_->guard);
  std::vector<ObservationRecord> found;
  for (const auto& [place, index] : shelves_->newest)
    if (place.first == id) found.push_back(shelves_->log[index]);
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.index < b.index; });
  return found;
}

template <class Base>
Result<std::vector<ObservationRecord>> MemoryReader<Base>::observations(ContactId id,
                                                                        std::string_view account,
                                                                        std::optional<LogIndex> before,
                                                                        std::size_t limit) {
  const std::lock_guard lock(shelves_->guard);
  std::vector<ObservationRecord> found;
  for (auto seen = shelves_->log.rbegin(); seen != shelves_->log.rend() && found.size() < page(limit); ++seen)
    if (seen->contact == id && (account.empty() || seen->place.account == account) &&
        (!before || seen->index < *before))
      found.push_back(*seen);
  return found;
}

template <class Base>
Result<std::optional<std::string>> MemoryReader<Base>::body(const BodyDigest& digest) {
  const std::lock_guard lock(shelves_->guard);
  const auto found = shelves_->bodies.find(digest);
  return found == shelves_->bodies.end() ? std::optional<std::string>() : std::optional(found->second);
}

template <class Base>
Result<LogHead> MemoryReader<Base>::log_head() {
  const std::lock_guard lock(shelves_->guard);
  return shelves_->tail.head();
}

template <class Base>
Result<std::vector<ObservationRecord>> MemoryReader<Base>::log_entries(LogIndex from, std::size_t limit) {
  const std::lock_guard lock(shelves_->guard);
  std::vector<ObservationRecord> found;
  for (LogIndex i = from; i < shelves_->log.size() && found.size() < page(limit); ++i)
    found.push_back(shelves_->log[i]);
  return found;
}

template <class Base>
Result<std::optional<LogHash>> MemoryReader<Base>::log_node(unsigned level, std::uint64_t index) {
  const std::lock_guard lock(shelves_->guard);
  const auto found = shelves_->nodes.find({level, index});
  return found == shelves_->nodes.end() ? std::optional<LogHash>() : std::optional(found->second);
}

template <class Base>
Result<std::vector<KeptCheckpoint>> MemoryReader<Base>::checkpoints(std::size_t limit) {
  const std::lock_guard lock(shelves_->guard);
  std::vector<KeptCheckpoint> newest(shelves_->checkpoints.rbegin(), shelves_->checkpoints.rend());
  if (newest.size() > page(limit)) newest.resize(page(limit));
  return newest;
}

template <class Base>
Result<std::optional<std::string>> MemoryReader<Base>::note(std::string_view name) {
  const std::lock_guard lock(shelves_->guard);
  const auto found = shelves_->notes.find(name);
  return found == shelves_->notes.end() ? std::optional<std::string>() : std::optional(found->second);
}

template class MemoryReader<Store>;
template class MemoryReader<StoreReader>;

}  // namespace quorate
