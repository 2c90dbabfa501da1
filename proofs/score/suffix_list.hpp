// Turns host names into registrable domains by the Public Suffix List, its private section included.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace quorate {

// The suffix list that libpsl was built with. Cheap to copy.
class SuffixList {
 public:
  // Throws std::runtime_error where libpsl was built without a list: without one every host would look
  // independent of every other.
  static SuffixList builtin();

  // "alice.github.io" for "www.alice.github.io". A host that is itself a public suffix is its own registrable
  // domain, so that it and its tenants never share a group by accident. Names under a top level that the list
  // does not know follow its default rule: the last label is the suffix. `host` must be canonical.
  std::string registrable_domain(std::string_view host) const;
  // "github.io" for "www.alice.github.io": the domain that somebody registered with a registry, by the list
  // without its private section. Whoever holds it holds every name below it. Otherwise as above.
  std::string registered_domain(std::string_view host) const;
  // The day on which the list was made, for --version: "2023-02-09".
  std::string version() const;

 private:
  explicit SuffixList(std::shared_ptr<const void> list) : list_(std::move(list)) {}
  std::shared_ptr<const void> list_;
};

}  // namespace quorate
