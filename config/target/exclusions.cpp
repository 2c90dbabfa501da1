#include "config/target/exclusions.hpp"

#include "config/target/records.hpp"
#include "proofs/groups/operators.hpp"
#include "proofs/identity/host.hpp"

#include <algorithm>

namespace quorate {
namespace {

// Of any URI that names one: what stands for the authority (RFC 3986 section 3.2), or behind an @ as in
// mailto:.
std::string_view host_of_uri(std::string_view uri) {
  uri.remove_prefix(std::min(uri.size(), uri.find(':') + 1));
  const bool has_authority = uri.starts_with("//");
  if (has_authority) uri.remove_prefix(2);
  uri = uri.substr(0, uri.find_first_of("/?#;"));
  const std::size_t user_end = uri.rfind('@');
  if (user_end != uri.npos) uri.remove_prefix(user_end + 1);
  return has_authority ? uri.substr(0, uri.find(':')) : uri;
}

// Most services take both for the same page.
std::string_view without_slash(const Account& account) {
  std::string_view uri = account.uri();
  if (account.kind() == AccountKind::page)
    while (uri.ends_with('/')) uri.remove_suffix(1);
  return uri;
}

}  // namespace

Result<Exclusions> Exclusions::load(std::string_view file, std::string_view bytes) {
  Exclusions exclusions;
  std::optional<Error> error;
  const auto take = [&](const Record& record) {
    std::string_view entry = record.bytes;
    while (entry.ends_with(' ') || entry.ends_with('\t')) entry.remove_suffix(1);
    const auto account = account_from_typed(entry);
    if (error) return;
    if (!account || record.too_long) {
      error = Error{Code::bad_config, std::string(file) + ":" + std::to_string(record.line) + ": " +
                                          (account ? "too long" : account.error().detail)};
    } else if (entry.find(':') == entry.npos) {
      exclusions.domains_.insert(account->host());
    } else {
      exclusions.accounts_.emplace(without_slash(*account), record.line);
    }
  };
  RecordSplitter splitter(InputFormat::plain);
  splitter.feed(bytes, take);
  splitter.finish(take);
  if (error) return *error;
  return exclusions;
}

std::vector<std::uint64_t> Exclusions::not_described(const Services& services) const {
  std::vector<std::uint64_t> lines;
  for (const auto& [uri, line] : accounts_) {
    const auto account = Account::parse(uri);
    if (!account || matching_services(*account, services).empty()) lines.push_back(line);
  }
  return lines;
}

std::optional<std::string> Exclusions::covering_host(std::string_view host) const {
  if (domains_.empty()) return std::nullopt;
  for (std::string_view name = host; !name.empty(); name = name_above(name))
    if (domains_.count(name) != 0) return std::string(name);
  return std::nullopt;
}

std::optional<std::string> Exclusions::covering(const Account& account) const {
  if (const auto found = accounts_.find(without_slash(account)); found != accounts_.end())
    return found->first;
  return covering_host(account.host());
}

std::optional<std::string> Exclusions::covering(const Contact& contact) const {
  for (const Account& account : contact.accounts)
    if (auto entry = covering(account)) return entry;
  if (!contact.subject) return std::nullopt;
  if (const auto account = account_from_typed(*contact.subject)) return covering(*account);
  const auto host = canonical_host(host_of_uri(*contact.subject));
  return host ? covering_host(*host) : std::nullopt;
}

}  // namespace quorate
