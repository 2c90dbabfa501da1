#include "tests/proofs/score/ways.hpp"

#include "tests/proofs/score/merging.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace quorate::model {
namespace {

using Numbers = std::vector<std::size_t>;

bool share_a_group(const Block& a, const Block& b) {
  for (const AccountEvidence* one : a)
    for (const AccountEvidence* other : b)
      if (one->group == other->group) return true;
  return false;
}

// Numbers of the domains that share a group, directly or through others.
std::vector<Numbers> groups_of(const Blocks& domains) {
  Numbers label(domains.size());
  for (std::size_t i = 0; i < label.size(); ++i) label[i] = i;
  for (std::size_t round = 0; round < label.size(); ++round)
    for (std::size_t a = 0; a < label.size(); ++a)
      for (std::size_t b = 0; b < label.size(); ++b)
        if (share_a_group(domains[a], domains[b])) label[a] = label[b] = std::min(label[a], label[b]);
  std::map<std::size_t, Numbers> by_label;
  for (std::size_t i = 0; i < label.size(); ++i) by_label[label[i]].push_back(i);
  std::vector<Numbers> result;
  for (auto& [name, members] : by_label) result.push_back(members);
  return result;
}

Blocks joined(const Blocks& domains, const Numbers& group, const std::vector<unsigned>& partition) {
  Blocks blocks(*std::max_element(partition.begin(), partition.end()) + 1);
  for (std::size_t i = 0; i < group.size(); ++i)
    for (const AccountEvidence* account : domains[group[i]]) blocks[partition[i]].push_back(account);
  return blocks;
}

// Every choice of one way for each group from `place` on.
void combine(const std::vector<std::vector<Blocks>>& choices, std::size_t place, const Blocks& so_far,
             std::vector<Blocks>& all) {
  if (place == choices.size()) {
    all.push_back(so_far);
    return;
  }
  for (const Blocks& way : choices[place]) {
    Blocks longer = so_far;
    longer.insert(longer.end(), way.begin(), way.end());
    combine(choices, place + 1, longer, all);
  }
}

}  // namespace

Ways ways_to_join(const std::vector<AccountEvidence>& accounts) {
  std::map<std::string, Block> by_domain;
  for (const AccountEvidence& account : accounts) by_domain[account.domain].push_back(&account);
  Ways result;
  for (auto& [name, block] : by_domain) result.domains.push_back(block);
  std::vector<std::vector<Blocks>> choices;
  for (const Numbers& group : groups_of(result.domains)) {
    std::vector<Blocks>& ways = choices.emplace_back();
    for (const auto& partition : partitions(static_cast<unsigned>(group.size())))
      ways.push_back(joined(result.domains, group, partition));
    const std::vector<unsigned> all_in_one(group.size(), 0);
    result.groups.push_back(joined(result.domains, group, all_in_one).front());
  }
  combine(choices, 0, {}, result.all);
  return result;
}

}  // namespace quorate::model
