#include "tests/proofs/score/unrelated.hpp"

#include <algorithm>
#include <set>

namespace quorate::model {

Unrelated::Unrelated(const Blocks& groups) {
  for (const Block& group : groups) {
    std::set<std::string> names;
    for (const AccountEvidence* account : group) {
      names.insert(account->group);
      any_ = any_ || !account->observed.empty();
    }
    for (const std::string& name : names) meaning_[name] = *names.begin();
  }
}

const std::string& Unrelated::meant(const std::string& name) const {
  const auto known = meaning_.find(name);
  return known == meaning_.end() ? name : known->second;
}

bool Unrelated::related(const AccountEvidence& a, const AccountEvidence& b) const {
  std::set<std::string> serving;
  for (const std::string& name : a.observed) serving.insert(meant(name));
  if (serving.count(meant(b.group)) > 0) return true;
  return std::any_of(b.observed.begin(), b.observed.end(), [&](const std::string& name) {
    return serving.count(meant(name)) > 0 || meant(name) == meant(a.group);
  });
}

std::size_t Unrelated::most(const Blocks& choices) const {
  Block chosen;
  return any_ ? most(choices, 0, chosen) : choices.size();
}

std::size_t Unrelated::most(const Blocks& choices, std::size_t place, Block& chosen) const {
  if (place == choices.size()) return chosen.size();
  std::size_t best = most(choices, place + 1, chosen);
  for (const AccountEvidence* account : choices[place]) {
    const bool clear = std::none_of(chosen.begin(), chosen.end(),
                                    [&](const AccountEvidence* other) { return related(*account, *other); });
    if (!clear) continue;
    chosen.push_back(account);
    best = std::max(best, most(choices, place + 1, chosen));
    chosen.pop_back();
  }
  return best;
}

}  // namespace quorate::model
