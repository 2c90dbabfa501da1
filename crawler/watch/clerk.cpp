#include "crawler/watch/clerk.hpp"

#include "crawler/contacts.hpp"
#include "crawler/files.hpp"
#include "crawler/watch/outcome.hpp"

#include <algorithm>
#include <filesystem>

namespace quorate {
namespace {

ContactChange change_of(const ContactState& state, UnixTime now) {
  ContactChange change;
  change.contact = state.contact.id;
  change.revision = state.contact.revision;
  change.at = now;
  return change;
}

Result<void> write(Store& store, const ContactChange& change) {
  if (const auto written = store.change_contact(change); !written) return written.error();
  return {};
}

std::string joined(const std::vector<std::string>& lines) {
  std::string all;
  for (const std::string& line : lines) all += (all.empty() ? "" : "; ") + line;
  return all;
}

}  // namespace

Result<ContactFile> read_contact_document(const std::string& file) {
  const auto contact = read_contact_file(file);
  if (!contact) return contact.error();
  if (contact->policy_file)
    return Error{Code::bad_config,
                 file +
                     ": \"policy\" names a file, which may change or go away; write the policy "
                     "itself into the contact file"};
  auto bytes = read_file(file, max_document_bytes);
  if (!bytes) return bytes.error();
  const std::string name =
      contact->name.empty() ? std::filesystem::path(file).stem().string() : contact->name;
  return ContactFile{name, std::move(*bytes)};
}

Result<Contact> check_document(std::string_view name, std::string_view document, const Tables& tables) {
  auto contact = load_contact(name, document);
  if (!contact) return contact;
  if (contact->policy_file)
    return Error{Code::bad_config,
                 std::string(name) + ": \"policy\" must be a mapping, not the name of a file"};
  if (const auto hold = check_statements(*contact, name); !hold) return hold.error();
  if (const auto fits = check_policy(*contact, tables.operators); !fits) return fits.error();
  return contact;
}

Result<std::vector<ContactId>> add_contact_files(Store& store, std::span<const ContactFile> files,
                                                 UnixTime now, const ScheduleRules& rules) {
  std::vector<NewContact> contacts;
  for (const ContactFile& file : files)
    contacts.push_back(
        {file.name, file.document, now, first_look(contacts.size(), files.size(), now, rules)});
  return store.add_contacts(contacts);
}

Result<std::size_t> bring_up_to_date(Store& store, std::span<const ContactFile> files, UnixTime now,
                                     const ScheduleRules& rules) {
  std::vector<ContactFile> fresh;
  std::size_t changed = 0;
  for (const ContactFile& file : files) {
    const auto id = store.find_contact(file.name);
    if (!id) return id.error();
    if (!*id) {
      fresh.push_back(file);
      continue;
    }
    const auto state = store.contact(**id);
    if (!state) return state.error();
    if (!*state || (*state)->contact.document == file.document) continue;
    ContactChange change = change_of(**state, now);
    change.document = file.document;
    change.next_check = now;
    if (const auto done = write(store, change); !done) return done.error();
    ++changed;
  }
  if (const auto added = add_contact_files(store, fresh, now, rules); !added) return added.error();
  return changed + fresh.size();
}

Result<void> decide(Store& store, const ContactState& state, Decided decided, std::string_view by,
                    UnixTime now, const std::optional<std::string>& named) {
  if (!state.pending)
    return Error{Code::bad_argument, state.contact.name + ": nothing waits to be accepted or refused"};
  const auto proposal = read_proposal(state.pending->json);
  if (!proposal) return proposal.error();
  const std::string& key = proposal->pin.speaker.key.id;
  if (named && *named != key)
    return Error{Code::bad_argument,
                 state.contact.name + ": what waits is about the key " + key + ", not " + *named};
  ContactChange change = change_of(state, now);
  if (decided == Decided::accepted) {
    if (proposal->kind == ProposalKind::replacement && !named)
      return Error{Code::bad_argument,
                   state.contact.name +
                       ": the pinned key did not hand over to this one. If you have checked it "
                       "with the person, name it: --key " +
                       key};
    auto history = take(state.history, *proposal, now);
    if (!history) return history.error();
    change.history = std::move(*history);
    change.next_check = now;
  }
  change.decision = Decision{decided, *state.pending, now, std::string(by)};
  change.pending_step = PendingStep::clear;
  change.events.push_back(daemon_event(decided == Decided::accepted ? "accepted" : "refused", "",
                                       std::string(text(proposal->kind)) + " by " + std::string(by) + ": " +
                                           joined(changes(state.history.pin, proposal->pin))));
  return write(store, change);
}

Result<void> pin_key(Store& store, const ContactState& state, const std::string& kid,
                     const std::vector<Account>& accounts, std::string_view by, UnixTime now) {
  const auto& keys = state.history.keys;
  const auto is_meant = [&](const KeyMemory& key) { return key.speaker.key.id == kid; };
  const auto found = std::find_if(keys.begin(), keys.end(), is_meant);
  if (found == keys.end())
    return Error{Code::bad_argument, state.contact.name + ": no account has shown the key " + kid +
                                         " so far; nothing was pinned"};
  if (std::count_if(keys.begin(), keys.end(), is_meant) > 1)
    return Error{Code::bad_argument, state.contact.name + ": the key " + kid +
                                         " was seen speaking for several; name "
                                         "the one that you mean as \"subject\" of the contact"};
  Proposal proposal;
  proposal.pin.speaker = found->speaker;
  proposal.pin.seq = found->seq;
  for (const Account& account : accounts) proposal.pin.accounts.push_back(account.uri());
  std::sort(proposal.pin.accounts.begin(), proposal.pin.accounts.end());
  auto history = take(state.history, proposal, now);
  if (!history) return history.error();
  ContactChange change = change_of(state, now);
  const auto lines = changes(state.history.pin, proposal.pin);
  change.history = std::move(*history);
  change.next_check = now;
  if (state.pending) change.pending_step = PendingStep::clear;
  change.events.push_back(
      daemon_event("accepted", "", "pinned by " + std::string(by) + ": " + joined(lines)));
  return write(store, change);
}

Result<void> set_watching(Store& store, const ContactState& state, Watching watching, std::string_view by,
                          UnixTime now) {
  if (state.contact.watching == watching) return {};
  const bool on = watching == Watching::active;
  ContactChange change = change_of(state, now);
  change.watching = watching;
  if (on) change.next_check = now;
  change.events.push_back(daemon_event(on ? "watched again" : "paused", "", "by " + std::string(by)));
  return write(store, change);
}

Result<void> remove_contact(Store& store, const ContactState& state, UnixTime now) {
  const NewEvent event = daemon_event("contact removed", "", state.contact.name);
  return store.remove_contact(state.contact.id, now, std::span(&event, 1));
}

}  // namespace quorate
