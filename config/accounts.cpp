#include "config/accounts.hpp"

#include <algorithm>
#include <string>

namespace quorate {
namespace {

Result<Account> read_account(const YamlNode& node) {
  const auto text = read_string(node, "an account");
  if (!text) return text.error();
  auto account = Account::parse(*text);
  if (account) return account;
  const auto meant = account_from_typed(*text);
  return error_at(node.place, account.error().detail + (meant ? "; write " + meant->uri() : std::string()));
}

}  // namespace

Result<std::vector<Account>> read_accounts(const YamlNode& node, std::string_view what, Range range) {
  const auto items = read_list(node, what, range);
  if (!items) return items.error();
  std::vector<Account> accounts;
  for (const YamlNode& item : *items) {
    auto account = read_account(item);
    if (!account) return account.error();
    if (std::find(accounts.begin(), accounts.end(), *account) != accounts.end())
      return error_at(item.place,
                      account->uri() + " stands twice under " + std::string(what) + "; remove one");
    accounts.push_back(std::move(*account));
  }
  return accounts;
}

}  // namespace quorate
