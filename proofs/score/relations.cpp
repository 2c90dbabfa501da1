#include "proofs/score/relations.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

namespace quorate {
namespace {

bool share_one(const std::vector<unsigned>& a, const std::vector<unsigned>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](unsigned item) { return std::binary_search(b.begin(), b.end(), item); });
}

}  // namespace

Relations::Relations(const Accounts& anchored, const Partition& groups) {
  if (std::all_of(anchored.begin(), anchored.end(),
                  [](const AccountEvidence* account) { return account->observed.empty(); }))
    return;
  group_of_ = groups.block_of;
  std::map<std::string_view, std::optional<unsigned>> numbers;
  for (std::size_t i = 0; i < anchored.size(); ++i) numbers[anchored[i]->group] = group_of_[i];
  for (const AccountEvidence* account : anchored)
    for (const std::string& name : account->observed) numbers.try_emplace(name);
  unsigned next = groups.blocks;
  for (auto& [name, number] : numbers)
    if (!number) number = next++;
  for (const AccountEvidence* account : anchored) {
    std::vector<unsigned>& servers = servers_.emplace_back();
    for (const std::string& name : account->observed) servers.push_back(*numbers[name]);
    std::sort(servers.begin(), servers.end());
  }
}

bool Relations::related(unsigned a, unsigned b) const {
  if (none()) return false;
  const auto serves = [this](unsigned server, unsigned account) {
    return std::binary_search(servers_[account].begin(), servers_[account].end(), group_of_[server]);
  };
  return serves(a, b) || serves(b, a) || share_one(servers_[a], servers_[b]);
}

}  // namespace quorate
