#include "proofs/groups/groups.hpp"

#include "proofs/groups/group_name.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace quorate {
namespace {

// Names of different kinds must not meet: a domain has no space in it.
std::string domain_label(std::string_view domain) { return std::string(domain); }
std::string company_label(const Operator& company) { return "company " + company.id; }
std::string merge_label(std::size_t merge) { return "merge " + std::to_string(merge); }

}  // namespace

void Joins::join(const std::string& one, const std::string& other) {
  std::string a = root(one);
  std::string b = root(other);
  if (a == b) return;
  if (b < a) std::swap(a, b);
  parent_[b] = a;
}

std::string Joins::root(const std::string& name) const {
  auto found = parent_.find(name);
  if (found == parent_.end()) return name;
  while (true) {
    const auto next = parent_.find(found->second);
    if (next == parent_.end()) return found->second;
    found = next;
  }
}

Groups::Groups(const Operators& operators, SuffixList suffixes, std::vector<Merge> merges)
    : operators_(operators), suffixes_(std::move(suffixes)), merges_(std::move(merges)) {
  for (std::size_t i = 0; i < merges_.size(); ++i) {
    for (const std::string& id : merges_[i].operators)
      if (const Operator* entry = operators_.find(id))
        joined_by_policy_.join(merge_label(i), company_label(operators_.company(*entry)));
    for (const std::string& domain : merges_[i].domains)
      for (const std::string& label : facts(domain).labels) joined_by_policy_.join(merge_label(i), label);
  }
}

std::string Groups::registrable_domain(std::string_view host) const {
  const std::string_view shared = operators_.shared_above(host);
  std::string listed = suffixes_.registrable_domain(host);
  if (shared.empty() || covers(shared, name_above(listed)))
    return listed;  // the list knows a suffix below it
  const std::string_view user = host.substr(0, host.size() - shared.size() - 1);
  const std::size_t dot = user.rfind('.');
  return std::string(host.substr(dot == user.npos ? 0 : dot + 1));
}

Groups::Facts Groups::facts(std::string_view host) const {
  Facts facts{registrable_domain(host), suffixes_.registered_domain(host), operators_.of(host), {}, {}};
  facts.labels = {domain_label(facts.domain), domain_label(facts.registered)};
  facts.base_name = facts.registered;
  if (facts.run_by != nullptr) {
    const Operator& company = operators_.company(*facts.run_by);
    facts.labels.push_back(company_label(company));
    facts.base_name = company.name;
  }
  for (std::size_t i = 0; i < merges_.size(); ++i)
    if (std::any_of(merges_[i].domains.begin(), merges_[i].domains.end(),
                    [&](const std::string& domain) { return covers(domain, host); }))
      facts.labels.push_back(merge_label(i));
  return facts;
}

std::string Groups::joined_part(std::string_view part) const {
  for (const Operator& entry : operators_.entries())
    if (entry.name == part) return joined_by_policy_.root(company_label(operators_.company(entry)));
  return joined_by_policy_.root(domain_label(part));
}

Division Groups::divide(const std::vector<std::string>& hosts) const { return {*this, hosts}; }

Division::Division(const Groups& groups, const std::vector<std::string>& hosts)
    : groups_(groups), joins_(groups.joined_by_policy_) {
  for (const std::string& host : hosts)
    if (!facts_.contains(host)) facts_.emplace(host, groups_.facts(host));
  for (const auto& [host, facts] : facts_)
    for (const std::string& label : facts.labels) joins_.join(facts.labels.front(), label);
  std::map<std::string, std::set<std::string>> members;
  for (const auto& [host, facts] : facts_) members[joins_.root(facts.labels.front())].insert(facts.base_name);
  for (const auto& [root, names] : members) {
    Group& group = groups_by_root_[root];
    group.parts = names.size();
    group.name = group_name(names);
  }
}

Membership Division::of(std::string_view host) const {
  const auto known = facts_.find(host);
  const Groups::Facts facts = known == facts_.end() ? groups_.facts(host) : known->second;
  Membership membership{facts.domain, facts.base_name, ties(facts)};
  for (const std::string& label : facts.labels) {
    const auto found = groups_by_root_.find(joins_.root(label));
    if (found == groups_by_root_.end()) continue;
    membership.group = found->second.name;
    break;
  }
  return membership;
}

std::vector<std::string> Division::ties(const Groups::Facts& facts) const {
  std::vector<std::string> ties;
  if (facts.run_by != nullptr) {
    std::string owners;
    for (const Operator* owner : groups_.operators_.chain(*facts.run_by))
      owners += (owners.empty() ? "" : ", of ") + owner->name;
    ties.push_back(std::move(owners));
  } else if (facts.registered != facts.domain) {
    ties.push_back("below " + facts.registered);
  }
  const std::string root = joins_.root(facts.labels.front());
  const auto group = groups_by_root_.find(root);
  if (group == groups_by_root_.end() || group->second.parts < 2) return ties;
  for (std::size_t i = 0; i < groups_.merges_.size(); ++i)
    if (joins_.root(merge_label(i)) == root) {
      ties.emplace_back("merged by the policy");
      break;
    }
  return ties;
}

}  // namespace quorate
