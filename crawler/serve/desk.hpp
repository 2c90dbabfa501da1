// Desk: what the HTTP API asks of the daemon, beyond reading its store.
#pragma once

#include "crawler/serve/metrics/metric.hpp"
#include "crawler/store/contact_record.hpp"
#include "proofs/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// What became of the wish for a check.
enum class Queued {
  queued,   // it will be looked at as soon as there is a place
  already,  // it was waiting for that, or is being looked at
  full,     // too many wait: ask again later
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
  // Errors: not_stored.
  virtual Result<void> watch_contact(ContactId id, Watching watching) = 0;

  // Accepts or refuses the change that waits, as it stood at that revision of the contact. `by`: who says so,
  // the name of a token. Errors: not_stored; changed_meanwhile; bad_argument where nothing waits, or where
  // what would be pinned must not be.
  virtual Result<void> decide(ContactId id, Revision revision, Decided decided, std::string_view by) = 0;

  // Errors: not_stored.
  virtual Result<Queued> check_soon(ContactId id) = 0;

  // Whether the daemon works: nothing, or why not, for people.
  virtual std::optional<std::string> trouble() = 0;
  // Its own numbers; those of the API are not among them.
  virtual std::vector<Metric> metrics() = 0;
};

}  // namespace quorate
