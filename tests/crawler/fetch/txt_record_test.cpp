#include "crawler/fetch/txt_record.hpp"

#include "tests/show.hpp"

namespace quorate {

TEST_CASE("decode TXT: strings of a record, joined") {
  CHECK(*decode_txt("\x05hello") == "hello");
  CHECK(*decode_txt(std::string_view("\x03"
                                     "abc\x00\x02"
                                     "de",
                                     8)) == "abcde");
  CHECK(*decode_txt(std::string_view("\0", 1)) == "");
  const std::string longest(255, 'x');
  CHECK(*decode_txt("\xff" + longest + "\xff" + longest) == longest + longest);
}

TEST_CASE("decode TXT: cut off at every byte, refused or shorter, never read beyond the end") {
  const std::string whole = std::string(
      "\x03"
      "abc\x02"
      "de");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto text = decode_txt(whole.substr(0, size));
    CHECK(text.has_value() == (size == 4));
  }
  CHECK_FALSE(decode_txt(""));
  CHECK_FALSE(decode_txt("\xff" + std::string(254, 'x')));
}

}  // namespace quorate
