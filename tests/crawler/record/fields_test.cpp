#include "crawler/record/fields.hpp"

#include "tests/show.hpp"

namespace quorate {

TEST_CASE("read fields: any bytes as value, the same fields") {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  const Fields fields = {{"a", bytes}, {"a", ""}, {"b", ": "}, {"c", "100%"}};
  const auto read = parse_fields(write_fields(fields));
  REQUIRE(read);
  CHECK(*read == fields);
  CHECK(write_fields({{"c", "100%\n"}}) == "c: 100%25%0a\r\n");
}

TEST_CASE("read fields: not as we write them, refused") {
  for (const std::string_view text :
       {"a", "a\r\n", "a: b", "a: b\n", ": b\r\n", "a: %4\r\n", "a: %zz\r\n", "a: %41\r\n", "a: %0A\r\n",
        "a: b\r\nc\r\n", "a: \x01\r\n", "a: \xc3\xa4\r\n"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_fields(text));
  }
}

}  // namespace quorate
