// Turns a report into the short lists that its sentence and its advice name: who agrees, who does not, who
// was not seen.
#pragma once

#include "proofs/report/report.hpp"

#include <string>
#include <vector>

namespace quorate {

// One host as a sentence names it, and why it does not count: the reason of its verdict, or the policy's.
struct Mention {
  std::string host;
  Reason reason = Reason::none;
  std::string_view note = {};
  friend bool operator==(const Mention&, const Mention&) = default;
};

// One key and the hosts that show it.
struct Side {
  Speaker speaker;
  unsigned weight = 0;
  std::vector<std::string> hosts;
};

// Whether each group is a single account: then sentences say "services" where they otherwise say "groups".
enum class Grouping { one_each, shared };

// Groups and accounts that count. Texts are ready to be shown.
struct RollCall {
  Grouping grouping = Grouping::one_each;
  std::vector<Side> sides;      // the subject key, if there is one, then each rival; or the keys that tie
  std::vector<Side> others;     // keys of another kind: scored apart, for nobody and against nobody
  std::vector<Mention> unseen;  // in groups that nobody could see
  std::vector<Mention> silent;  // in groups that show nothing that counts
  std::vector<std::string> conflicted;  // hosts in groups that show the key and a rival
  unsigned unseen_groups = 0;
  unsigned silent_groups = 0;
  unsigned conflicted_groups = 0;
  unsigned discovered = 0;  // accounts that show the subject key, but were named by a key only
  unsigned anchored = 0;    // accounts that show the subject key and were named by the contact
};

RollCall roll_call(const Report& report);

// Of these, those that show the subject key by a proof that is too old for the policy.
std::vector<Mention> too_old(const std::vector<Mention>& mentions);

}  // namespace quorate
