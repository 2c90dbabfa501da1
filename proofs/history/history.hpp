// History: what earlier looks at one contact saw, and what the relying party pinned.
#pragma once

#include "proofs/formats/statement.hpp"
#include "proofs/score/score.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace quorate {

// How a proof that once stood was found at the last look. Gone: looked, and it was not there, or a rival
// stood beside it. Once gone, an outage does not bring it back into doubt.
enum class ProofState { standing, out_of_sight, gone };

// A key's proof at one anchored account.
struct ProofMemory {
  std::string account;  // canonical URI
  Speaker speaker;
  UnixTime first_seen = 0;
  UnixTime last_seen = 0;
  ProofState state = ProofState::standing;
  std::optional<UnixTime> gone_since;   // the first look that found it gone; set while it is
  std::optional<UnixTime> stale_since;  // the first look that found an older token than the newest known
  friend bool operator==(const ProofMemory&, const ProofMemory&) = default;
};

struct KeyMemory {
  Speaker speaker;
  UnixTime first_seen = 0;
  UnixTime last_seen = 0;
  unsigned most = 0;  // the largest W of any look
  KeyState state = KeyState::sound;
  std::uint32_t seq = 0;              // of the newest statement known; 0: none
  std::vector<std::string> shown_by;  // sorted: anchored accounts at which it, or a token of it, was seen
  std::optional<UnixTime> rival_since;
  std::optional<UnixTime> quorum_since;  // the first of the looks up to the last that all found W >= t
  unsigned quorum_looks = 0;             // how many these are
  friend bool operator==(const KeyMemory&, const KeyMemory&) = default;
};

// An account that a pinned key's statement took out of n.
struct RetiredAccount {
  std::string account;
  UnixTime since = 0;
  std::uint32_t seq = 0;  // of the statement
  friend bool operator==(const RetiredAccount&, const RetiredAccount&) = default;
};

// What the relying party accepted by an explicit act.
struct Pin {
  Speaker speaker;
  std::vector<std::string> accounts;  // canonical URIs
  std::vector<RetiredAccount> retired;
  std::vector<std::string> former;  // keys from which rotations led here
  UnixTime since = 0;
  std::uint32_t seq = 0;  // of the newest statement known then
  friend bool operator==(const Pin&, const Pin&) = default;
};

// A rotation that was counted at every look since.
struct RotationMemory {
  Speaker from;
  Speaker to;
  UnixTime since = 0;
  friend bool operator==(const RotationMemory&, const RotationMemory&) = default;
};

// A key that nothing joins to the pinned one, and that had a quorum of the pinned groups at every look since.
struct Candidate {
  Speaker speaker;
  UnixTime since = 0;
  unsigned looks = 0;
  friend bool operator==(const Candidate&, const Candidate&) = default;
};

// The best answer so far, and the last look that gave it.
struct Peak {
  Speaker speaker;
  Answer answer = Answer::insufficient;
  unsigned weight = 0;
  UnixTime last = 0;
  friend bool operator==(const Peak&, const Peak&) = default;
};

// Whether the last look that could tell found W >= t.
enum class QuorumState { never, reached, lost };

struct History {
  std::optional<std::string> subject;  // of the contact
  std::vector<std::string> accounts;   // anchored at the last look
  UnixTime first_look = 0;
  UnixTime last_look = 0;
  unsigned looks = 0;
  std::optional<Pin> pin;
  std::vector<KeyMemory> keys;      // sorted by speaker
  std::vector<ProofMemory> proofs;  // sorted by account and speaker
  std::optional<RotationMemory> rotation;
  std::vector<Candidate> candidates;  // sorted by speaker
  std::optional<Peak> peak;
  QuorumState quorum = QuorumState::never;
  std::optional<UnixTime> regressed_since;
  std::optional<UnixTime> key_changed_since;
  std::vector<VerifiedToken> tokens;  // as `lasting` chooses them
};

// Null where it is not remembered.
const KeyMemory* find_key(const History& history, const Speaker& speaker);
const ProofMemory* find_proof(const History& history, std::string_view account, const Speaker& speaker);

// The key that later answers are held against: the pinned one, else the one of the best answer so far.
std::optional<Speaker> reference(const History& history);

// How much an answer vouches for its key: 3 confirmed, 2 corroborated, 1 consistent, else 0.
int strength(Answer answer);

}  // namespace quorate
