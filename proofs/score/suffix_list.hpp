// Turns host names into registrable domains by the Public Suffix List, its private section included.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace quorate {

// The suffix list that libpsl was built with. Cheap to copy.
class SuffixList {
 public:
  static SuffixList builtin();

  // "alice.github.io" for "www.alice.github.io". A host that is itself a public suffix is its own registrable
  // domain, so that two of its tenants never share a group with it by accident. `host` must be canonical.
  std::string registrable_domain(std::string_view host) const;
  // For --version, for example "2023-02-09".
  std::string version() const;

 private:
  explicit SuffixList(std::shared_ptr<const void> list) : list_(std::move(list)) {}
  std::shared_ptr<const void> list_;
};

}  // namespace quorate
