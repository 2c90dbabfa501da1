// Turns evidence into the answer: how many independent groups agree on the subject key (docs/quorum.md).
#pragma once

#include "proofs/score/evidence.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// In the order in which they are tried: the first that applies is the answer.
enum class Answer {
  revoked,
  equivocating,
  confirmed,
  contested,
  undecided,
  corroborated,
  consistent,
  insufficient,
};

std::string_view text(Answer answer);

enum class ScoreFlag {
  contested,         // beside `confirmed`: a rival has W >= 1
  key_changed,       // another key than the contact's reaches the threshold
  weak_policy,       // the policy's quorum is too small to exclude two quorums
  tie,               // no subject key: two keys have the same largest W
  required_missing,  // an account that the policy requires does not show the subject key
  regressed,         // an earlier look saw more for this key: set by `look_back`, never by `score`
};

std::string_view text(ScoreFlag flag);

// How many must agree. At most one of the two is set.
struct QuorumRule {
  std::optional<unsigned> hostile;  // f >= 1: assumed number of hostile operators
  std::optional<unsigned> quorum;   // k >= 1: this many groups
};

struct ScoreInput {
  std::optional<std::string> subject;  // of the contact
  std::optional<KeyName> key;          // given or pinned
  QuorumRule rule;
  std::vector<AccountEvidence> accounts;
  std::vector<KeyFacts> keys;
  std::vector<std::string> required;  // canonical URIs of accounts without which there is no quorum
};

// f where no policy says otherwise: max(1, floor((n - 1) / 3)).
unsigned default_hostile(unsigned groups);
// t = floor((n + f) / 2) + 1.
unsigned threshold(unsigned groups, unsigned hostile);

// What the accounts of a group show, seen from the subject key. `rival`: another key of its kind that nothing
// joins to it. `conflicted`: both, which counts for neither.
enum class GroupState { agrees, rival, conflicted, unknown, silent };

std::string_view text(GroupState state);

struct GroupScore {
  std::string name;
  std::vector<std::string> accounts;      // anchored and counted, sorted
  GroupState state = GroupState::silent;  // towards the subject key
  friend bool operator==(const GroupScore&, const GroupScore&) = default;
};

struct KeyScore {
  Speaker speaker;
  // Of the subject key W. Of any other the number of groups that agree, whatever is seen to serve them and
  // however old their proofs are: what a host says of itself makes no rival smaller.
  unsigned weight = 0;
  unsigned domain_weight = 0;  // the number of registrable domains that agree, never smaller
  KeyState state = KeyState::sound;
  friend bool operator==(const KeyScore&, const KeyScore&) = default;
};

struct Score {
  Answer answer = Answer::insufficient;
  std::vector<ScoreFlag> flags;  // in the order of the enumerators
  std::optional<Speaker> subject_key;
  unsigned groups = 0;     // n
  unsigned hostile = 0;    // f
  unsigned threshold = 0;  // t
  // What W must reach for `confirmed`, so that no merging of domains into groups can raise the answer: t
  // where no group holds several domains, never less than t elsewhere.
  unsigned confirm_at = 0;
  unsigned weight = 0;  // W of the subject key, = lo; 0 where there is none
  unsigned low = 0;
  unsigned high = 0;
  bool exact = true;           // else W, low and high may be larger: too many related accounts to search
  int margin_forge = 0;        // W - 1
  int margin_unique = 0;       // 2W - n - 1
  int margin_rival = 0;        // W - the groups of the best rival
  std::vector<KeyScore> keys;  // every key, the subject key first, then by falling weight
  // Sound keys of the subject key's kind that some domain shows, by falling weight; at a tie the keys that
  // tie, and their rivals.
  std::vector<KeyScore> rivals;
  std::vector<GroupScore> group_scores;  // sorted by name
  std::vector<std::string> set_aside;    // groups that agree, and do not count beside those that serve them
  std::vector<std::string> missing;      // of the required accounts, those that do not show the subject key
  friend bool operator==(const Score&, const Score&) = default;
};

// Pure and independent of the order of its input. Trusted: standing, counting, domain and group of the
// accounts (not what they are observed to be served by, which can only lower W, low and high), and that
// `proven`, `outdated` and `keys` say what was verified. What is outdated or required can only weaken the
// answer: which key it is about and what contradicts that follows from all proofs. n, f and t follow from the
// anchored accounts and the rule alone. Discovered accounts never change anything but `keys` and the breadth
// that `consistent` asks for.
Score score(const ScoreInput& input);

// Process exit status of an answer: 0 confirmed, 3 undecided, 1 else.
int exit_status(Answer answer);

}  // namespace quorate
