// Clerk: what a person does to the contacts of a store: add, pin, accept, refuse, remove.
#pragma once

#include "config/contact.hpp"
#include "crawler/store/store.hpp"
#include "crawler/tables.hpp"
#include "crawler/watch/schedule.hpp"
#include "proofs/history/proposal.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// A contact file, to be kept in the store under this name.
struct ContactFile {
  std::string name;
  std::string document;
};

// Reads a contact file as it goes into a store: whole in itself. Its name is the one that it says, else the
// file's without its ending. Errors: those of read_contact_file(); bad_config where it names a policy file.
Result<ContactFile> read_contact_document(const std::string& file);
// Whether a contact file can be watched: it loads, its policy stands in it and fits the tables. Errors:
// bad_config.
Result<Contact> check_document(std::string_view name, std::string_view document, const Tables& tables);

// New ones, whose first looks are spread where they are many. All or none. Errors: those of the store.
Result<std::vector<ContactId>> add_contact_files(Store& store, std::span<const ContactFile> files,
                                                 UnixTime now, const ScheduleRules& rules);
// Adds those that are new, and changes those whose document has changed; both are then due. Gives how many.
Result<std::size_t> bring_up_to_date(Store& store, std::span<const ContactFile> files, UnixTime now,
                                     const ScheduleRules& rules);

// Accepts or refuses the change that waits. Nothing else of the contact changes; the decision is kept. For a
// replacement, which nothing but time speaks for, `named` must name the key: who does so has checked it with
// the person. Errors: bad_argument where nothing waits, another key was named, or the key must not be pinned
// any more; changed_meanwhile; store_failed.
Result<void> decide(Store& store, const ContactState& state, Decided decided, std::string_view by,
                    UnixTime now, const std::optional<std::string>& named);

// Pins a key that was seen, whatever the looks say, because the person has been asked. `accounts`: of the
// contact. Errors: bad_argument, changed_meanwhile, store_failed.
Result<void> pin_key(Store& store, const ContactState& state, const std::string& kid,
                     const std::vector<Account>& accounts, std::string_view by, UnixTime now);

// Has the contact left alone, or watched again and then due at once; an event tells of it. Nothing where it
// is so already. Errors: changed_meanwhile, store_failed.
Result<void> set_watching(Store& store, const ContactState& state, Watching watching, std::string_view by,
                          UnixTime now);

Result<void> remove_contact(Store& store, const ContactState& state, UnixTime now);

}  // namespace quorate
