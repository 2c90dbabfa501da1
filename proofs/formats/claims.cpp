#include "proofs/formats/claims.hpp"

#include "proofs/encoding/utf8.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace quorate {
namespace {

// SPEC: statement.md section 1, the table of claims.
constexpr UnixTime earliest_date = 1'000'000'000;             // 2001: smaller numbers are not dates
constexpr UnixTime first_millisecond_date = 100'000'000'000;  // as seconds this would be the year 5138
constexpr UnixTime longest_span = 366 * 86'400;
constexpr std::size_t max_accounts = 32;
constexpr std::size_t max_retired = 64;
constexpr std::size_t max_clients = 64;
constexpr std::size_t max_reason_bytes = 200;
constexpr std::int64_t last_seq = 0xffff'ffff;  // only in a statement that names its successor

constexpr std::array<std::string_view, 10> known_claims = {"iss",      "sub",     "iat",     "exp",  "seq",
                                                           "accounts", "retired", "clients", "next", "prev"};

using Failure = std::optional<RejectedToken>;

RejectedToken bad_claim(std::string why) { return {Reason::malformed_claims, std::move(why)}; }

Failure read_issuer_and_subject(const json::Value& claims, std::string_view kid, std::string& subject) {
  const std::string* iss = claims.find_string("iss");
  if (iss == nullptr || *iss != kid) return bad_claim("iss must be the kid of the header");
  const std::string* sub = claims.find_string("sub");
  if (sub == nullptr) return bad_claim("sub is missing");
  if (const auto checked = check_subject(*sub); !checked) return bad_claim("sub: " + checked.error().detail);
  subject = *sub;
  return std::nullopt;
}

Failure read_date(const json::Value& claims, std::string_view name, UnixTime& date) {
  const json::Value* value = claims.find(name);
  if (value == nullptr) return bad_claim(std::string(name) + " is missing");
  const auto number = value->integer();
  if (!number) return bad_claim(std::string(name) + " must be an integer number of seconds");
  if (*number >= first_millisecond_date)
    return RejectedToken{Reason::malformed_milliseconds,
                         std::string(name) + " is in milliseconds, not in seconds"};
  if (*number < earliest_date) return bad_claim(std::string(name) + " lies before 2001");
  date = *number;
  return std::nullopt;
}

Failure read_accounts(const json::Value& list, std::string_view name, std::vector<Account>& accounts) {
  for (const json::Value& item : list.items()) {
    auto account = item.is_string() ? Account::parse(item.text()) : Error{Code::bad_uri, "not a string"};
    if (!account) {
      return RejectedToken{
          Reason::malformed_accounts,
          std::string(name) + ": \"" + printable(item.text(), 200) + "\": " + account.error().detail};
    }
    accounts.push_back(std::move(*account));
  }
  return std::nullopt;
}

Failure read_account_lists(const json::Value& claims, Statement& statement) {
  const json::Value* accounts = claims.find("accounts");
  const auto bad = [](std::string why) { return RejectedToken{Reason::malformed_accounts, std::move(why)}; };
  if (accounts == nullptr || !accounts->is_array()) return bad("accounts must be an array");
  if (accounts->items().empty() || accounts->items().size() > max_accounts)
    return bad("1 to 32 accounts are allowed");
  if (auto failed = read_accounts(*accounts, "accounts", statement.accounts)) return failed;
  if (std::adjacent_find(statement.accounts.begin(), statement.accounts.end(), std::greater_equal<>()) !=
      statement.accounts.end())
    return bad("accounts must be sorted by code point, each once");

  const json::Value* retired = claims.find("retired");
  if (retired == nullptr) return std::nullopt;
  if (!retired->is_array() || retired->items().size() > max_retired)
    return bad("retired must be an array of at most 64");
  if (auto failed = read_accounts(*retired, "retired", statement.retired)) return failed;
  for (const Account& account : statement.retired)
    if (statement.lists(account)) return bad("\"" + account.uri() + "\" stands in accounts and in retired");
  return std::nullopt;
}

Failure read_clients(const json::Value& claims, std::vector<ClientKey>& clients) {
  const json::Value* list = claims.find("clients");
  if (list == nullptr) return std::nullopt;
  if (!list->is_array() || list->items().size() > max_clients)
    return bad_claim("clients must be an array of at most 64");
  for (const json::Value& item : list->items()) {
    const std::string* uri = item.find_string("uri");
    const json::Value* jwk = item.find("jwk");
    if (uri == nullptr || jwk == nullptr || item.members().size() != 2)
      return bad_claim("a client has exactly the members uri and jwk");
    if (const auto checked = check_subject(*uri); !checked)
      return bad_claim("client: " + checked.error().detail);
    const auto key = key_from_jwk(*jwk);
    if (!key) return bad_claim("client " + *uri + ": " + key.error().detail);
    clients.push_back({*uri, *key});
  }
  return std::nullopt;
}

Failure read_kid(const json::Value& claims, std::string_view name, const Statement& statement,
                 std::optional<std::string>& out) {
  const json::Value* value = claims.find(name);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string() || !parse_kid(value->text()))
    return bad_claim(std::string(name) + " must be a kid URN");
  if (value->text() == statement.kid) return bad_claim(std::string(name) + " names the statement's own key");
  out = value->text();
  return std::nullopt;
}

Failure read_seq(const json::Value& claims, Statement& statement) {
  const json::Value* value = claims.find("seq");
  if (value == nullptr) return bad_claim("seq is missing");
  const bool whole =
      value->kind() == json::Kind::number && value->text().find_first_of(".eE") == std::string::npos;
  if (!whole) return bad_claim("seq must be an integer");
  const auto number = value->integer();
  const auto bad = [](std::string why) { return RejectedToken{Reason::malformed_seq, std::move(why)}; };
  if (!number || *number < 1 || *number > last_seq) return bad("seq must lie between 1 and 4294967294");
  if (*number == last_seq && !statement.next) return bad("seq 4294967295 is kept for a statement with next");
  statement.seq = static_cast<std::uint32_t>(*number);
  return std::nullopt;
}

}  // namespace

Failure read_statement_claims(const json::Value& claims, Statement& statement) {
  if (!claims.is_object()) return bad_claim("not an object");
  if (auto failed = read_issuer_and_subject(claims, statement.kid, statement.subject)) return failed;
  if (auto failed = read_clients(claims, statement.clients)) return failed;
  if (auto failed = read_kid(claims, "next", statement, statement.next)) return failed;
  if (auto failed = read_kid(claims, "prev", statement, statement.prev)) return failed;
  if (auto failed = read_date(claims, "iat", statement.issued_at)) return failed;
  if (auto failed = read_date(claims, "exp", statement.expires_at)) return failed;
  if (auto failed = read_account_lists(claims, statement)) return failed;
  const UnixTime span = statement.expires_at - statement.issued_at;
  if (span <= 0 || span > longest_span)
    return RejectedToken{Reason::malformed_span, "exp must lie after iat, by at most 366 days"};
  if (auto failed = read_seq(claims, statement)) return failed;
  for (const json::Member& member : claims.members())
    if (std::find(known_claims.begin(), known_claims.end(), member.first) == known_claims.end())
      statement.unknown_claims.push_back(member.first);
  return std::nullopt;
}

Failure read_revocation_claims(const json::Value& claims, Revocation& revocation) {
  if (!claims.is_object()) return bad_claim("not an object");
  if (auto failed = read_issuer_and_subject(claims, revocation.kid, revocation.subject)) return failed;
  if (auto failed = read_date(claims, "iat", revocation.issued_at)) return failed;
  if (claims.find("seq") != nullptr || claims.find("exp") != nullptr)
    return bad_claim("a revocation has neither seq nor exp: it stands for good");
  if (const json::Value* reason = claims.find("reason")) {
    if (!reason->is_string() || reason->text().size() > max_reason_bytes)
      return bad_claim("reason must be a text of at most 200 bytes");
    revocation.reason = reason->text();
  }
  return std::nullopt;
}

}  // namespace quorate
