// Account: one place where a person has a profile, as a canonical URI (docs/statement.md, "Account URIs").
#pragma once

#include "proofs/result.hpp"

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

enum class AccountKind {
  site,  // https://HOST/      a personal site's root
  page,  // https://HOST/PATH  a profile page
  mimi,  // mimi://HOST, mimi://HOST/u/NAME and the other mimi: kinds
  dns,   // dns:HOST
  acct,  // acct:NAME@HOST (RFC 7565)
  xmpp,  // xmpp:NAME@HOST (RFC 5122, bare JID)
};

std::string_view text(AccountKind kind);

// Two spellings of one account are one URI, so accounts are compared by their bytes.
class Account {
 public:
  // Accepts only the canonical spelling; what is accepted says nothing about whether a service knows such
  // accounts. Errors: bad_uri, with what is wrong and where.
  static Result<Account> parse(std::string_view uri);

  const std::string& uri() const { return uri_; }
  AccountKind kind() const { return kind_; }
  const std::string& host() const { return host_; }
  // What follows the host, with its leading slash: "/alice", "/u/alice", "/" for a site, "" where there is
  // none.
  const std::string& path() const { return path_; }
  // NAME of acct: and xmpp: accounts, and the last segment of a mimi: URI; else empty.
  const std::string& name() const { return name_; }

  friend bool operator==(const Account& a, const Account& b) { return a.uri_ == b.uri_; }
  friend std::strong_ordering operator<=>(const Account& a, const Account& b) { return a.uri_ <=> b.uri_; }

 private:
  Account() = default;
  std::string uri_;
  std::string host_;
  std::string path_;
  std::string name_;
  AccountKind kind_ = AccountKind::site;
};

// The account that a person means: a bare domain is its site, host names are brought to their canonical form
// (upper case, U-labels), "https://HOST" gets its slash. Everything else must be canonical. Errors: bad_uri.
Result<Account> account_from_typed(std::string_view typed);

// Whether `uri` is a URI with a scheme and without white space or control characters (RFC 3986 section 3,
// loosely); mimi: URIs must be canonical. Used for `sub`. Errors: bad_uri.
Result<void> check_subject(std::string_view uri);

}  // namespace quorate
