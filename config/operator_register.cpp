#include "config/operator_register.hpp"

#include "proofs/identity/host.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace quorate {
namespace {

template <class Map>
bool has_label_in(const Map& names, std::string_view domain) {
  while (!domain.empty()) {
    const std::size_t dot = std::min(domain.find('.'), domain.size());
    if (names.contains(domain.substr(0, dot))) return true;
    domain.remove_prefix(std::min(dot + 1, domain.size()));
  }
  return false;
}

}  // namespace

Register::Register(const Operators& known, std::vector<WrittenOperator> written)
    : written_(std::move(written)), known_(known.entries().size()), all_(known.entries()) {
  for (const WrittenOperator& added : written_) all_.push_back(added.entry);
}

Result<void> Register::check() {
  if (const auto checked = check_names(); !checked) return checked;
  if (const auto checked = check_parents(); !checked) return checked;
  if (const auto checked = check_domains(); !checked) return checked;
  if (const auto checked = check_labels(); !checked) return checked;
  if (const auto checked = check_addresses(); !checked) return checked;
  if (const auto checked = check_issuers(); !checked) return checked;
  return check_purpose();
}

Result<void> Register::check_names() {
  std::map<std::string, std::string> names;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    const Operator& entry = all_[i];
    const bool free_id = by_id_.emplace(entry.id, i).second;
    const auto [name, free_name] = names.emplace(entry.name, entry.id);
    if (i < known_) continue;
    const WrittenOperator& added = written_[i - known_];
    if (!free_id)
      return error_at(added.id->place,
                      "the id " + entry.id + " is taken by another entry; choose another one");
    if (!free_name)
      return error_at(added.name->place, "the name \"" + entry.name + "\" is taken by " + name->second +
                                             "; reports could not tell the two apart");
  }
  return {};
}

bool Register::owns_itself(const Operator& entry) const {
  const Operator* owner = &entry;
  for (std::size_t steps = 0; steps <= all_.size() && !owner->parent.empty(); ++steps) {
    if (owner->parent == entry.id) return true;
    owner = &all_[by_id_.find(owner->parent)->second];
  }
  return false;
}

Result<void> Register::check_parents() const {
  for (const WrittenOperator& added : written_)
    if (added.parent != nullptr && by_id_.find(added.entry.parent) == by_id_.end())
      return error_at(added.parent->place, "no entry has the id \"" + added.entry.parent +
                                               "\"; add the owner as an entry of its own");
  for (const WrittenOperator& added : written_)
    if (owns_itself(added.entry))
      return error_at(added.parent->place, added.entry.id + " would own itself, by way of its parents");
  return {};
}

const std::string& Register::company_of(std::size_t entry) const {
  while (!all_[entry].parent.empty()) entry = by_id_.find(all_[entry].parent)->second;
  return all_[entry].id;
}

Result<void> Register::check_domains() {
  for (std::size_t i = 0; i < all_.size(); ++i) {
    for (std::size_t d = 0; d < all_[i].domains.size(); ++d) {
      const std::string& domain = all_[i].domains[d];
      const YamlPlace* place = i < known_ ? nullptr : &written_[i - known_].domains->items[d].place;
      const auto [claim, free] = claims_.emplace(domain, Claim{i, place});
      if (free) continue;
      if (claim->second.entry == i)
        return error_at(*place, domain + " stands twice under " + all_[i].id + "; remove one");
      return error_at(*place, domain + " is a domain of " + all_[claim->second.entry].id + " already, and " +
                                  all_[i].id + " claims it, too; a domain has one operator");
    }
  }
  for (const auto& [domain, claim] : claims_)
    if (const auto checked = check_nesting(domain, claim); !checked) return checked;
  return {};
}

Result<void> Register::check_nesting(std::string_view domain, const Claim& claim) const {
  for (std::string_view above = name_above(domain); !above.empty(); above = name_above(above)) {
    const auto found = claims_.find(above);
    if (found == claims_.end()) continue;
    const Claim& upper = found->second;
    const YamlPlace* place = claim.place == nullptr ? upper.place : claim.place;
    if (place == nullptr) continue;  // both were known
    const std::string pair =
        std::string(domain) + " of " + all_[claim.entry].id + " lies below " + std::string(above);
    if (upper.entry == claim.entry) return error_at(*place, pair + ", which covers it; remove it");
    if (company_of(upper.entry) != company_of(claim.entry))
      return error_at(*place, pair + " of " + all_[upper.entry].id +
                                  ", and the two belong to different companies; one of the claims is wrong");
  }
  return {};
}

// A domain goes before a name when an operator is looked up; so one that another company claims would be
// taken out of the group of the company that has the name.
Result<void> Register::check_labels() const {
  std::map<std::string, Claim, std::less<>> names;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    for (std::size_t n = 0; n < all_[i].names.size(); ++n) {
      const std::string& name = all_[i].names[n];
      const YamlPlace* place = i < known_ ? nullptr : &written_[i - known_].names->items[n].place;
      const auto [claim, free] = names.emplace(name, Claim{i, place});
      if (!free)
        return error_at(*place, "the name " + name + " is one of " + all_[claim->second.entry].id +
                                    " already; a name has one operator, and stands once");
    }
  }
  if (names.empty()) return {};
  const SuffixList suffixes = SuffixList::builtin();
  for (const auto& [domain, claim] : claims_) {
    if (!has_label_in(names, domain)) continue;  // most have none, and asking for the suffix takes long
    const NamedLabels labels = named_labels(suffixes, domain);
    for (const std::string_view label : {labels.registered, labels.top_level}) {
      const auto name = names.find(label);
      if (name == names.end() || company_of(name->second.entry) == company_of(claim.entry)) continue;
      const YamlPlace* place = claim.place == nullptr ? name->second.place : claim.place;
      if (place == nullptr) continue;  // both were known
      return error_at(*place, domain + " of " + all_[claim.entry].id + " is covered by the name " +
                                  std::string(label) + " of " + all_[name->second.entry].id +
                                  ", and the two belong to different companies; one of the claims is wrong");
    }
  }
  return {};
}

// The later of two in the table is told: at least that one was written.
Result<void> Register::check_addresses() const {
  struct Claimed {
    AddressBlock block;
    std::size_t entry;
    std::size_t item;
  };
  std::vector<Claimed> claimed;
  for (std::size_t i = 0; i < all_.size(); ++i)
    for (std::size_t item = 0; item < all_[i].addresses.size(); ++item)
      claimed.push_back({all_[i].addresses[item], i, item});
  std::stable_sort(claimed.begin(), claimed.end(),
                   [](const Claimed& a, const Claimed& b) { return a.block.first < b.block.first; });
  for (std::size_t i = 1; i < claimed.size(); ++i) {
    const Claimed& lower = claimed[i - 1];
    const Claimed& upper = claimed[i];
    if (!overlap(lower.block, upper.block)) continue;
    const Claimed& later = upper.entry < lower.entry ? lower : upper;
    const WrittenOperator& added = written_[later.entry - known_];
    return error_at(added.addresses->items[later.item].place,
                    "these addresses of " + all_[later.entry].id + " overlap with others of " +
                        all_[lower.entry == later.entry ? upper.entry : lower.entry].id +
                        "; an address has one operator, and stands once");
  }
  return {};
}

Result<void> Register::check_issuers() const {
  std::map<std::string_view, std::size_t> claims;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    for (std::size_t item = 0; item < all_[i].issuers.size(); ++item) {
      const auto [claim, free] = claims.emplace(all_[i].issuers[item], i);
      if (free) continue;
      return error_at(written_[i - known_].issuers->items[item].place,
                      "the issuer \"" + all_[i].issuers[item] + "\" is claimed by " + all_[claim->second].id +
                          " already; an issuer has one operator, and stands once");
    }
  }
  return {};
}

// An entry without domains is there to own others. A name that reads like a host must be one of its own: else
// its group and the group of that host would have the same name.
Result<void> Register::check_purpose() const {
  std::set<std::string_view> owners;
  for (const Operator& entry : all_) owners.insert(entry.parent);
  for (const WrittenOperator& added : written_) {
    const Operator& entry = added.entry;
    if (entry.domains.empty() && owners.count(entry.id) == 0)
      return error_at(added.domains->place, entry.id + " has no domains and owns nobody; remove it");
    const YamlNode* sign = added.addresses != nullptr ? added.addresses : added.issuers;
    if (entry.domains.empty() && sign != nullptr)
      return error_at(sign->place, entry.id + " has no domain, so these can be of no host's group; add one");
    if (entry.domains.empty() && added.names != nullptr)
      return error_at(added.names->place, entry.id + " has names and no domain; add the one that it uses");
    const auto host = canonical_host(entry.name);
    if (!host) continue;
    const auto covers_name = [&](const std::string& domain) { return covers(domain, *host); };
    if (std::none_of(entry.domains.begin(), entry.domains.end(), covers_name))
      return error_at(added.name->place, "the name \"" + entry.name +
                                             "\" is a host's, but none of its domains covers that host");
  }
  return {};
}

}  // namespace quorate
