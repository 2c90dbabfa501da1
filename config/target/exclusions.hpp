// Exclusions: whom a scan leaves alone, by an opt-out list of domains and accounts.
#pragma once

#include "config/contact.hpp"
#include "proofs/identity/account.hpp"
#include "proofs/result.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

class Exclusions {
 public:
  Exclusions() = default;  // leaves nobody out

  // One entry a line: a domain, which covers every name below it, or an account URI. Empty lines and lines
  // that begin with # are passed over. Errors: bad_config with the line.
  static Result<Exclusions> load(std::string_view file, std::string_view bytes);

  bool empty() const { return domains_.empty() && accounts_.empty(); }
  // The entry that covers the account; nothing where none does.
  std::optional<std::string> covering(const Account& account) const;
  // The same for the first of the contact's accounts that is covered, else for its subject: as an account,
  // where it is one, and by the host that it names.
  std::optional<std::string> covering(const Contact& contact) const;

 private:
  std::optional<std::string> covering_host(std::string_view host) const;

  std::set<std::string, std::less<>> domains_;
  std::set<std::string, std::less<>> accounts_;
};

}  // namespace quorate
