// Turns a contact file into a Contact: what the relying party already knows of a person.
#pragma once

#include "config/policy.hpp"
#include "proofs/identity/account.hpp"
#include "proofs/identity/key.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

inline constexpr std::uint32_t max_contact_accounts =
    32;  // as many as a statement can name (statement.md section 1)

struct Contact {
  std::string name;                    // for people; may be empty
  std::optional<std::string> subject;  // the URI that a key must speak for
  std::optional<KeyName> key;
  std::optional<PublicKey> public_key;        // where the file holds the key itself; `key` is then its kid
  std::vector<Account> accounts;              // the anchored ones, 1 to 32, each once
  std::map<std::string, std::string> logins;  // of accounts, by URI: the operator by whom their owner logs in
  std::optional<Policy> policy;               // written in the contact file
  std::optional<std::string> policy_file;     // or the path of its own file, as it stands there
  std::vector<std::string> statements;        // known tokens, not looked into
};

//   name: TEXT?            subject: URI?
//   key: KID URN | 70 hexadecimal digits (Keybase) | {kty: OKP, crv: Ed25519, x: ...}   (optional)
//   accounts: [URI | {uri: URI, login: OPERATOR}, ...]   canonical; whether the operator exists is not
//   checked policy: {...} | PATH   (optional) statements: [JWS, ...] (optional)
// Errors: bad_config with the place.
Result<Contact> load_contact(std::string_view file, std::string_view bytes);

}  // namespace quorate
