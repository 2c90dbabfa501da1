#include "tests/crawler/store/memory_store.hpp"

#include "crawler/store/well_formed.hpp"
#include "proofs/crypto/digest.hpp"

#include <algorithm>

namespace quorate {

namespace {

Error no_contact(ContactId id) {
  return Error{Code::not_stored, "there is no contact " + std::to_string(id)};
}

Error changed(ContactId id) {
  return Error{Code::changed_meanwhile, "contact " + std::to_string(id) + " was changed meanwhile"};
}

Error no_sink(std::string_view name) {
  return Error{Code::not_stored, "there is no receiver of events \"" + std::string(name) + "\""};
}

void step(std::optional<PendingChange>& pending, PendingStep step, const std::optional<PendingChange>& next) {
  if (step != PendingStep::keep) pending = next;
}

}  // namespace

Result<void> MemoryStore::begin() {
  if (!fail_next_) return {};
  fail_next_ = false;
  return Error{Code::store_failed, "memory: the test wants this write to fail"};
}

bool MemoryStore::taken(std::string_view name, ContactId but) const {
  return std::any_of(shelves_->contacts.begin(), shelves_->contacts.end(), [&](const auto& entry) {
    return entry.first != but && entry.second.state.contact.name == name;
  });
}

void MemoryStore::tell(UnixTime at, ContactId contact, std::span<const NewEvent> events) {
  const auto found = shelves_->contacts.find(contact);
  const std::string name = found == shelves_->contacts.end() ? "" : found->second.state.contact.name;
  for (const NewEvent& event : events)
    shelves_->events.push_back({static_cast<EventId>(shelves_->events.size()) + 1, at, contact, name, event});
}

Result<std::unique_ptr<StoreReader>> MemoryStore::open_reader() {
  return std::unique_ptr<StoreReader>(std::make_unique<MemoryReader<StoreReader>>(shelves_));
}

Result<std::vector<ContactId>> MemoryStore::add_contacts(std::span<const NewContact> contacts) {
  const std::lock_guard lock(shelves_->guard);
  if (auto begun = begin(); !begun) return begun.error();
  for (std::size_t i = 0; i < contacts.size(); ++i) {
    if (auto checked = check_new_contact(contacts[i]); !checked) return checked.error();
    const bool twice = std::any_of(contacts.begin(), contacts.begin() + static_cast<std::ptrdiff_t>(i),
                                   [&](const NewContact& other) { return other.name == contacts[i].name; });
    if (twice || taken(contacts[i].name, 0))
      return Error{Code::bad_argument, "there is a contact \"" + contacts[i].name + "\" already"};
  }
  std::vector<ContactId> ids;
  for (const NewContact& contact : contacts) {
    const ContactId id = ++shelves_->last_contact;
    ContactState& state = shelves_->contacts[id].state;
    state.contact = {id, contact.name, contact.document, contact.added, contact.added, Watching::active, 1};
    state.schedule.next_check = contact.next_check;
    ids.push_back(id);
  }
  return ids;
}

Result<Revision> MemoryStore::change_contact(const ContactChange& change) {
  const std::lock_guard lock(shelves_->guard);
  if (auto begun = begin(); !begun) return begun.error();
  if (auto checked = check_change(change); !checked) return checked.error();
  const auto found = shelves_->contacts.find(change.contact);
  if (found == shelves_->contacts.end()) return no_contact(change.contact);
  ContactState& state = found->second.state;
  if (state.contact.revision != change.revision) return changed(change.contact);
  if (change.name && taken(*change.name, change.contact))
    return Error{Code::bad_argument, "there is a contact \"" + *change.name + "\" already"};
  if (change.name) state.contact.name = *change.name;
  if (change.document) state.contact.document = *change.document;
  if (change.watching) state.contact.watching = *change.watching;
  if (change.name || change.document || change.watching) state.contact.changed = change.at;
  if (change.history) state.history = *change.history;
  if (change.next_check) state.schedule.next_check = *change.next_check;
  if (change.decision) {
    found->second.decisions.push_back(*change.decision);
    state.pending.reset();
  }
  step(state.pending, change.pending_step, change.pending);
  tell(change.at, change.contact, change.events);
  return ++state.contact.revision;
}

Result<void> MemoryStore::remove_contact(ContactId id, UnixTime at, std::span<const NewEvent> events) {
  const std::lock_guard lock(shelves_->guard);
  if (auto begun = begin(); !begun) return begun.error();
  if (auto checked = check_events(events); !checked) return checked.error();
  if (shelves_->contacts.count(id) == 0) return no_contact(id);
  tell(at, id, events);
  shelves_->contacts.erase(id);
  std::erase_if(shelves_->newest, [&](const auto& place) { return place.first.first == id; });
  return {};
}

Result<void> MemoryStore::reschedule(std::span<const DueContact> contacts) {
  const std::lock_guard lock(shelves_->guard);
  if (auto begun = begin(); !begun) return begun.error();
  for (const DueContact& due : contacts)
    if (const auto found = shelves_->contacts.find(due.contact); found != shelves_->contacts.end())
      found->second.state.schedule.next_check = due.next_check;
  return {};
}

Result<std::vector<Result<LookReceipt>>> MemoryStore::record_looks(std::span<const LookRecord> looks) {
  const std::lock_guard lock(shelves_->guard);
  if (auto begun = begin(); !begun) return begun.error();
  std::vector<Result<LookReceipt>> receipts;
  for (const LookRecord& look : looks) receipts.push_back(record(look));
  return receipts;
}

Result<LookReceipt> MemoryStore::record(const LookRecord& look) {
  if (auto checked = check_look(look); !checked) return checked.error();
  const auto found = shelves_->contacts.find(look.contact);
  if (found == shelves_->contacts.end()) return no_contact(look.contact);
  MemoryShelves::Entry& entry = found->second;
  if (entry.state.contact.revision != look.revision) return changed(look.contact);
  for (const NewObservation& seen : look.observations)
    if (!seen.body && shelves_->newest.count({look.contact, seen.place}) == 0)
      return Error{Code::bad_argument, "there is no earlier answer of " + seen.place.url};
  LookReceipt receipt;
  for (const NewObservation& seen : look.observations)
    receipt.new_observations += observe(look.contact, seen);
  for (NewVerdict verdict : look.verdicts) {
    verdict.detail = as_detail(verdict.detail);
    auto& spans = entry.timeline[verdict.account];
    NewVerdict before = spans.empty() ? NewVerdict() : spans.back().verdict;
    before.detail = verdict.detail;
    if (spans.empty() || before != verdict) spans.push_back({verdict, look.at, look.at, 0});
    spans.back() = {verdict, spans.back().first, look.at, spans.back().looks + 1};
  }
  if (look.answer) {
    const NewAnswer& now = *look.answer;
    auto& spans = entry.answers;
    const bool same = !spans.empty() && NewAnswer{spans.back().answer, spans.back().key, spans.back().weight,
                                                  spans.back().needed, spans.back().groups} == now;
    if (!same)
      spans.push_back({now.answer, now.key, now.weight, now.needed, now.groups, look.at, look.at, 0});
    spans.back().last = look.at;
    ++spans.back().looks;
  }
  if (look.history) entry.state.history = *look.history;
  if (look.report) entry.report = look.report;
  const UnixTime stands = entry.state.schedule.next_check;
  entry.state.schedule = look.schedule;
  if (look.planned && stands != *look.planned)
    entry.state.schedule.next_check = std::min(stands, look.schedule.next_check);
  step(entry.state.pending, look.pending_step, look.pending);
  tell(look.at, look.contact, look.events);
  receipt.new_events = look.events.size();
  receipt.revision = ++entry.state.contact.revision;
  return receipt;
}

bool MemoryStore::observe(ContactId contact, const NewObservation& seen) {
  ObservationRecord record;
  record.contact = contact;
  record.place = seen.place;
  record.at = record.last = seen.at;
  record.answer = seen.answer;
  record.answer.content_type = as_detail(seen.answer.content_type);
  record.answer.final_url = as_detail(seen.answer.final_url);
  record.validators = storable(seen.validators);
  const auto before = shelves_->newest.find({contact, seen.place});
  if (seen.body) {
    record.body = sha256(as_bytes(*seen.body));
    record.body_bytes = seen.body->size();
  } else {
    const ObservationRecord& last = shelves_->log[before->second];
    record.body = last.body;
    record.body_bytes = last.body_bytes;
    record.answer.status = last.answer.status;
    record.answer.content_type = last.answer.content_type;
    record.answer.final_url = last.answer.final_url;
  }
  if (before != shelves_->newest.end()) {
    ObservationRecord& last = shelves_->log[before->second];
    if (last.answer == record.answer && last.body == record.body) {
      last.last = seen.at;
      ++last.times;
      last.validators = record.validators;
      return false;
    }
  }
  record.index = shelves_->log.size();
  if (seen.body) shelves_->bodies.emplace(record.body, *seen.body);
  for (const LogNode& node : shelves_->tail.append(leaf_hash(as_bytes(log_leaf(record)))))
    shelves_->nodes[{node.level, node.index}] = node.hash;
  shelves_->newest[{contact, seen.place}] = record.index;
  shelves_->log.push_back(std::move(record));
  return true;
}

Result<void> MemoryStore::add_events(UnixTime at, std::span<const NewEvent> events) {
  const std::lock_guard lock(shelves_->guard);
  if (auto begun = begin(); !begun) return begun.error();
  if (auto checked = check_events(events); !checked) return checked.error();
  tell(at, 0, events);
  return {};
}

Result<SinkState> MemoryStore::open_sink(std::string_view name, SinkStart start) {
  const std::lock_guard lock(shelves_->guard);
  if (auto begun = begin(); !begun) return begun.error();
  if (auto checked = check_text("sink", name); !checked) return checked.error();
  const auto [sink, fresh] = shelves_->sinks.try_emplace(std::string(name));
  if (fresh) sink->second.name = name;
  if (fresh && start == SinkStart::coming_events)
    sink->second.delivered = static_cast<EventId>(shelves_->events.size());
  return sink->second;
}

Result<void> MemoryStore::remove_sink(std::string_view name) {
  const std::lock_guard lock(shelves_->guard);
  if (auto begun = begin(); !begun) return begun.error();
  const auto sink = shelves_->sinks.find(name);
  if (sink == shelves_->sinks.end()) return no_sink(name);
  shelves_->sinks.erase(sink);
  return {};
}

Result<void> MemoryStore::delivered(std::string_view name, EventId through) {
  const std::lock_guard lock(shelves_->guard);
  if (auto begun = begin(); !begun) return begun.error();
  const auto sink = shelves_->sinks.find(name);
  if (sink == shelves_->sinks.end()) return no_sink(name);
  if (through < 1 || through > static_cast<EventId>(shelves_->events.size()))
    return Error{Code::bad_argument, "there is no event " + std::to_string(through)};
  if (through <= sink->second.delivered)
    return Error{Code::changed_meanwhile, "event " + std::to_string(through) + " was delivered before"};
  sink->second = {std::string(name), through, 0, 0, ""};
  return {};
}

Result<void> MemoryStore::delivery_failed(std::string_view name, UnixTime next_try, std::string_view why) {
  const std::lock_guard lock(shelves_->guard);
  if (auto begun = begin(); !begun) return begun.error();
  const auto sink = shelves_->sinks.find(name);
  if (sink == shelves_->sinks.end()) return no_sink(name);
  ++sink->second.attempts;
  sink->second.next_try = next_try;
  sink->second.last_error = as_detail(why);
  return {};
}

Result<void> MemoryStore::keep_checkpoint(const KeptCheckpoint& checkpoint) {
  const std::lock_guard lock(shelves_->guard);
  if (auto begun = begin(); !begun) return begun.error();
  if (auto checked = check_text("checkpoint", checkpoint.text); !checked) return checked.error();
  shelves_->checkpoints.push_back(checkpoint);
  return {};
}

Result<void> MemoryStore::keep_note(std::string_view name, std::string_view text) {
  const std::lock_guard lock(shelves_->guard);
  if (auto begun = begin(); !begun) return begun.error();
  if (auto checked = check_note(name, text); !checked) return checked.error();
  shelves_->notes[std::string(name)] = text;
  return {};
}

}  // namespace quorate
