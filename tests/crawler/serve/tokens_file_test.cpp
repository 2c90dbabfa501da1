// Making, listing and taking away the tokens of the API.
#include "crawler/serve/access/tokens_file.hpp"

#include "crawler/files.hpp"
#include "tests/servers/temp_directory.hpp"
#include "tests/show.hpp"

#include <sys/stat.h>

namespace quorate {
namespace {

constexpr UnixTime now = 1'795'000'000;

Scopes scopes(std::string_view text) { return parse_scopes(text).value(); }

}  // namespace

TEST_CASE("tokens file: a token that is made is known, and only its hash is kept") {
  const TempDirectory folder;
  const auto file = folder.path() / "api.tokens";
  const auto token = add_token(file, "alice", scopes("read,write"), now);
  REQUIRE(token);
  CHECK(token->size() == token_characters);
  CHECK(token->starts_with(token_prefix));
  const std::string bytes = read_file(file, max_tokens_bytes).value();
  CHECK(bytes.find(token->substr(token_prefix.size())) == bytes.npos);
  struct stat status {};
  REQUIRE(::stat(file.c_str(), &status) == 0);
  CHECK((status.st_mode & 0133U) == 0U);

  const ApiTokens tokens(read_tokens_file(file).value());
  const ApiToken* found = tokens.find(*token);
  REQUIRE(found != nullptr);
  CHECK(found->name == "alice");
  CHECK(found->scopes == scopes("read,write"));
  CHECK(found->created == now);
  CHECK(tokens.find(*token + "x") == nullptr);
  const auto other = add_token(file, "bob", scopes("admin"), now);
  REQUIRE(other);
  CHECK(*other != *token);
}

TEST_CASE("tokens file: a name that is taken or none, or a file that is damaged, changes nothing") {
  const TempDirectory folder;
  const auto file = folder.path() / "api.tokens";
  REQUIRE(add_token(file, "alice", scopes("read"), now));
  const std::string before = read_file(file, max_tokens_bytes).value();
  for (const char* name : {"alice", "", "a b", "a\nb", "\xc3\xa4"})
    CHECK(!add_token(file, name, scopes("read"), now));
  CHECK(read_file(file, max_tokens_bytes).value() == before);
  REQUIRE(replace_file(file, before + "nonsense\n", FileMode::secret));
  const auto refused = add_token(file, "bob", scopes("read"), now);
  REQUIRE(!refused);
  CHECK(refused.error().detail.find("api.tokens:3:") != std::string::npos);
  CHECK(!revoke_token(file, "alice"));
}

TEST_CASE("tokens file: a token that is revoked is gone, and all else stays") {
  const TempDirectory folder;
  const auto file = folder.path() / "api.tokens";
  const auto alice = add_token(file, "alice", scopes("read"), now);
  const auto malice = add_token(file, "m.alice", scopes("read"), now);
  REQUIRE(alice);
  REQUIRE(malice);
  const std::string before = read_file(file, max_tokens_bytes).value();
  REQUIRE(replace_file(file, before + "# of alice", FileMode::secret));
  REQUIRE(revoke_token(file, "alice"));
  const ApiTokens tokens(read_tokens_file(file).value());
  CHECK(tokens.find(*alice) == nullptr);
  CHECK(tokens.find(*malice) != nullptr);
  CHECK(read_file(file, max_tokens_bytes).value().ends_with("# of alice"));
  CHECK(!revoke_token(file, "alice"));
  CHECK(!revoke_token(folder.path() / "other", "alice"));
}

}  // namespace quorate
