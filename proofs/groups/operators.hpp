// Operators: who runs which hosts, and who owns whom.
#pragma once

#include "proofs/groups/address.hpp"
#include "proofs/score/suffix_list.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quorate {

struct Operator {
  // What it is for the sites of others: a CDN has no accounts of its own, and delivers what they hold.
  enum class Business : std::uint8_t { service, cdn };

  std::string id;
  std::string name;                  // for people
  std::string parent;                // id of its owner; empty: it owns itself
  std::vector<std::string> domains;  // each covers itself and every name below it
  // Labels that are its name below every registry: "amazon" covers amazon.de, amazon.com.au and names below
  // .amazon, and what is below these. A stranger's among them only costs a confirmation.
  std::vector<std::string> names;
  Business business = Business::service;
  std::vector<AddressBlock> addresses;  // that it publishes as its own
  std::vector<std::string> issuers;     // organisations by which certificates name it as their issuer
};

// A host below which others have names of their own, although the Public Suffix List may not say so.
struct SharedHost {
  std::string host;
  std::string why;  // for people
};

class Operators {
 public:
  Operators() = default;
  // Trusted, and checked by load_operators: ids, domains and names are unique and canonical, parents exist
  // and form no loop, a domain below another one or of a name is the same company's, every shared host is
  // covered by a domain, and addresses and issuers belong to one entry, which has a domain. Throws as
  // SuffixList does.
  Operators(std::string version, std::vector<Operator> entries, std::vector<SharedHost> shared_hosts);

  const std::string& version() const { return version_; }
  const std::vector<Operator>& entries() const { return entries_; }
  const std::vector<SharedHost>& shared_hosts() const { return shared_hosts_; }

  // Null where there is no entry of that id. The pointer lives as long as this table.
  const Operator* find(std::string_view id) const;
  // The entry with the longest domain that covers the host, else the one whose name it has by the suffix list
  // without its private section; null where there is none.
  const Operator* of(std::string_view host) const;
  // The entry that publishes the address; null where none does.
  const Operator* at(const Address& address) const;
  // The entry of an issuer of certificates, by its organisation's name, byte for byte; null where none has
  // it.
  const Operator* issuing(std::string_view organisation) const;
  // The entry, its owner, the owner's owner: the last one is the company that counts.
  std::vector<const Operator*> chain(const Operator& entry) const;
  const Operator& company(const Operator& entry) const { return *chain(entry).back(); }
  // The longest shared host that lies above `host`; empty where none does. No host lies above itself.
  std::string_view shared_above(std::string_view host) const;

 private:
  using Index = std::map<std::string, std::size_t, std::less<>>;
  std::string version_;
  std::vector<Operator> entries_;
  std::vector<SharedHost> shared_hosts_;
  Index by_id_;
  Index by_domain_;
  Index by_name_;
  std::optional<SuffixList> suffixes_;  // there if any entry has names
  Index by_shared_host_;
  Index by_issuer_;
  std::vector<std::pair<AddressBlock, std::size_t>> by_address_;  // ascending, without overlaps
};

// The labels that may be somebody's name below every registry: the first one of the domain that was
// registered, and the top level, which may be a company's own. `host` must be canonical; the views are into
// it.
struct NamedLabels {
  std::string_view registered;
  std::string_view top_level;
};
NamedLabels named_labels(const SuffixList& suffixes, std::string_view host);
// Whether `domain` is `host` itself or lies above it. Both canonical.
bool covers(std::string_view domain, std::string_view host);
// The name above a host: "b.c" for "a.b.c", nothing for a single label.
std::string_view name_above(std::string_view host);

}  // namespace quorate
