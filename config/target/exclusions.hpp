// Exclusions: whom a scan leaves alone, by an opt-out list of domains and accounts.
#pragma once

#include "config/contact.hpp"
#include "config/services.hpp"
#include "proofs/identity/account.hpp"
#include "proofs/result.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

class Exclusions {
 public:
  Exclusions() = default;  // leaves nobody out

  // One entry a line: a domain, which covers every name below it, or an account URI, with or without a slash
  // at the end of its path. Empty lines and lines that begin with # are passed over. Errors: bad_config with
  // the line.
  static Result<Exclusions> load(std::string_view file, std::string_view bytes);

  bool empty() const { return domains_.empty() && accounts_.empty(); }
  // The lines of accounts that no entry of the services describes, in no order: they cover only what is spelt
  // the same, and whoever wrote "acct:alice@social.example" may mean "https://social.example/@alice".
  std::vector<std::uint64_t> not_described(const Services& services) const;
  // The entry that covers the account; nothing where none does.
  std::optional<std::string> covering(const Account& account) const;
  // The same for the first of the contact's accounts that is covered, else for its subject: as an account,
  // where it is one, and by the host that it names.
  std::optional<std::string> covering(const Contact& contact) const;

 private:
  std::optional<std::string> covering_host(std::string_view host) const;

  std::set<std::string, std::less<>> domains_;
  std::map<std::string, std::uint64_t, std::less<>> accounts_;  // and their lines
};

}  // namespace quorate
