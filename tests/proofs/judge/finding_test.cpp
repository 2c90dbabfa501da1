#include "proofs/judge/finding.hpp"

#include "tests/proofs/formats/keybase_vectors.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

std::string read_at(std::string_view account) {
  Finding finding{.account = *Account::parse(account)};
  finding.kind = KeyKind::keybase;
  read_tokens({keybase_vectors::file_v2(), OwnedText::Layout::free}, finding);
  REQUIRE(finding.keybase.size() == 1);
  return summary(finding.keybase.front().verdict);
}

}  // namespace

TEST_CASE("read tokens: a Keybase proof, good for the site it names and for no other account of its host") {
  CHECK(read_at("https://alice.example/") == "proven");
  for (const char* account : {"https://alice.example/alice", "mimi://alice.example/u/alice",
                              "dns:alice.example", "acct:alice@alice.example"})
    CHECK(read_at(account) == "refuted: other service");
  CHECK(read_at("https://www.alice.example/") == "refuted: www twin");
}

}  // namespace quorate
