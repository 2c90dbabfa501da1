#include "proofs/groups/groups.hpp"

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
      for (const std::string& label : labels(domain)) joined_by_policy_.join(merge_label(i), label);
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

std::vector<std::string> Groups::labels(std::string_view host) const {
  std::vector<std::string> labels{domain_label(registrable_domain(host)),
                                  domain_label(suffixes_.registered_domain(host))};
  if (const Operator* entry = operators_.of(host))
    labels.push_back(company_label(operators_.company(*entry)));
  for (std::size_t i = 0; i < merges_.size(); ++i)
    if (std::any_of(merges_[i].domains.begin(), merges_[i].domains.end(),
                    [&](const std::string& domain) { return covers(domain, host); }))
      labels.push_back(merge_label(i));
  return labels;
}

std::string Groups::base_name(std::string_view host) const {
  if (const Operator* entry = operators_.of(host)) return operators_.company(*entry).name;
  return suffixes_.registered_domain(host);
}

Division Groups::divide(const std::vector<std::string>& hosts) const { return {*this, hosts}; }

Division::Division(const Groups& groups, const std::vector<std::string>& hosts)
    : groups_(groups), joins_(groups.joined_by_policy_) {
  for (const std::string& host : hosts) {
    const std::vector<std::string> labels = groups_.labels(host);
    for (const std::string& label : labels) joins_.join(labels.front(), label);
  }
  std::map<std::string, std::set<std::string>> members;
  for (const std::string& host : hosts)
    members[joins_.root(groups_.labels(host).front())].insert(groups_.base_name(host));
  for (const auto& [root, names] : members) {
    Group& group = groups_by_root_[root];
    group.parts = names.size();
    for (const std::string& name : names) group.name += (group.name.empty() ? "" : " + ") + name;
  }
}

Membership Division::of(std::string_view host) const {
  Membership membership{groups_.registrable_domain(host), groups_.base_name(host), ties(host)};
  for (const std::string& label : groups_.labels(host)) {
    const auto found = groups_by_root_.find(joins_.root(label));
    if (found == groups_by_root_.end()) continue;
    membership.group = found->second.name;
    break;
  }
  return membership;
}

std::vector<std::string> Division::ties(std::string_view host) const {
  std::vector<std::string> ties;
  if (const Operator* entry = groups_.operators_.of(host)) {
    std::string owners;
    for (const Operator* owner : groups_.operators_.chain(*entry))
      owners += (owners.empty() ? "" : ", of ") + owner->name;
    ties.push_back(std::move(owners));
  } else if (std::string registered = groups_.suffixes_.registered_domain(host);
             registered != groups_.registrable_domain(host)) {
    ties.push_back("below " + std::move(registered));
  }
  const std::string root = joins_.root(groups_.labels(host).front());
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
