// Evidence: what the scorer is given. It knows accounts, groups and keys, and nothing of formats or servers.
#pragma once

#include "proofs/identity/key.hpp"
#include "proofs/verdict.hpp"

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <vector>

namespace quorate {

inline constexpr std::size_t key_kinds = 2;  // the enumerators of KeyKind

// A key together with the subject that it claims to speak for: what is scored. For Keybase keys the subject
// is "https://keybase.io/USERNAME".
struct Speaker {
  KeyName key;
  std::string subject;
  friend auto operator<=>(const Speaker&, const Speaker&) = default;
  friend bool operator==(const Speaker&, const Speaker&) = default;
};

// Anchored: named by the relying party. Discovered: known only from a key's own statement; never raises a
// quorum.
enum class Standing { anchored, discovered };

// Whether an account takes part in n. Not counted: a dns: account without DNSSEC.
enum class Counting { counted, not_counted };

struct AccountEvidence {
  std::string account;  // canonical URI
  Standing standing = Standing::anchored;
  Counting counting = Counting::counted;
  std::string domain;  // registrable domain: the partition that nothing merges
  std::string group;   // after merging by operators and policy; equal to `domain` where nothing merges
  std::vector<std::string> ties;  // for people: what puts it into that group beside its domain
  // Who is seen to serve the account's host (a CNAME into an operator's domain, an address that an operator
  // publishes): names in the namespace of `group`, sorted. Without the operator to whom the table gives the
  // host's own name; but if only the policy put both into one group, that group is named. Said by the host,
  // so believed only against it.
  std::vector<std::string> observed;
  // For each kind of key. `unknown` widens lo..hi, so a kind for which this account has no place is `absent`.
  std::array<Outcome, key_kinds> outcome{};
  std::vector<Speaker> proven;      // without those in `conflicted`, and without revoked keys
  std::vector<Speaker> conflicted;  // proven here beside a rival: count for neither
  // Of `proven`, what is too old for the relying party's policy: it does not count for its key, and still
  // contradicts others, so that no policy can make a rival disappear.
  std::vector<Speaker> outdated;
};

enum class KeyState { sound, revoked, equivocating };

struct KeyFacts {
  Speaker speaker;
  KeyState state = KeyState::sound;
  // Keys that a matching next/prev pair joins to this one for the same subject: no rivals. Only believed
  // where the other key's facts say the same.
  std::vector<KeyName> joined;
  std::optional<KeyName> successor;          // of `joined`, the key to which this one handed over
  std::vector<std::string> listed_accounts;  // of the newest statement
  std::vector<std::string> proof;  // tokens: the revocation, or the two statements that contradict each other
};

}  // namespace quorate
