#include "proofs/history/recall.hpp"

#include "proofs/history/pin/pinned_groups.hpp"
#include "proofs/history/pin/retirement.hpp"
#include "proofs/history/pin/rotation.hpp"

#include <algorithm>
#include <map>

namespace quorate {
namespace {

// Only a key that two accounts show can have a quorum, for t is never below two.
std::vector<Speaker> shown_twice(const ScoreInput& input) {
  std::map<Speaker, unsigned> accounts;
  for (const AccountEvidence& account : input.accounts)
    for (const Speaker& speaker : account.proven) ++accounts[speaker];
  std::vector<Speaker> found;
  for (const auto& [speaker, count] : accounts)
    if (count > 1) found.push_back(speaker);
  return found;
}

}  // namespace

Recall recall(const History& history, ScoreInput today, const Judgement& judgement, UnixTime now) {
  Recall result{std::move(today), {}, {}, {}};
  if (!history.pin) return result;
  const Pin& pin = *history.pin;
  result.retired = retire_accounts(pin, judgement, now, result.input);
  result.chain = count_rotation(pin, result.input);
  result.input.key = result.chain.back().key;
  for (const Speaker& speaker : shown_twice(result.input)) {
    const bool ours = std::find(result.chain.begin(), result.chain.end(), speaker) != result.chain.end();
    if (!ours && pin_quorum(result.input, pin, speaker) == PinQuorum::reached)
      result.candidates.push_back(speaker);
  }
  return result;
}

}  // namespace quorate
