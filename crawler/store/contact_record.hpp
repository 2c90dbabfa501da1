// What the store holds of one contact: the relying party's file, the history, and when to look again.
#pragma once

#include "proofs/history/history.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace quorate {

using ContactId = std::int64_t;  // from 1, given by the store, never given twice

// Of a contact: grows by one with every write that a look may not overlook (see Store::record_looks).
using Revision = std::int64_t;

enum class Watching { active, paused };

struct NewContact {
  std::string name;      // unique; 1 to 256 bytes of UTF-8 without control characters
  std::string document;  // a contact file, as `load_contact` reads it; up to max_document_bytes
  UnixTime added = 0;
  UnixTime next_check = 0;
  friend bool operator==(const NewContact&, const NewContact&) = default;
};

struct ContactRecord {
  ContactId id = 0;
  std::string name;
  std::string document;
  UnixTime added = 0;
  UnixTime changed = 0;  // name, document or watching
  Watching watching = Watching::active;
  Revision revision = 1;
  friend bool operator==(const ContactRecord&, const ContactRecord&) = default;
};

// When one account was looked at and will be.
struct AccountSchedule {
  std::string account;  // canonical URI
  UnixTime next_check = 0;
  UnixTime last_check = 0;     // 0: never
  UnixTime last_change = 0;    // when an answer last differed from the one before; 0: never
  std::uint32_t failures = 0;  // looks in a row that could not look
  UnixTime held_until = 0;     // the host wants no request before; 0: it has not said so
  friend bool operator==(const AccountSchedule&, const AccountSchedule&) = default;
};

struct Schedule {
  UnixTime next_check = 0;  // of the contact: what `due` goes by
  UnixTime last_check = 0;
  std::uint32_t failures = 0;  // looks in a row that could look at no account
  std::vector<AccountSchedule> accounts;
  friend bool operator==(const Schedule&, const Schedule&) = default;
};

// A change that waits for a person to accept or refuse it.
struct PendingChange {
  std::string kind;  // for programs: "rotation", "replacement", ...
  UnixTime since = 0;
  std::string json;  // what was and what would be
  friend bool operator==(const PendingChange&, const PendingChange&) = default;
};

enum class Decided { accepted, refused };

// What a person made of a pending change.
struct Decision {
  Decided decided = Decided::refused;
  PendingChange change;
  UnixTime at = 0;
  std::string by;  // who, as the store was told
  friend bool operator==(const Decision&, const Decision&) = default;
};

// The verdict about a contact, over a span of looks that all gave it.
struct AnswerSpan {
  Answer answer = Answer::insufficient;
  std::string key;           // the subject key's id; empty: none
  std::uint32_t weight = 0;  // W
  std::uint32_t needed = 0;  // t
  std::uint32_t groups = 0;  // n
  UnixTime first = 0;
  UnixTime last = 0;
  std::uint32_t looks = 0;
  friend bool operator==(const AnswerSpan&, const AnswerSpan&) = default;
};

// All that a look at a contact starts from.
struct ContactState {
  ContactRecord contact;
  History history;
  Schedule schedule;
  std::optional<PendingChange> pending;
};

// A line of the list of contacts. The contact's document is left out.
struct ContactSummary {
  ContactRecord contact;
  std::optional<AnswerSpan> answer;  // the newest
  UnixTime next_check = 0;
  UnixTime last_check = 0;
  std::uint32_t failures = 0;
  std::optional<std::string> pending;  // the kind of the pending change
  friend bool operator==(const ContactSummary&, const ContactSummary&) = default;
};

inline constexpr std::size_t max_contact_name_bytes = 256;
inline constexpr std::size_t max_document_bytes = std::size_t{1024} * 1024;

}  // namespace quorate
