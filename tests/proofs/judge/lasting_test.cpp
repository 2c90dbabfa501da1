#include "proofs/judge/lasting.hpp"

#include "proofs/formats/sign.hpp"
#include "tests/show.hpp"

#include <algorithm>
#include <random>

namespace quorate {
namespace {

constexpr UnixTime now = 1'790'000'000;
const std::string alice = "mimi://im.example/u/alice";

Ed25519Seed seed(std::uint8_t number) {
  Ed25519Seed seed{};
  seed.fill(number);
  return seed;
}

struct Said {
  std::uint32_t seq = 1;
  UnixTime issued_at = now - 1000;
  std::optional<std::string> next;
  std::string subject = alice;
  std::string account = "https://alice.example/";
};

VerifiedToken statement(const Said& said, std::uint8_t key = 1) {
  StatementDraft draft;
  draft.subject = said.subject;
  draft.issued_at = said.issued_at;
  draft.expires_at = said.issued_at + 86'400 * 30;
  draft.seq = said.seq;
  draft.accounts = {Account::parse(said.account).value()};
  draft.next = said.next;
  return verify_token(sign_statement(draft, seed(key)).value());
}

VerifiedToken revocation(UnixTime issued_at, std::uint8_t key = 1) {
  return verify_token(sign_revocation(alice, issued_at, "", seed(key)).value());
}

std::vector<std::string> texts(const std::vector<VerifiedToken>& tokens) {
  std::vector<std::string> out;
  for (const VerifiedToken& token : tokens) out.emplace_back(token_text(token));
  std::sort(out.begin(), out.end());
  return out;
}

std::string kid_of(std::uint8_t key) { return kid(public_key(seed(key))); }

}  // namespace

TEST_CASE("lasting: of several statements the newest, for each key and subject") {
  const auto old = statement({.seq = 1});
  const auto newest = statement({.seq = 2});
  const auto other_subject = statement({.seq = 1, .subject = "mimi://im.example/u/bob"});
  const auto other_key = statement({.seq = 1}, 2);
  CHECK(texts(lasting({old, newest, other_subject, other_key}, now)) ==
        texts({newest, other_subject, other_key}));
}

TEST_CASE("lasting: a statement that is not in force yet, does not push out the one that is") {
  const auto in_force = statement({.seq = 2});
  const auto coming = statement({.seq = 3, .issued_at = now + clock_tolerance + 1});
  CHECK(texts(lasting({statement({.seq = 1}), in_force, coming}, now)) == texts({in_force, coming}));
  CHECK(texts(lasting({in_force, coming}, now + 1)) == texts({coming}));
}

TEST_CASE("lasting: two statements of one number, both, until a newer one is known") {
  const auto one = statement({.seq = 5});
  const auto other = statement({.seq = 5, .account = "https://bob.example/"});
  const auto newer = statement({.seq = 6});
  CHECK(texts(lasting({one, other, one}, now)) == texts({one, other}));
  CHECK(texts(lasting({one, newer, other}, now)) == texts({newer}));
}

TEST_CASE("lasting: statements that name different successors, stay known behind newer ones") {
  const auto first = statement({.seq = 1, .next = kid_of(2)});
  const auto second = statement({.seq = 2, .next = kid_of(3)});
  const auto newest = statement({.seq = 9});
  CHECK(texts(lasting({first, second, newest}, now)) == texts({first, second, newest}));
}

TEST_CASE("lasting: of several revocations the earliest; rejected tokens never") {
  const auto early = revocation(now - 50);
  CHECK(texts(lasting({revocation(now), early, verify_token("eyJ.x.y")}, now)) == texts({early}));
}

TEST_CASE("lasting: in any order and in any portions, the same") {
  std::vector<VerifiedToken> all;
  for (std::uint8_t key = 1; key <= 3; ++key) {
    for (std::uint32_t seq = 1; seq <= 3; ++seq)
      for (const std::string account : {"https://a.example/", "https://b.example/"})
        all.push_back(statement(
            {.seq = seq, .next = kid_of(static_cast<std::uint8_t>(key + seq)), .account = account}, key));
    all.push_back(statement({.seq = 4, .issued_at = now + 1000 * key}, key));
    all.push_back(revocation(now - key, key));
  }
  const auto whole = texts(lasting(all, now));
  std::mt19937_64 dice(7);
  for (int round = 0; round < 50; ++round) {
    std::shuffle(all.begin(), all.end(), dice);
    const auto half = all.begin() + static_cast<std::ptrdiff_t>(dice() % all.size());
    std::vector<VerifiedToken> kept = lasting({all.begin(), half}, now);
    kept.insert(kept.end(), half, all.end());
    CHECK(texts(lasting(kept, now)) == whole);
  }
}

}  // namespace quorate
