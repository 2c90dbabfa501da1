#include "config/target/exclusions.hpp"

#include "config/target/records.hpp"
#include "proofs/groups/operators.hpp"

namespace quorate {

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
      exclusions.accounts_.insert(account->uri());
    }
  };
  RecordSplitter splitter(InputFormat::plain);
  splitter.feed(bytes, take);
  splitter.finish(take);
  if (error) return *error;
  return exclusions;
}

std::optional<std::string> Exclusions::covering(const Account& account) const {
  if (accounts_.count(account.uri()) != 0) return account.uri();
  if (domains_.empty()) return std::nullopt;
  for (std::string_view name = account.host(); !name.empty(); name = name_above(name))
    if (domains_.count(name) != 0) return std::string(name);
  return std::nullopt;
}

std::optional<std::string> Exclusions::covering(const std::vector<Account>& accounts) const {
  for (const Account& account : accounts)
    if (auto entry = covering(account)) return entry;
  return std::nullopt;
}

}  // namespace quorate
