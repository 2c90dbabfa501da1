#include "proofs/extract/tokens.hpp"

#include "tests/show.hpp"

namespace quorate {
namespace {

using Strings = std::vector<std::string>;

FoundTokens in_free(std::string text) {
  const auto found = find_tokens({std::move(text), OwnedText::Layout::free});
  REQUIRE(found);
  return *found;
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

}  // namespace

TEST_CASE("find tokens: badges in running text, each with its whole run of characters") {
  CHECK(in_free("me: xsig:Ab-_9, and").badges == Strings{"xsig:Ab-_9"});
  CHECK(in_free("xsig:A").badges == Strings{"xsig:A"});
  CHECK(in_free("(xsig:AAAA)\nxsig:BBBB.").badges == Strings{"xsig:AAAA", "xsig:BBBB"});
  CHECK(in_free("\xc3\xa9xsig:AAAA\xc3\xa9").badges == Strings{"xsig:AAAA"});
  CHECK(in_free("-xsig:AAAA").badges == Strings{"xsig:AAAA"});
  CHECK(in_free("look for xsig: here").badges == Strings{"xsig:"});
  CHECK(in_free("xsig:AAA=").badges == Strings{"xsig:AAA"});
}

TEST_CASE("find tokens: a prefix inside a word or in other letters, is none") {
  for (const std::string_view text :
       {"axsig:AAAA", "Zxsig:AAAA", "0xsig:AAAA", "Xsig:AAAA", "xsig :AAAA", "xsig", ""})
    CHECK(in_free(std::string(text)).badges.empty());
}

TEST_CASE("find tokens: a prefix in front of a badge, does not hide it") {
  CHECK(in_free("xsig:xsig:AAAA").badges == Strings{"xsig:xsig", "xsig:AAAA"});
}

TEST_CASE("find tokens: a compact JWS in running text") {
  CHECK(in_free("proof eyJh.eyJi.c_-9").statements == Strings{"eyJh.eyJi.c_-9"});
  CHECK(in_free("Here: eyJh.b.c. And so on").statements == Strings{"eyJh.b.c"});
  CHECK(in_free("eyJh.b.c...").statements == Strings{"eyJh.b.c"});
  CHECK(in_free("<eyJh.b.c>\teyJd.e.f").statements == Strings{"eyJh.b.c", "eyJd.e.f"});
}

TEST_CASE("find tokens: runs that are no compact JWS, are left alone") {
  for (const std::string_view text : {"eyJh", "eyJh.b", "eyJh.b.", "eyJh..c", "eyJ.b.c.d", "xeyJh.b.c",
                                      "_eyJh.b.c", ".eyJh.b.c", "eyjh.b.c", "eyJh.b.c.d", "...", "eyJh. b.c"})
    CHECK(in_free(std::string(text)).statements.empty());
}

TEST_CASE("find tokens: sixteen in one text are taken, seventeen are over the limit") {
  CHECK(in_free(repeated("xsig:AA ", 16)).badges.size() == 16);
  CHECK(in_free(repeated("xsig:AA ", 8) + repeated("eyJh.b.c ", 8)).statements.size() == 8);
  for (const std::string& text : {repeated("xsig:AA ", 17), repeated("eyJh.b.c ", 17),
                                  repeated("xsig:AA ", 8) + repeated("eyJh.b.c ", 9)}) {
    const auto found = find_tokens({text, OwnedText::Layout::free});
    REQUIRE_FALSE(found);
    CHECK(found.error().code == Code::over_limit);
  }
}

TEST_CASE("find tokens: large hostile texts, answered") {
  CHECK(in_free(std::string(2'000'000, 'A')).badges.empty());
  CHECK(in_free("eyJ" + std::string(2'000'000, '.')).statements.empty());
  CHECK_FALSE(find_tokens({repeated("xsig:", 200'000), OwnedText::Layout::free}));
  CHECK_FALSE(find_tokens({repeated("eyJ.a.b,", 200'000), OwnedText::Layout::free}));
}

TEST_CASE("find tokens: lines, every one that is neither empty nor a comment, whatever it looks like") {
  const auto found = find_tokens({"# mine\r\neyJh.b.c\r\n\n  \t\n  nonsense here \n xsig:AA\n#eyJx.y.z\nlast",
                                  OwnedText::Layout::lines});
  REQUIRE(found);
  CHECK(found->statements == Strings{"eyJh.b.c", "nonsense here", "last"});
  CHECK(found->badges == Strings{"xsig:AA"});
}

TEST_CASE("find tokens: a file of more than 64 KiB, over the limit") {
  CHECK(find_tokens({"#" + std::string(65535, 'x'), OwnedText::Layout::lines}));
  CHECK_FALSE(find_tokens({"#" + std::string(65536, 'x'), OwnedText::Layout::lines}));
}

TEST_CASE("find tokens: sixty-four lines are taken, sixty-five are over the limit") {
  const auto most = find_tokens({repeated("a\n#\n\n", 64), OwnedText::Layout::lines});
  REQUIRE(most);
  CHECK(most->statements.size() == 64);
  const auto more = find_tokens({repeated("a\n", 65), OwnedText::Layout::lines});
  REQUIRE_FALSE(more);
  CHECK(more.error().code == Code::over_limit);
}

}  // namespace quorate
