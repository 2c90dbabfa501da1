#include "crawler/memory/token_memory.hpp"

#include "proofs/formats/sign.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <thread>
#include <vector>

namespace quorate {
namespace {

Ed25519Seed seed_of(std::uint8_t number) {
  Ed25519Seed seed{};
  seed.front() = number;
  return seed;
}

std::string statement(std::uint8_t key, std::uint32_t seq = 1) {
  StatementDraft draft;
  draft.subject = "mimi://im.example/u/alice";
  draft.issued_at = 1'780'000'000;
  draft.expires_at = draft.issued_at + 1000;
  draft.seq = seq;
  draft.accounts = {*Account::parse("https://alice.example/")};
  return *sign_statement(draft, seed_of(key));
}

const Statement* held(const VerifiedToken& token) {
  const auto* statement = std::get_if<VerifiedStatement>(&token);
  return statement == nullptr ? nullptr : &**statement;
}

TEST_CASE("remember tokens: one that holds, found by its bytes and verified once") {
  TokenMemory memory;
  const std::string token = statement(1);
  CHECK_FALSE(memory.known(token));
  const VerifiedToken first = memory.verify(token);
  REQUIRE(held(first) != nullptr);
  CHECK(held(first)->token == token);
  REQUIRE(memory.known(token));
  CHECK(held(*memory.known(token)) == held(first));  // the same statement, not another like it
  CHECK(held(memory.verify(token)) == held(first));
}

TEST_CASE("remember tokens: another key or one changed character, not taken for it") {
  TokenMemory memory;
  const std::string token = statement(1);
  REQUIRE(held(memory.verify(token)) != nullptr);
  const VerifiedToken other = memory.verify(statement(2));
  REQUIRE(held(other) != nullptr);
  CHECK(held(other)->kid != held(memory.verify(token))->kid);
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    CHECK_FALSE(memory.known(changed));
    CHECK(held(memory.verify(changed)) == nullptr);
    CHECK_FALSE(memory.known(changed));
  }
  // The signature of one key over what another has signed.
  const std::string mine = statement(1, 7);
  const std::string theirs = statement(2, 7);
  const std::string mixed = mine.substr(0, mine.rfind('.')) + theirs.substr(theirs.rfind('.'));
  REQUIRE(held(memory.verify(mine)) != nullptr);
  REQUIRE(held(memory.verify(theirs)) != nullptr);
  CHECK(held(memory.verify(mixed)) == nullptr);
}

TEST_CASE("remember tokens: a longer one than is kept and what is no token, verified each time") {
  TokenMemory memory;
  for (const std::string& token : {std::string(5000, 'e'), std::string("eyJ.."), std::string()}) {
    CHECK(held(memory.verify(token)) == nullptr);
    CHECK_FALSE(memory.known(token));
  }
}

TEST_CASE("remember tokens: more than there is room for, every one still verified rightly") {
  TokenMemory memory;
  std::size_t known = 0;
  for (std::uint32_t seq = 1; seq <= 1500; ++seq)
    if (held(memory.verify(statement(1, seq))) != nullptr && memory.known(statement(1, seq))) ++known;
  CHECK(known == 1500);  // each is there until others have come
  std::size_t kept = 0;
  for (std::uint32_t seq = 1; seq <= 1500; ++seq)
    if (memory.known(statement(1, seq))) ++kept;
  CHECK(kept <= 1024);
  CHECK(kept > 0);
}

TEST_CASE("remember tokens: several threads at once, the same answers") {
  TokenMemory memory;
  std::vector<std::string> tokens;
  for (std::uint32_t seq = 1; seq <= 50; ++seq) tokens.push_back(statement(1, seq));
  std::vector<std::size_t> right(4);
  std::vector<std::thread> threads;
  for (std::size_t& mine : right)
    threads.emplace_back([&] {
      for (const std::string& token : tokens) {
        const VerifiedToken verified = memory.verify(token);
        if (held(verified) != nullptr && held(verified)->token == token) ++mine;
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(right == std::vector<std::size_t>(4, tokens.size()));
}

}  // namespace
}  // namespace quorate
