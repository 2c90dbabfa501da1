#include "crawler/record/gzip.hpp"

#include "tests/show.hpp"

namespace quorate {
namespace {

std::string noise(std::size_t bytes) {
  std::string text;
  for (unsigned state = 1; text.size() < bytes; state = state * 1'664'525U + 1'013'904'223U)
    text += static_cast<char>(state >> 24U);
  return text;
}

constexpr std::size_t plenty = 1U << 24U;

}  // namespace

TEST_CASE("gunzip: a member given in pieces of any size, its bytes and not one more") {
  for (const std::string& text : {std::string(), noise(100), noise(300'000), std::string(300'000, 'x')}) {
    const std::string stream = gzip(text) + "and more";
    for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{65'536}, stream.size()}) {
      Gunzip member(plenty);
      std::size_t offset = 0;
      while (!member.ended()) {
        const auto taken = member.take(std::string_view(stream).substr(offset, piece));
        REQUIRE(taken);
        offset += *taken;
      }
      CHECK(offset == stream.size() - 8);
      CHECK(member.decoded() == text);
    }
  }
}

TEST_CASE("gunzip: no gzip data, or altered, refused") {
  Gunzip other(plenty);
  CHECK_FALSE(other.take("this is no gzip data"));
  std::string altered = gzip(noise(1'000));
  altered[altered.size() - 5] ^= 1;  // of the checksum
  CHECK_FALSE(Gunzip(plenty).take(altered));
}

TEST_CASE("gunzip: more than the limit, refused") {
  const std::string bomb = gzip(std::string(1U << 20U, '\0'));
  CHECK(bomb.size() < 2'000);
  const auto taken = Gunzip(1U << 16U).take(bomb);
  REQUIRE_FALSE(taken);
  CHECK(taken.error().code == Code::over_limit);
  CHECK(Gunzip(1U << 20U).take(bomb));
}

}  // namespace quorate
