// Turns two histories and the look between them into what a report says about time.
#pragma once

#include "proofs/history/hold.hpp"
#include "proofs/history/remember.hpp"

namespace quorate {

// One account's proof of the key that the answer is about, or of a key that led to it.
struct AccountPast {
  std::string account;
  UnixTime first_seen = 0;
  UnixTime last_seen = 0;
  std::optional<UnixTime> gone_since;
  friend bool operator==(const AccountPast&, const AccountPast&) = default;
};

struct Hindsight {
  unsigned looks = 0;  // with this one
  UnixTime first_look = 0;
  std::optional<UnixTime> last_look;  // the one before this
  ClockState clock = ClockState::forward;
  std::vector<Event> events;
  std::optional<Pin> pin;                  // as it stood before this look
  std::optional<RotationMemory> rotation;  // that counts, away from the pin
  std::optional<UnixTime> quorum_since;    // W >= t at every look since
  unsigned quorum_looks = 0;
  std::vector<AccountPast> standing;
  std::vector<AccountPast> vanished;
  std::vector<AccountPast> unseen;  // could not be looked at; proven when last seen
  std::optional<Peak> better;       // the best answer so far, where today's is worse
  std::optional<UnixTime> regressed_since;
  std::optional<UnixTime> key_changed_since;
  std::optional<Speaker> held;            // the key that answers are held against
  std::optional<Candidate> offer;         // may replace the pinned key, if the relying party says so
  std::optional<std::uint32_t> withheld;  // seq of the newest statement, where none of the proofs shows it
  std::optional<Speaker> accepted;        // pinned by an explicit act after this look
};

Hindsight look_back(const History& before, const Remembered& now, const Look& look,
                    const HistoryRules& rules);

}  // namespace quorate
