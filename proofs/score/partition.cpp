#include "proofs/score/partition.hpp"

#include "proofs/score/ranks.hpp"

#include <limits>
#include <set>
#include <string_view>

namespace quorate {
namespace {

Ranks ranks_of(const Accounts& accounts, std::string AccountEvidence::*name) {
  std::vector<std::string_view> names;
  names.reserve(accounts.size());
  for (const AccountEvidence* account : accounts) names.emplace_back(account->*name);
  return ranks(names, std::less<>{});
}

// The smallest group that is joined to `group`; on the way every second step is cut short.
unsigned root(std::vector<unsigned>& parent, unsigned group) {
  while (parent[group] != group) group = parent[group] = parent[parent[group]];
  return group;
}

}  // namespace

bool takes_part(const AccountEvidence& account) {
  return account.standing == Standing::anchored && account.counting == Counting::counted;
}

Accounts taking_part(const std::vector<AccountEvidence>& accounts) {
  Accounts result;
  result.reserve(accounts.size());
  for (const AccountEvidence& account : accounts)
    if (takes_part(account)) result.push_back(&account);
  return result;
}

Partition by_domain(const Accounts& accounts) {
  Ranks names = ranks_of(accounts, &AccountEvidence::domain);
  return {std::move(names.of), static_cast<unsigned>(names.sample.size())};
}

unsigned uncounted_domains(const std::vector<AccountEvidence>& accounts) {
  std::set<std::string_view> counted;
  std::set<std::string_view> left;
  for (const AccountEvidence& account : accounts)
    if (takes_part(account)) counted.insert(account.domain);
  for (const AccountEvidence& account : accounts)
    if (account.standing == Standing::anchored && counted.count(account.domain) == 0)
      left.insert(account.domain);
  return static_cast<unsigned>(left.size());
}

Partition by_group(const Accounts& accounts, const Partition& domains) {
  constexpr unsigned none = std::numeric_limits<unsigned>::max();
  const Ranks names = ranks_of(accounts, &AccountEvidence::group);
  std::vector<unsigned> parent(names.sample.size());
  std::iota(parent.begin(), parent.end(), 0U);
  std::vector<unsigned> group_of_domain(domains.blocks, none);
  for (std::size_t account = 0; account < accounts.size(); ++account) {
    unsigned& known = group_of_domain[domains.block_of[account]];
    const unsigned group = root(parent, names.of[account]);
    if (known == none) known = group;
    const unsigned other = root(parent, known);
    parent[std::max(group, other)] = std::min(group, other);
  }
  Partition result;
  std::vector<unsigned> number(parent.size());
  for (unsigned group = 0; group < parent.size(); ++group)
    if (root(parent, group) == group) number[group] = result.blocks++;
  for (const unsigned name : names.of) result.block_of.push_back(number[root(parent, name)]);
  return result;
}

std::vector<unsigned> containing(const Partition& fine, const Partition& coarse) {
  std::vector<unsigned> result(fine.blocks);
  for (std::size_t account = 0; account < fine.block_of.size(); ++account)
    result[fine.block_of[account]] = coarse.block_of[account];
  return result;
}

}  // namespace quorate
