#include "proofs/scan/page/words.hpp"

#include "tests/show.hpp"

namespace quorate {

TEST_CASE("write counts: thousands, grouped") {
  CHECK(grouped_digits(0) == "0");
  CHECK(grouped_digits(999) == "999");
  CHECK(grouped_digits(1000) == "1,000");
  CHECK(grouped_digits(1234567) == "1,234,567");
}

TEST_CASE("write shares: rounding never makes none or all of some") {
  CHECK(percent(0, 5) == "0.0%");
  CHECK(percent(1, 3) == "33.3%");
  CHECK(percent(1, 1'000'000) == "<0.1%");
  CHECK(percent(999'999, 1'000'000) == ">99.9%");
  CHECK(percent(5, 5) == "100.0%");
  CHECK(percent(0, 0) == "-");
  CHECK(percent_number(1, 3) == "33.33");
  CHECK(percent_number(1, 2000) == "0.05");
  CHECK(percent_number(1, 0).empty());
}

TEST_CASE("write times: the unit that fits") {
  CHECK(duration(0) == "0 µs");
  CHECK(duration(999) == "999 µs");
  CHECK(duration(1000) == "1 ms");
  CHECK(duration(12'345) == "12.3 ms");
  CHECK(duration(196'607) == "197 ms");
  CHECK(duration(1'250'000) == "1.25 s");
  CHECK(duration(100'000'000) == "100 s");
  CHECK(duration(1'020'000'000) == "17 min");
  CHECK(milliseconds(12'045) == "12.045");
}

TEST_CASE("write text from elsewhere: markup, stays text") {
  CHECK(markup_text("<b a='1'>&\"") == "&lt;b a=&#39;1&#39;&gt;&amp;&quot;");
  CHECK(markup_text("\xe2\x80\xae"
                    "evil")
            .find("\xe2\x80\xae") == std::string::npos);  // U+202E
}

TEST_CASE("write labels: longer than there is room for, cut in the middle at a character") {
  CHECK(markup_label("short", 10) == "short");
  CHECK(markup_label("abcdefghijklm", 10) == "abcdef…klm");
  CHECK(markup_label("ääääääääääääää", 10) == "ääääää…äää");
  CHECK(markup_label("<<<<<<<<<<<<<<", 4) == "&lt;&lt;…&lt;");
}

}  // namespace quorate
