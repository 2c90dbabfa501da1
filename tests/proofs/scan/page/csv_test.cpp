#include "proofs/scan/page/csv.hpp"

#include "tests/show.hpp"

namespace quorate {
namespace {

std::string cell(std::string_view text) {
  const std::string all = write_csv({{"a"}, {{Datum::text(text)}}});
  REQUIRE(all.starts_with("a\r\n"));
  REQUIRE(all.ends_with("\r\n"));
  return all.substr(3, all.size() - 5);
}

}  // namespace

TEST_CASE("write CSV: titles and rows, lines end in CR LF") {
  const DataTable table{{"name", "n"},
                        {{Datum::text("a"), Datum::number(3)}, {Datum::text("b"), Datum::none()}}};
  CHECK(write_csv(table) == "name,n\r\na,3\r\nb,\r\n");
}

TEST_CASE("write CSV: separators and quotes in a text, quoted") {
  CHECK(cell("a,b") == "\"a,b\"");
  CHECK(cell("a;b") == "\"a;b\"");
  CHECK(cell("say \"x\"") == "\"say \"\"x\"\"\"");
  CHECK(cell("plain text") == "plain text");
}

TEST_CASE("write CSV: what a spreadsheet would run, gets an apostrophe before it") {
  for (const char* formula : {"=1+1", "+1", "-1", "@SUM(A1)", " =1",
                              "\xef\xbc\x9d"
                              "1",
                              "\xef\xbc\xa0x", "=cmd|' /C calc'!A0"}) {
    INFO(formula);
    CHECK(cell(formula).starts_with("\"'"));
  }
  CHECK(cell("a=1") == "a=1");
  CHECK(cell("=\"x\"") == "\"'=\"\"x\"\"\"");
}

TEST_CASE("write CSV: control characters, come out printable and start no line") {
  CHECK(cell("a\r\nb").find('\n') == std::string::npos);
  CHECK(cell("\t=1").find('\t') == std::string::npos);
  CHECK(cell("\x1b[2J").find('\x1b') == std::string::npos);
}

}  // namespace quorate
