#include "proofs/formats/badge.hpp"
#include "proofs/formats/sign.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

Ed25519Seed seed_of(std::uint8_t number) {
  Ed25519Seed seed{};
  seed.fill(number);
  return seed;
}

StatementDraft draft() {
  StatementDraft made;
  made.subject = "mimi://im.example/u/alice";
  made.issued_at = 1'790'000'000;
  made.expires_at = 1'800'000'000;
  made.seq = 7;
  made.accounts = {*Account::parse("mimi://im.example/u/alice"), *Account::parse("https://alice.example/")};
  return made;
}

bool is_statement(std::string_view token) {
  return std::holds_alternative<VerifiedStatement>(verify_token(token));
}

}  // namespace

TEST_CASE("verify token: own statement, accepted with its claims in order") {
  const auto token = sign_statement(draft(), seed_of(1));
  REQUIRE(token);
  const VerifiedToken verified = verify_token(*token);
  const auto* statement = std::get_if<VerifiedStatement>(&verified);
  REQUIRE(statement != nullptr);
  CHECK((*statement)->accounts.front().uri() == "https://alice.example/");
  CHECK((*statement)->seq == 7);
  CHECK((*statement)->kid == kid(public_key(seed_of(1))));
}

TEST_CASE("verify token: truncated at every byte, never accepted") {
  const std::string token = *sign_statement(draft(), seed_of(1));
  for (std::size_t size = 0; size < token.size(); ++size) CHECK_FALSE(is_statement(token.substr(0, size)));
}

TEST_CASE("verify token: any bit flipped, never accepted") {
  const std::string token = *sign_statement(draft(), seed_of(1));
  std::size_t accepted = 0;
  for (std::size_t bit = 0; bit < token.size() * 8; ++bit) {
    std::string changed = token;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    accepted += is_statement(changed) ? 1 : 0;
  }
  CHECK(accepted == 0);
}

TEST_CASE("verify token: revocation, accepted; with seq or a long reason, refused") {
  const auto token = sign_revocation("mimi://im.example/u/alice", 1'790'000'000, "lost", seed_of(1));
  REQUIRE(token);
  CHECK(std::holds_alternative<VerifiedRevocation>(verify_token(*token)));
  CHECK_FALSE(sign_revocation("mimi://im.example/u/alice", 1'790'000'000, std::string(201, 'x'), seed_of(1)));
  CHECK_FALSE(sign_revocation("not a uri", 1'790'000'000, "", seed_of(1)));
}

TEST_CASE("sign statement: broken rules, refused by name") {
  const auto reason = [](const StatementDraft& bad) {
    const auto token = sign_statement(bad, seed_of(1));
    return token ? std::string("accepted") : token.error().detail;
  };
  StatementDraft bad = draft();
  bad.accounts.clear();
  CHECK(reason(bad).find("malformed: accounts") == 0);
  bad = draft();
  bad.accounts.push_back(bad.accounts.front());
  CHECK(reason(bad).find("malformed: accounts") == 0);
  bad = draft();
  bad.expires_at = bad.issued_at + 367 * 86'400;
  CHECK(reason(bad).find("malformed: span") == 0);
  bad = draft();
  bad.issued_at *= 1000;
  CHECK(reason(bad).find("malformed: milliseconds") == 0);
  bad = draft();
  bad.seq = 0;
  CHECK(reason(bad).find("malformed: seq") == 0);
  bad = draft();
  bad.next = "urn:ietf:params:oauth:jwk-thumbprint:sha-256:short";
  CHECK(reason(bad).find("malformed: claims") == 0);
  bad = draft();
  bad.retired = {bad.accounts.front()};
  CHECK(reason(bad).find("malformed: accounts") == 0);
}

TEST_CASE("parse badge: own badge, read back; truncated, lengthened or of another version, refused") {
  const VerifiedToken verified = verify_token(*sign_statement(draft(), seed_of(1)));
  const Statement& statement = *std::get<VerifiedStatement>(verified);
  const auto badge = sign_badge(statement.accounts.front(), statement, seed_of(1));
  REQUIRE(badge);
  CHECK(badge->size() == badge_characters);
  const auto parsed = parse_badge(*badge);
  REQUIRE(parsed);
  CHECK(parsed->seq == 7);
  CHECK(write_badge(*parsed) == *badge);
  for (std::size_t size = 0; size < badge->size(); ++size) CHECK_FALSE(parse_badge(badge->substr(0, size)));
  CHECK_FALSE(parse_badge(*badge + "A"));
  std::string other = *badge;
  other[badge_prefix.size() + 1] = 'g';  // version 2
  CHECK_FALSE(parse_badge(other));
  CHECK_FALSE(sign_badge(*Account::parse("https://other.example/"), statement, seed_of(1)));
  CHECK_FALSE(sign_badge(statement.accounts.front(), statement, seed_of(2)));
}

}  // namespace quorate
