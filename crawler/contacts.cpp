#include "crawler/contacts.hpp"

#include "crawler/files.hpp"
#include "crawler/key_file.hpp"
#include "proofs/formats/statement.hpp"

#include <algorithm>
#include <filesystem>

namespace quorate {
namespace {

constexpr std::size_t max_contact_bytes = 1024 * 1024;  // a contact with 32 accounts and some statements

// An account URI has a scheme; everything else is a file if there is one of that name, else a domain.
bool is_contact_file(const std::string& target) {
  for (const std::string_view scheme : {"https:", "http:", "mimi:", "dns:", "acct:", "xmpp:"})
    if (target.starts_with(scheme)) return false;
  std::error_code ignored;
  const bool looks_like_file =
      target.ends_with(".yaml") || target.ends_with(".yml") || target.find('/') != target.npos;
  return looks_like_file || std::filesystem::is_regular_file(target, ignored);
}

struct ExpectedKey {
  KeyName name;
  std::optional<PublicKey> key;
};

Result<ExpectedKey> read_expected_key(const std::string& text) {
  if (parse_kid(text)) return ExpectedKey{{KeyKind::native, text}, {}};
  if (is_keybase_kid(text)) return ExpectedKey{{KeyKind::keybase, text}, {}};
  if (text.starts_with("urn:")) return Error{Code::bad_argument, "--key: " + parse_kid(text).error().detail};
  const auto key = read_public_key(text);
  if (!key) return Error{Code::bad_argument, "--key: " + key.error().detail};
  return ExpectedKey{{KeyKind::native, kid(*key)}, *key};
}

Result<void> expect_key(Contact& contact, const ExpectedKey& expected) {
  if (contact.key && *contact.key != expected.name)
    return Error{Code::bad_argument,
                 "--key names " + expected.name.id + ", the contact file " + contact.key->id};
  contact.key = expected.name;
  if (expected.key) contact.public_key = expected.key;
  return {};
}

Result<void> check_logins(const Contact& contact, const Operators& operators) {
  for (const auto& [account, id] : contact.logins)
    if (operators.find(id) == nullptr)
      return Error{Code::bad_config, account + ": \"login\" names " + id +
                                         ", and no operators file has such an entry; add it, or remove it"};
  return {};
}

}  // namespace

Result<Policy> read_policy_file(const std::string& file) {
  const auto bytes = read_file(file, max_contact_bytes);
  if (!bytes) return bytes.error();
  return load_policy(file, *bytes);
}

Result<Contact> read_contact_file(const std::string& file) {
  const auto bytes = read_file(file, max_contact_bytes);
  if (!bytes) return bytes.error();
  auto contact = load_contact(file, *bytes);
  if (!contact) return contact;
  if (const auto checked = check_statements(*contact, file); !checked) return checked.error();
  if (!contact->policy_file) return contact;
  const auto policy =
      read_policy_file((std::filesystem::path(file).parent_path() / *contact->policy_file).string());
  if (!policy) return policy.error();
  contact->policy = *policy;
  return contact;
}

Result<void> check_statements(const Contact& contact, std::string_view file) {
  for (const std::string& token : contact.statements) {
    const VerifiedToken verified = verify_token(token);
    if (const auto* rejected = std::get_if<RejectedToken>(&verified))
      return Error{Code::bad_config, std::string(file) + ": one of its statements does not hold: " +
                                         std::string(text(rejected->reason)) + ": " + rejected->detail};
  }
  return {};
}

Result<void> check_policy(const Contact& contact, const Operators& operators) {
  if (!contact.policy) return {};
  if (const auto checked = check_operators(*contact.policy, operators); !checked) return checked;
  return check_required(*contact.policy, contact.accounts);
}

Result<std::vector<Contact>> read_contacts(const CheckCommand& command, const Operators& operators) {
  std::vector<Contact> contacts;
  Contact typed;  // all accounts of the command line are one person's
  for (const std::string& target : command.targets) {
    if (is_contact_file(target)) {
      auto contact = read_contact_file(target);
      if (!contact) return contact.error();
      contacts.push_back(std::move(*contact));
      continue;
    }
    auto account = account_from_typed(target);
    if (!account)
      return Error{Code::bad_argument,
                   "\"" + target + "\" is neither a contact file nor an account: " + account.error().detail};
    if (std::find(typed.accounts.begin(), typed.accounts.end(), *account) == typed.accounts.end())
      typed.accounts.push_back(std::move(*account));
  }
  if (typed.accounts.size() > max_contact_accounts)
    return Error{Code::bad_argument,
                 "more than 32 accounts; a contact names those that you know to be the person's"};
  if (!typed.accounts.empty()) contacts.push_back(std::move(typed));

  if (!command.key.empty()) {
    const auto expected = read_expected_key(command.key);
    if (!expected) return expected.error();
    for (Contact& contact : contacts)
      if (const auto done = expect_key(contact, *expected); !done) return done.error();
  }
  if (!command.policy.empty()) {
    const auto policy = read_policy_file(command.policy);
    if (!policy) return policy.error();
    for (Contact& contact : contacts) contact.policy = *policy;
  }
  for (const Contact& contact : contacts) {
    if (const auto checked = check_policy(contact, operators); !checked) return checked.error();
    if (const auto checked = check_logins(contact, operators); !checked) return checked.error();
  }
  return contacts;
}

}  // namespace quorate
