#include "proofs/groups/operators.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace quorate {
namespace {

using Names = std::vector<std::pair<std::string_view, std::size_t>>;

// Sorted first, so that each name goes to the end: that takes a third of the time, at every start of the
// program. Of equal names the first one counts.
template <class Index>
void fill(Index& index, Names names) {
  std::stable_sort(names.begin(), names.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [name, entry] : names) index.emplace_hint(index.end(), name, entry);
}

}  // namespace

Operators::Operators(std::string version, std::vector<Operator> entries, std::vector<SharedHost> shared_hosts)
    : version_(std::move(version)), entries_(std::move(entries)), shared_hosts_(std::move(shared_hosts)) {
  Names ids;
  Names domains;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    ids.emplace_back(entries_[i].id, i);
    for (const std::string& domain : entries_[i].domains) domains.emplace_back(domain, i);
    for (const std::string& name : entries_[i].names) by_name_.emplace(name, i);
    for (const std::string& issuer : entries_[i].issuers) by_issuer_.emplace(issuer, i);
    for (const AddressBlock& block : entries_[i].addresses) by_address_.emplace_back(block, i);
  }
  fill(by_id_, std::move(ids));
  fill(by_domain_, std::move(domains));
  std::sort(by_address_.begin(), by_address_.end(),
            [](const auto& a, const auto& b) { return a.first.first < b.first.first; });
  for (std::size_t i = 0; i < shared_hosts_.size(); ++i) by_shared_host_.emplace(shared_hosts_[i].host, i);
  if (!by_name_.empty()) suffixes_ = SuffixList::builtin();
}

const Operator* Operators::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &entries_[found->second];
}

const Operator* Operators::of(std::string_view host) const {
  for (std::string_view name = host; !name.empty(); name = name_above(name))
    if (const auto found = by_domain_.find(name); found != by_domain_.end()) return &entries_[found->second];
  if (!suffixes_) return nullptr;
  const NamedLabels labels = named_labels(*suffixes_, host);
  for (const std::string_view label : {labels.registered, labels.top_level})
    if (const auto found = by_name_.find(label); found != by_name_.end()) return &entries_[found->second];
  return nullptr;
}

const Operator* Operators::at(const Address& address) const {
  const auto behind =
      std::upper_bound(by_address_.begin(), by_address_.end(), address,
                       [](const Address& wanted, const auto& entry) { return wanted < entry.first.first; });
  if (behind == by_address_.begin() || !holds(std::prev(behind)->first, address)) return nullptr;
  return &entries_[std::prev(behind)->second];
}

const Operator* Operators::issuing(std::string_view organisation) const {
  const auto found = by_issuer_.find(organisation);
  return found == by_issuer_.end() ? nullptr : &entries_[found->second];
}

std::vector<const Operator*> Operators::chain(const Operator& entry) const {
  std::vector<const Operator*> chain{&entry};
  // No longer than the table, so that even a loop would end.
  while (chain.size() < entries_.size()) {
    const Operator* owner = find(chain.back()->parent);
    if (owner == nullptr) break;
    chain.push_back(owner);
  }
  return chain;
}

std::string_view Operators::shared_above(std::string_view host) const {
  for (host = name_above(host); !host.empty(); host = name_above(host))
    if (const auto found = by_shared_host_.find(host); found != by_shared_host_.end()) return found->first;
  return {};
}

NamedLabels named_labels(const SuffixList& suffixes, std::string_view host) {
  const std::size_t length = suffixes.registered_domain(host).size();
  const std::string_view registered = host.substr(host.size() - length);
  return {registered.substr(0, registered.find('.')), host.substr(host.rfind('.') + 1)};
}

bool covers(std::string_view domain, std::string_view host) {
  if (!host.ends_with(domain)) return false;
  return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

std::string_view name_above(std::string_view host) {
  const std::size_t dot = host.find('.');
  return dot == host.npos ? std::string_view() : host.substr(dot + 1);
}

}  // namespace quorate
