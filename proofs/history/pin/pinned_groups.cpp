#include "proofs/history/pin/pinned_groups.hpp"

#include <algorithm>

namespace quorate {

PinQuorum pin_quorum(const ScoreInput& input, const Pin& pin, const Speaker& speaker) {
  ScoreInput pinned = input;
  pinned.key = speaker.key;
  pinned.required.clear();
  pinned.rule.quorum.reset();
  // Were one not looked at, n would be smaller than what was pinned.
  const bool all = std::all_of(pin.accounts.begin(), pin.accounts.end(), [&](const std::string& uri) {
    return std::any_of(input.accounts.begin(), input.accounts.end(),
                       [&](const AccountEvidence& account) { return account.account == uri; });
  });
  if (!all) return PinQuorum::missed;
  for (AccountEvidence& account : pinned.accounts)
    if (std::find(pin.accounts.begin(), pin.accounts.end(), account.account) == pin.accounts.end())
      account.standing = Standing::discovered;
  const Score result = score(pinned);
  if (result.subject_key != speaker || result.keys.front().state != KeyState::sound) return PinQuorum::missed;
  const bool enough = result.weight >= result.confirm_at && result.weight >= result.threshold &&
                      result.weight >= input.rule.quorum.value_or(0);
  return enough ? PinQuorum::reached : PinQuorum::missed;
}

const KeyFacts* facts_of(const std::vector<KeyFacts>& keys, const Speaker& speaker) {
  for (const KeyFacts& facts : keys)
    if (facts.speaker == speaker) return &facts;
  return nullptr;
}

}  // namespace quorate
