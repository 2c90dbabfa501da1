// What the judge says of keys by the tokens that they signed: revocations alone, and who signed what where.
#include "proofs/judge/judge.hpp"
#include "tests/proofs/history/life.hpp"
#include "tests/show.hpp"

#include <algorithm>

namespace quorate {
namespace {

using namespace life;

Finding found(unsigned account, const std::string& text) {
  Finding finding{.account = Account::parse(uri_of(account)).value()};
  read_tokens({text, OwnedText::Layout::free}, finding);
  return finding;
}

Context context() {
  Context made;
  made.now = start;
  made.subject = alice;
  return made;
}

std::string own() { return statement({.accounts = uris(3)}); }

}  // namespace

TEST_CASE("judge: a revocation of which no statement was seen, the key is known as revoked") {
  const std::string text = revocation(2, start - day);
  Context known = context();
  known.known.push_back(verify_token(text));
  for (const Judgement& judgement :
       {judge({found(0, text)}, context()), judge({found(0, "")}, known), judge({}, known)}) {
    REQUIRE(judgement.keys.size() == 1);
    CHECK(judgement.keys[0].speaker == speaker_of(2));
    CHECK(judgement.keys[0].state == KeyState::revoked);
    CHECK(judgement.keys[0].proof == std::vector{text});
  }
  CHECK(judge({found(0, revocation(2, start + day))}, context()).keys.empty());
}

TEST_CASE("judge: a revocation for another subject than the statement, no key of its own") {
  const std::string other = sign_revocation("mimi://im.example/u/al", start - day, "", seed_of(1)).value();
  const Judgement judgement = judge({found(0, own() + " " + other)}, context());
  REQUIRE(judgement.keys.size() == 1);
  CHECK(judgement.keys[0].speaker == speaker_of(1));
  CHECK(judgement.keys[0].state == KeyState::revoked);
}

TEST_CASE("judge: who signed what stands at an account, each once and nothing that does not verify") {
  std::string broken = statement({.key = 3, .accounts = uris(3)});
  char& spoilt = broken[broken.size() - 10];
  spoilt = spoilt == 'A' ? 'B' : 'A';
  const Judgement judgement = judge({found(0, own() + " " + revocation(2, start - day) + " " + broken),
                                     found(0, revocation(1, start - day))},
                                    context());
  std::vector<KeyName> both = {speaker_of(1).key, speaker_of(2).key};
  std::sort(both.begin(), both.end());
  CHECK(judgement.accounts.front().signers == both);
}

}  // namespace quorate
