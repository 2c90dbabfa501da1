#include "proofs/identity/account.hpp"

#include "proofs/encoding/utf8.hpp"
#include "proofs/identity/host.hpp"
#include "proofs/identity/mimi.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace quorate {
namespace {

constexpr std::string_view https = "https://";
constexpr std::string_view mimi = "mimi://";
constexpr std::string_view dns = "dns:";
constexpr std::string_view acct = "acct:";
constexpr std::string_view xmpp = "xmpp:";
constexpr std::size_t max_uri_bytes = 2048;
constexpr std::size_t max_name_bytes = 128;

Error bad_account(std::string_view why) { return {Code::bad_uri, "account URI: " + std::string(why)}; }

// RFC 3986 section 3.3, without percent-encodings.
constexpr std::array<bool, 256> pchars = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "-._~!$&'()*+,;=:@"))
    table[static_cast<unsigned char>(c)] = true;
  return table;
}();
bool is_pchar(char c) { return pchars[static_cast<unsigned char>(c)]; }

std::optional<int> upper_hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

// pchars, percent-encodings of what is no pchar, and the characters of `also`.
Result<void> check_encoded(std::string_view part, std::string_view also) {
  for (std::size_t i = 0; i < part.size(); ++i) {
    const char c = part[i];
    if (is_pchar(c) || also.find(c) != also.npos) continue;
    if (c != '%') return bad_account("a character that must be percent-encoded stands in the path");
    const auto high = i + 2 < part.size() ? upper_hex(part[i + 1]) : std::nullopt;
    const auto low = high ? upper_hex(part[i + 2]) : std::nullopt;
    if (i + 2 == part.size() || !high || !low)
      return bad_account("a percent sign without two upper-case hexadecimal digits");
    const char decoded = static_cast<char>(*high * 16 + *low);
    if (is_pchar(decoded)) return bad_account("a percent-encoding of a character that needs none");
    if (decoded == '/') return bad_account("an encoded slash (%2F)");
    i += 2;
  }
  return {};
}

Result<void> check_path(std::string_view path) {
  const std::size_t fragment_at = path.find('#');
  if (fragment_at != path.npos) {
    if (const auto checked = check_encoded(path.substr(fragment_at + 1), "/?"); !checked)
      return checked.error();
    path = path.substr(0, fragment_at);
  }
  const std::size_t query_at = path.find('?');
  if (query_at != path.npos) {
    if (const auto checked = check_encoded(path.substr(query_at + 1), "/?"); !checked) return checked.error();
    path = path.substr(0, query_at);
  }
  if (const auto checked = check_encoded(path, "/"); !checked) return checked.error();
  if (path.find("//") != path.npos) return bad_account("an empty path segment (//)");
  for (std::size_t at = 0; at != path.npos;) {
    const std::size_t next = path.find('/', at + 1);
    const std::string_view segment = path.substr(at + 1, next == path.npos ? path.npos : next - at - 1);
    if (segment == "." || segment == "..") return bad_account("a path segment \".\" or \"..\"");
    at = next;
  }
  return {};
}

// unreserved and sub-delims of RFC 3986; XMPP folds case, so its names are lower case here.
Result<void> check_name(std::string_view name, AccountKind kind) {
  if (name.empty()) return bad_account("the name before @ is missing");
  if (name.size() > max_name_bytes) return bad_account("the name before @ is longer than 128 bytes");
  for (const char c : name) {
    if (c == ':' || c == '@' || !is_pchar(c))
      return bad_account("the name before @ has a character outside its grammar");
    if (kind == AccountKind::xmpp && c >= 'A' && c <= 'Z') return bad_account("xmpp: names are lower case");
  }
  return {};
}

}  // namespace

std::string_view text(AccountKind kind) {
  switch (kind) {
    case AccountKind::site:
      return "site";
    case AccountKind::page:
      return "page";
    case AccountKind::mimi:
      return "mimi";
    case AccountKind::dns:
      return "dns";
    case AccountKind::acct:
      return "acct";
    case AccountKind::xmpp:
      return "xmpp";
  }
  return "site";
}

Result<Account> Account::parse(std::string_view uri) {
  if (uri.size() > max_uri_bytes) return bad_account("longer than 2048 bytes");
  Account account;
  account.uri_ = uri;
  if (uri.starts_with(mimi)) {
    const Result<MimiUri> parts = parse_mimi(uri);
    if (!parts) return parts.error();
    account.kind_ = AccountKind::mimi;
    account.host_ = parts->host;
    account.path_ = uri.substr(mimi.size() + parts->host.size());
    if (!parts->names.empty()) account.name_ = parts->names.back();
    return account;
  }
  if (uri.starts_with(https)) {
    const std::string_view rest = uri.substr(https.size());
    const std::size_t host_end = rest.find_first_of("/?#");
    if (host_end == rest.npos || rest[host_end] != '/')
      return bad_account("the slash after the host is missing");
    account.host_ = rest.substr(0, host_end);
    account.path_ = rest.substr(host_end);
    account.kind_ = account.path_ == "/" ? AccountKind::site : AccountKind::page;
    if (account.host_.find('@') != std::string::npos) return bad_account("user information before the host");
    if (const auto checked = check_path(account.path_); !checked) return checked.error();
  } else if (uri.starts_with(dns)) {
    account.kind_ = AccountKind::dns;
    account.host_ = uri.substr(dns.size());
  } else if (uri.starts_with(acct) || uri.starts_with(xmpp)) {
    account.kind_ = uri.starts_with(acct) ? AccountKind::acct : AccountKind::xmpp;
    const std::string_view rest = uri.substr(acct.size());
    const std::size_t at = rest.find('@');
    if (at == rest.npos) return bad_account("NAME@HOST is expected");
    account.name_ = rest.substr(0, at);
    account.host_ = rest.substr(at + 1);
    if (const auto checked = check_name(account.name_, account.kind_); !checked) return checked.error();
  } else {
    return bad_account("the scheme must be https:, mimi:, dns:, acct: or xmpp:");
  }
  if (const auto checked = check_host(account.host_); !checked) return checked.error();
  return account;
}

Result<Account> account_from_typed(std::string_view typed) {
  if (typed.starts_with("http://")) return bad_account("only https: counts, http: can be changed on its way");
  const auto with_host = [&](std::string_view before, std::string_view rest) -> Result<Account> {
    const std::size_t host_end = std::min(rest.find_first_of("/?#"), rest.size());
    const Result<std::string> host = canonical_host(rest.substr(0, host_end));
    if (!host) return host.error();
    std::string path(rest.substr(host_end));
    if (before == https && path.empty()) path = "/";
    return Account::parse(std::string(before) + *host + path);
  };
  for (const std::string_view scheme : {https, mimi, dns})
    if (typed.starts_with(scheme)) return with_host(scheme, typed.substr(scheme.size()));
  for (const std::string_view scheme : {acct, xmpp}) {
    const std::size_t at = typed.find('@');
    if (typed.starts_with(scheme) && at != typed.npos)
      return with_host(typed.substr(0, at + 1), typed.substr(at + 1));
  }
  const bool bare_domain = typed.find_first_of("/:@?#") == typed.npos && typed.find('.') != typed.npos;
  if (bare_domain) return with_host(https, typed);
  return Account::parse(typed);
}

Result<void> check_subject(std::string_view uri) {
  const auto bad = [](std::string_view why) { return Error{Code::bad_uri, "subject: " + std::string(why)}; };
  if (uri.size() > max_uri_bytes) return bad("longer than 2048 bytes");
  if (!is_utf8(uri) || has_control(uri)) return bad("a control character or invalid UTF-8");
  if (uri.find_first_of(" \"<>\\^`{|}") != uri.npos) return bad("a character that no URI may hold");
  const std::size_t colon = uri.find(':');
  if (colon == uri.npos || colon == 0 || colon + 1 == uri.size()) return bad("not a URI with a scheme");
  const std::string_view scheme = uri.substr(0, colon);
  const bool letter_first = scheme.front() >= 'a' && scheme.front() <= 'z';
  const bool rest_fits = std::all_of(scheme.begin(), scheme.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  });
  if (!letter_first || !rest_fits) return bad("the scheme must be lower-case letters, digits, +, - and .");
  if (scheme == "mimi") {
    if (const auto parts = parse_mimi(uri); !parts) return parts.error();
  }
  return {};
}

}  // namespace quorate
