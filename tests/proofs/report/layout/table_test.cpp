#include "proofs/report/layout/table.hpp"

#include "tests/show.hpp"

namespace quorate {

TEST_CASE("write table: cells, aligned by code points, no trailing spaces") {
  const Table table{{"A", "BB", "C"},
                    {{"", {{{{"x"}, {"long one"}, {"1"}}, ""}, {{{"äö…"}, {"y"}, {""}}, ""}}}}};
  CHECK(write_table(table, Style::plain) ==
        "A    BB        C\n"
        "x    long one  1\n"
        "äö…  y\n");
}

TEST_CASE("write table: a column without text, left out, and no rows, nothing") {
  const Table table{{"A", "EMPTY", "C"}, {{"", {{{{"x"}, {""}, {"1"}}, ""}, {{{"y"}}, ""}}}}};
  CHECK(write_table(table, Style::plain) == "A  C\nx  1\ny\n");
  CHECK(write_table({{"A", "B"}, {}}, Style::plain).empty());
  CHECK(write_table({{"A", "B"}, {{"heading", {}}}}, Style::plain).empty());
}

TEST_CASE("write table: a text wider than a column should be, whole on its own line") {
  const std::string wide(200, 'w');
  const Table table{{"A", "B"}, {{"", {{{{wide}, {"1"}}, ""}, {{{"short"}, {"2"}}, ""}}}}};
  CHECK(write_table(table, Style::plain) == "A      B\n" + wide + "\n       1\nshort  2\n");
  const Table alone{{"", "B"}, {{"", {{{{wide}, {"1"}}, ""}}}}};
  CHECK(write_table(alone, Style::plain).find(wide + "\n") != std::string::npos);
}

TEST_CASE("write table: sections with headings, remarks below rows") {
  const Table table{{"A", "B"},
                    {{"", {{{{"x"}, {"1"}}, "why"}}}, {"more", {{{{"y"}, {"2"}}, ""}}}, {"none", {}}}};
  CHECK(write_table(table, Style::plain) == "A  B\nx  1\n    why\n\nmore\ny  2\n");
}

TEST_CASE("write table: control characters and runs of spaces in cells and remarks, made harmless") {
  const std::string evil = "\x1b[2J\n\r\x07\xff\xe2\x80\xae" + std::string(500, ' ') + "CONFIRMED";
  const Table table{{"A", "B"}, {{evil, {{{{evil}, {evil}}, evil}}}}};
  const std::string text = write_table(table, Style::plain);
  for (const char c : text) CHECK((c == '\n' || static_cast<unsigned char>(c) >= 0x20));
  CHECK(text.find("\xe2\x80\xae") == std::string::npos);
  CHECK(text.find(std::string(100, ' ')) == std::string::npos);
}

TEST_CASE("write table: colour, around our cells and without a change of the layout") {
  const Table table{{"A", "B"}, {{"", {{{{"x", Paint::good}, {"1"}}, ""}}}}};
  CHECK(write_table(table, Style::colour) == "\x1b[1mA\x1b[0m  \x1b[1mB\x1b[0m\n\x1b[32mx\x1b[0m  1\n");
  CHECK(painted("x", Paint::bad, Style::plain) == "x");
  CHECK(painted("", Paint::bad, Style::colour).empty());
  CHECK(painted("x", Paint::none, Style::colour) == "x");
}

TEST_CASE("write paragraph: lines of a terminal's width, long words whole") {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "word ";
  const std::string url = "https://" + std::string(300, 'u') + "/";
  const std::string lines = write_paragraph(text + url + " end");
  std::size_t start = 0;
  for (std::size_t end = lines.find('\n'); end != lines.npos; end = lines.find('\n', start)) {
    const std::string line = lines.substr(start, end - start);
    CHECK((line.size() <= 96 || line == url));
    CHECK_FALSE(line.starts_with(' '));
    CHECK_FALSE(line.ends_with(' '));
    start = end + 1;
  }
  CHECK(start == lines.size());
  CHECK(lines.find(url + "\nend\n") != std::string::npos);
  CHECK(write_paragraph("").empty());
  CHECK(write_paragraph("   ").empty());
  CHECK(write_paragraph("a") == "a\n");
}

}  // namespace quorate
