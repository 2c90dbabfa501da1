// Statement, Revocation and their verification: turns a compact JWS into what a key said (docs/statement.md).
#pragma once

#include "proofs/identity/account.hpp"
#include "proofs/identity/key.hpp"
#include "proofs/verdict.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace quorate {

using UnixTime = std::int64_t;  // seconds since 1970-01-01T00:00:00Z

// A device key that a statement vouches for: a claim of the statement's key, not of the device's.
struct ClientKey {
  std::string uri;
  PublicKey key;
};

//   BASE64URL(header) "." BASE64URL(claims) "." BASE64URL(signature)
//   header
//   {"typ":"cross-signature+jwt","alg":"EdDSA"|"ES256","jwk":{...},"kid":"urn:ietf:params:oauth:jwk-thumbprint:sha-256:..."}
//   claims  {"iss":KID,"sub":URI,"iat":S,"exp":S,"seq":N,"accounts":[URI..],
//            "retired":[URI..]?,"clients":[{"uri":URI,"jwk":{...}}..]?,"next":KID?,"prev":KID?}
struct Statement {
  PublicKey key;
  std::string kid;
  std::string subject;
  UnixTime issued_at = 0;
  UnixTime expires_at = 0;
  std::uint32_t seq = 0;
  std::vector<Account> accounts;
  std::vector<Account> retired;
  std::vector<ClientKey> clients;
  std::optional<std::string> next;
  std::optional<std::string> prev;
  std::vector<std::string> unknown_claims;  // names, kept for the report
  std::string payload;                      // the decoded claims, byte for byte
  std::string token;                        // the compact JWS as it was found

  bool lists(const Account& account) const;
  bool retires(const Account& account) const;
};

//   header  as above with "typ":"cross-signature-revocation+jwt"; claims
//   {"iss":KID,"sub":URI,"iat":S,"reason":TEXT?}
struct Revocation {
  PublicKey key;
  std::string kid;
  std::string subject;
  UnixTime issued_at = 0;
  std::string reason;
  std::string token;
};

// A statement or revocation whose signature and claims hold; only `verify_token` makes one. Copies share what
// they hold, which never changes.
template <class T>
class Verified {
 public:
  const T& operator*() const { return *value_; }
  const T* operator->() const { return value_.get(); }

 private:
  friend struct TokenVerifier;
  explicit Verified(T value) : value_(std::make_shared<const T>(std::move(value))) {}
  std::shared_ptr<const T> value_;
};
using VerifiedStatement = Verified<Statement>;
using VerifiedRevocation = Verified<Revocation>;

// A token that failed a check that needs neither clock nor context.
struct RejectedToken {
  Reason reason = Reason::none;
  std::string detail;
};

using VerifiedToken = std::variant<VerifiedStatement, VerifiedRevocation, RejectedToken>;

// Checks encoding, header, kid, signature and claims, in this order; the first failure is the reason. `token`
// is untrusted. Subject, account, dates, revocation and rivals are for `judge`.
VerifiedToken verify_token(std::string_view token);

// SPEC: statement.md section 1: a token may be issued this many seconds after the reader's clock.
inline constexpr UnixTime clock_tolerance = 300;

}  // namespace quorate
