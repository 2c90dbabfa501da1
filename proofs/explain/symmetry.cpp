#include "proofs/explain/symmetry.hpp"

#include "proofs/score/numbers.hpp"
#include "proofs/score/partition.hpp"
#include "proofs/score/ranks.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace quorate {
namespace {

template <class T>
std::vector<T> sorted(std::vector<T> items) {
  std::sort(items.begin(), items.end());
  return items;
}

bool lists(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// All that the scorer may ask of an account, but for the names of the account, its domain and its group.
struct Profile {
  std::array<Outcome, key_kinds> outcome{};
  std::vector<Speaker> proven;
  std::vector<Speaker> conflicted;
  std::vector<Speaker> outdated;
  std::vector<std::string> observed;
  std::string group;       // only where somebody is seen to be served by it
  std::vector<bool> said;  // whether the policy requires it; where that matters, which keys list it
  friend auto operator<=>(const Profile&, const Profile&) = default;
};

Profile profile_of(const AccountEvidence& account, const ScoreInput& input, bool breadth_matters) {
  Profile profile{account.outcome,
                  sorted(account.proven),
                  sorted(account.conflicted),
                  sorted(account.outdated),
                  sorted(account.observed),
                  {},
                  {}};
  const bool serves =
      std::any_of(input.accounts.begin(), input.accounts.end(),
                  [&](const AccountEvidence& other) { return lists(other.observed, account.group); });
  if (serves) profile.group = account.group;
  profile.said.push_back(lists(input.required, account.account));
  if (!breadth_matters) return profile;
  for (const KeyFacts& facts : input.keys)
    profile.said.push_back(lists(facts.listed_accounts, account.account));
  return profile;
}

}  // namespace

Symmetry::Symmetry(const ScoreInput& input) : alone_(input.accounts.size(), false) {
  const Accounts accounts = taking_part(input.accounts);
  const Partition domains = by_domain(accounts);
  const Partition groups = by_group(accounts, domains);
  // SPEC: quorum.md "The verdict is about one key": only `consistent` asks what a key's statement lists, and
  // that is possible only where n, which no evidence changes, is too small.
  const Numbers apart = numbers(domains.blocks, uncounted_domains(input.accounts), input.rule);
  const bool breadth_matters = apart.groups < apart.threshold;
  std::vector<Profile> profiles;
  for (const AccountEvidence* account : accounts)
    profiles.push_back(profile_of(*account, input, breadth_matters));
  const Ranks ranked = ranks(profiles, std::less<>{});
  std::vector<std::map<unsigned, Domain>> tree(groups.blocks);
  std::vector<unsigned> size(groups.blocks, 0);
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const auto place = static_cast<std::size_t>(accounts[i] - input.accounts.data());
    tree[groups.block_of[i]][domains.block_of[i]].push_back({place, ranked.of[i]});
    ++size[groups.block_of[i]];
  }
  for (std::size_t i = 0; i < accounts.size(); ++i)
    alone_[static_cast<std::size_t>(accounts[i] - input.accounts.data())] = size[groups.block_of[i]] == 1;
  for (const auto& group : tree) {
    groups_.emplace_back();
    for (const auto& [number, domain] : group) groups_.back().push_back(domain);
  }
}

std::string Symmetry::signature(const std::vector<bool>& chosen) const {
  // One character for what an account shows and whether it is chosen; the two smallest end domains and
  // groups. Sorting forgets who is who.
  constexpr char32_t first = 2;
  const auto code = [&](const Member& member) {
    return first + 2 * member.profile + (chosen[member.account] ? 1U : 0U);
  };
  std::vector<std::u32string> all;
  for (const auto& group : groups_) {
    std::vector<std::u32string> parts;
    for (const Domain& domain : group) {
      std::u32string part;
      for (const Member& member : domain) part.push_back(code(member));
      std::sort(part.begin(), part.end());
      part.push_back(1);
      parts.push_back(std::move(part));
    }
    std::sort(parts.begin(), parts.end());
    std::u32string whole;
    for (const std::u32string& part : parts) whole += part;
    all.push_back(std::move(whole));
  }
  std::sort(all.begin(), all.end());
  std::string out;
  for (const std::u32string& group : all) {
    for (const char32_t c : group) out.append(reinterpret_cast<const char*>(&c), sizeof c);
    out.append(sizeof(char32_t), '\0');
  }
  return out;
}

}  // namespace quorate
