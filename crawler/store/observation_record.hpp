// Observations as the store keeps them: what an account's host answered, once for each different answer.
#pragma once

#include "crawler/memory/validators.hpp"
#include "crawler/store/contact_record.hpp"
#include "proofs/verdict.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace quorate {

using BodyDigest = std::array<std::uint8_t, 32>;  // SHA-256 of the decoded body

using LogIndex = std::uint64_t;  // an observation's place in the log, from 0, without gaps

// Where an answer was looked for. Answers are held against the last one of the same place.
struct ObservedPlace {
  std::string account;  // canonical URI
  std::string url;      // what was asked for; "dns:NAME" for TXT records
  std::string vantage;  // the path that was taken; empty: the only one
  friend auto operator<=>(const ObservedPlace&, const ObservedPlace&) = default;
};

// What came back, as the log holds it forever.
struct ObservedAnswer {
  int status = 0;            // HTTP; 0: DNS, or nothing came back
  std::string error;         // the name of a Code; empty: an answer came back whole
  std::string content_type;  // as it was sent; several are joined by ", "
  std::string final_url;     // empty: as asked
  Outcome outcome = Outcome::unknown;
  Reason reason = Reason::none;
  friend bool operator==(const ObservedAnswer&, const ObservedAnswer&) = default;
};

// An answer of a look. An equal one of the same place (answer and body) is no new observation: the one before
// is seen once more.
struct NewObservation {
  ObservedPlace place;
  UnixTime at = 0;
  ObservedAnswer answer;
  // Decoded; of DNS the records, one a line. None: the server said that the last one stands (304); status,
  // content type and final URL are then those of the last one, too.
  std::optional<std::string> body;
  Validators validators;
  friend bool operator==(const NewObservation&, const NewObservation&) = default;
};

struct ObservationRecord {
  LogIndex index = 0;
  ContactId contact = 0;
  ObservedPlace place;
  UnixTime at = 0;  // first seen
  ObservedAnswer answer;
  BodyDigest body{};
  std::uint64_t body_bytes = 0;
  // Not in the log:
  UnixTime last = 0;        // last seen
  std::uint32_t times = 1;  // how often
  Validators validators;    // of the last time
  friend bool operator==(const ObservationRecord&, const ObservationRecord&) = default;
};

// What one account showed, as the timeline tells it.
struct NewVerdict {
  std::string account;
  Outcome outcome = Outcome::unknown;
  Reason reason = Reason::none;
  std::string detail;             // for people; does not make a new span
  std::vector<std::string> keys;  // ids of the keys proven there, sorted
  friend bool operator==(const NewVerdict&, const NewVerdict&) = default;
};

// A span of looks that all gave an account the same outcome, reason and keys. `detail` is the newest.
struct VerdictSpan {
  NewVerdict verdict;
  UnixTime first = 0;
  UnixTime last = 0;
  std::uint32_t looks = 0;
  friend bool operator==(const VerdictSpan&, const VerdictSpan&) = default;
};

}  // namespace quorate
