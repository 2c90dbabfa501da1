#include "proofs/history/pin/rotation.hpp"

#include "proofs/history/pin/pinned_groups.hpp"
#include "proofs/history/rules.hpp"

#include <algorithm>

namespace quorate {
namespace {

template <class T>
bool holds(const std::vector<T>& items, const T& item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

// Both sides must say so for the scorer to believe it.
void join(ScoreInput& input, const Speaker& one, const Speaker& other) {
  for (KeyFacts& facts : input.keys) {
    if (facts.speaker == one && !holds(facts.joined, other.key)) facts.joined.push_back(other.key);
    if (facts.speaker == other && !holds(facts.joined, one.key)) facts.joined.push_back(one.key);
  }
}

// SPEC: quorum.md "Over time": K's proofs count for K' where both list the account.
void lend_proofs(ScoreInput& input, const Speaker& from, const Speaker& to) {
  const KeyFacts* old_facts = facts_of(input.keys, from);
  const KeyFacts* new_facts = facts_of(input.keys, to);
  if (old_facts == nullptr || new_facts == nullptr) return;
  for (AccountEvidence& account : input.accounts) {
    const bool listed = holds(old_facts->listed_accounts, account.account) &&
                        holds(new_facts->listed_accounts, account.account);
    if (!listed || !holds(account.proven, from) || holds(account.proven, to) || holds(account.conflicted, to))
      continue;
    account.proven.push_back(to);
    if (holds(account.outdated, from)) account.outdated.push_back(to);
  }
}

}  // namespace

std::vector<Speaker> chain_of(const std::vector<KeyFacts>& keys, const Speaker& start) {
  std::vector<Speaker> chain = {start};
  while (true) {
    const KeyFacts* facts = facts_of(keys, chain.back());
    if (facts == nullptr || facts->state != KeyState::sound || !facts->successor) return chain;
    const Speaker heir{*facts->successor, chain.back().subject};
    const KeyFacts* next = facts_of(keys, heir);
    if (next == nullptr || next->state != KeyState::sound) return chain;
    if (holds(chain, heir) || chain.size() > longest_chain) return {start};
    chain.push_back(heir);
  }
}

std::vector<Speaker> count_rotation(const Pin& pin, ScoreInput& input) {
  std::vector<Speaker> chain = chain_of(input.keys, pin.speaker);
  while (chain.size() > 1) {
    ScoreInput tried = input;
    for (std::size_t one = 0; one < chain.size(); ++one)
      for (std::size_t other = one + 1; other < chain.size(); ++other) join(tried, chain[one], chain[other]);
    for (std::size_t one = 0; one + 1 < chain.size(); ++one) lend_proofs(tried, chain[one], chain.back());
    if (pin_quorum(tried, pin, chain.back()) == PinQuorum::reached) {
      input = std::move(tried);
      break;
    }
    chain.pop_back();
  }
  return chain;
}

}  // namespace quorate
