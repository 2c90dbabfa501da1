// Desk: what the HTTP API asks of the daemon, beyond reading its store.
#pragma once

#include "crawler/serve/metrics/metric.hpp"
#include "crawler/serve/one_check.hpp"
#include "crawler/serve/queued.hpp"
#include "crawler/store/contact_record.hpp"
#include "proofs/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// A decision about the change that waits, by somebody who saw it.
struct Wish {
  Decided decided = Decided::refused;
  Revision revision = 0;           // of the contact as it was seen
  std::optional<std::string> key;  // that would be pinned; who accepts names it
};

// Every call returns at once or after one write to the store, and comes from the thread that the API runs on.
// Errors of all: store_failed, and as said with each.
class Desk {
 public:
  virtual ~Desk() = default;

  // `document`: a contact file in which no path of another file stands. The contact is due at once. Errors:
  // bad_config, bad_argument.
  virtual Result<ContactId> add_contact(std::string_view name, std::string_view document) = 0;
  // Errors: not_stored.
  virtual Result<void> remove_contact(ContactId id) = 0;
  // `by`, here and below: who says so, the name of a token. Errors: not_stored.
  virtual Result<void> watch_contact(ContactId id, Watching watching, std::string_view by) = 0;

  // Accepts or refuses the change that waits. Errors: not_stored; changed_meanwhile; bad_argument where
  // nothing waits, another key waits than the one named, or what would be pinned must not be.
  virtual Result<void> decide(ContactId id, const Wish& wish, std::string_view by) = 0;

  // Errors: not_stored.
  virtual Result<Queued> check_soon(ContactId id) = 0;

  // Checks once what is not watched, and stores nothing of it. `document`: a contact file as for add_contact.
  // Nothing: too many wait already. Errors: bad_config.
  virtual Result<std::optional<CheckId>> check_once(std::string_view document, std::string_view by) = 0;
  // Nothing where it was not this one who asked for it, or where it is forgotten.
  virtual std::optional<OneCheck> one_check(CheckId id, std::string_view by) = 0;

  // Whether the daemon works: nothing, or why not, for people.
  virtual std::optional<std::string> trouble() = 0;
  // Its own numbers; those of the API are not among them.
  virtual std::vector<Metric> metrics() = 0;
};

}  // namespace quorate
