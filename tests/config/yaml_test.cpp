#include "config/yaml/yaml.hpp"

#include "config/yaml/reader.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

std::string error_of(std::string_view bytes) {
  const auto parsed = parse_yaml("file.yaml", bytes);
  return parsed ? "parsed" : parsed.error().detail;
}

}  // namespace

TEST_CASE("parse YAML: maps, lists and scalars, every node with its place") {
  const auto root = parse_yaml("file.yaml", "a: one\nlist:\n  - \"2\"\n  - ~\n  - {x: y}\n");
  REQUIRE(root);
  REQUIRE(root->kind == YamlNode::Kind::map);
  REQUIRE(root->members.size() == 2);
  CHECK(root->members[0].key == "a");
  CHECK(root->members[0].value.text == "one");
  CHECK(root->members[0].value.kind == YamlNode::Kind::plain);
  const YamlNode& list = root->members[1].value;
  REQUIRE(list.items.size() == 3);
  CHECK(list.items[0].kind == YamlNode::Kind::quoted);
  CHECK(list.items[0].place.line == 3);
  CHECK(list.items[0].place.column == 5);
  CHECK(list.items[1].kind == YamlNode::Kind::nothing);
  CHECK(list.items[2].members[0].value.place.line == 5);
}

TEST_CASE("parse YAML: a key without a value, its place is the key's") {
  const auto root = parse_yaml("a.yaml", "one:\nother: 2\nlast:\n\n\n");
  REQUIRE(root);
  CHECK(root->members.at(0).value.place.line == 1);
  CHECK(root->members.at(2).value.place.line == 3);
}

TEST_CASE("parse YAML: duplicate keys at any depth, refused where the second stands") {
  CHECK(error_of("a: 1\nb: 2\na: 3\n").starts_with("file.yaml:3:1: the key \"a\""));
  CHECK(error_of("x:\n  - {a: 1, \"a\": 2}\n").starts_with("file.yaml:2:12: the key \"a\""));
}

TEST_CASE(
    "parse YAML: anchors, aliases, tags, further documents, keys that are no words, refused with their "
    "place") {
  CHECK(error_of("a: &x 1\n").starts_with("file.yaml:1:4: an anchor"));
  CHECK(error_of("a: &x 1\nb: *x\n").starts_with("file.yaml:1:4: an anchor"));
  CHECK(error_of("a: *x\n").starts_with("file.yaml:1:4: not YAML"));
  CHECK(error_of("a: &x [1]\n").starts_with("file.yaml:1:4: an anchor"));
  CHECK(error_of("a: &x\n").starts_with("file.yaml:1:4: an anchor"));
  CHECK(error_of("a: !!str 1\n").starts_with("file.yaml:1:4: a tag"));
  CHECK(error_of("a: !mine {b: 1}\n").starts_with("file.yaml:1:4: a tag"));
  CHECK(error_of("a: 1\n---\nb: 2\n").starts_with("file.yaml:2:1: a second document"));
  CHECK(error_of("? [a]\n: 1\n").starts_with("file.yaml:1:3: a key must be a word"));
  CHECK(error_of("? {a: b}\n: 1\n").starts_with("file.yaml:1:3: a key must be a word"));
  CHECK(error_of("~: 1\n").starts_with("file.yaml:1:1: a key must be a word"));
}

TEST_CASE("parse YAML: malformed, truncated and empty files, refused") {
  CHECK(error_of("") == "file.yaml:1:1: there is nothing in this file");
  CHECK(error_of("# only a comment\n") == "file.yaml:1:1: there is nothing in this file");
  for (const std::string_view bytes :
       {"a: [1, 2\n", "a: {b: 1\n", "a: \"x\n", "a: 'x\n", "a: 1\n b: 2\n", "\ta: 1\n", "a: b: c\n",
        "- 1\nb: 2\n", "a: 1\n]\n", "%YAML 7.0\n---\na: 1\n", "a: |9x\n  b\n", "\"a\" \"b\"\n", "a: 'b' c\n",
        "a: @b\n"}) {
    INFO(bytes);
    CHECK_FALSE(parse_yaml("file.yaml", bytes));
  }
}

TEST_CASE("parse YAML: the end of the document, marked or not, read") {
  for (const std::string_view bytes :
       {"a: b", "a: b\n", "a: b\n...\n", "---\na: b\n...", "a: |\n  b\n", "a: b # c"})
    CHECK(parse_yaml("file.yaml", bytes));
  CHECK(parse_yaml("file.yaml", "a: |+\n  b\n")->members[0].value.text == "b\n");
}

TEST_CASE("parse YAML: every cut of a file, refused or read, never a crash") {
  const std::string_view whole = "a: {b: [c, \"d\\n\", 'e'], f: |\n  g\n}\nh:\n  - i\n  - j: k\n";
  for (std::size_t size = 0; size < whole.size(); ++size)
    (void)parse_yaml("file.yaml", whole.substr(0, size));
}

TEST_CASE("parse YAML: bytes that are no plain UTF-8 text, refused with their line") {
  using namespace std::string_view_literals;
  CHECK(error_of("a: 1\nb: \xff\n").starts_with("file.yaml:2:1: this line is not UTF-8"));
  CHECK(error_of("a: 1\nb: \"\x1b[2J\"\n").starts_with("file.yaml:2:1: this line has a control character"));
  CHECK(error_of("a: \xc2\x85 b\n").starts_with("file.yaml:1:1: this line has a control character"));
  CHECK(error_of("\xef\xbb\xbf"
                 "a: 1\n")
            .starts_with("file.yaml:1:1: a byte order mark"));
  CHECK(error_of("\xff\xfe"
                 "a\0:\0 \0b\0"sv)
            .starts_with("file.yaml:1:1: this line is not UTF-8"));
  CHECK(error_of("a\0b: 1\n"sv).starts_with("file.yaml:1:1: this line has a control character"));
  CHECK(parse_yaml("file.yaml", "a: Zo\xc3\xab\r\nb: 1\t# tab\r\n"));
}

TEST_CASE("parse YAML: size and depth beyond the bounds, refused") {
  CHECK(error_of(std::string(max_yaml_bytes + 1, '#')).starts_with("file.yaml:1:1: larger than 1 MiB"));
  const auto nested = [](std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
  CHECK(parse_yaml("file.yaml", nested(max_yaml_depth)));
  CHECK(error_of(nested(max_yaml_depth + 1)).starts_with("file.yaml:1:17: more than 16 levels"));
}

TEST_CASE("parse YAML: hostile shapes as large as allowed, refused or read without a crash") {
  const auto repeated = [](std::string_view piece) {
    std::string text;
    while (text.size() + piece.size() <= max_yaml_bytes) text += piece;
    return text;
  };
  for (const std::string_view piece :
       {"[", "{", "[{", "- ", "? ", "a: ", "'a", "{a: ", "\n? a", "&a ", "*a ", "!a "}) {
    INFO(piece);
    CHECK_FALSE(parse_yaml("file.yaml", repeated(piece)));
  }
}

TEST_CASE("error message: text from the file that could steer a terminal, made visible") {
  const auto parsed = parse_yaml("file.yaml", "\"a\\e[2J\": 1\n\"a\\e[2J\": 2\n");
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().detail.find('\x1b') == std::string::npos);
  CHECK(parsed.error().detail.find("\\u{1b}") != std::string::npos);
}

TEST_CASE("read a map: unknown, missing and wrong values, told with the place and what to do") {
  const auto read = [](std::string_view bytes) -> std::string {
    const auto root = parse_yaml("file.yaml", bytes);
    if (!root) return root.error().detail;
    MapReader reader(*root, "thing");
    (void)reader.string("name");
    (void)reader.optional_integer("count", {1, 9});
    (void)reader.optional_strings("words", {1, 2});
    const auto done = reader.finish();
    return done ? "read" : done.error().detail;
  };
  CHECK(read("name: a\ncount: 9\nwords: [x, y]\n") == "read");
  CHECK(read("name: a\ncuont: 9\n") ==
        "file.yaml:2:1: thing: the key \"cuont\" is not known; the keys here are: name, count, words");
  CHECK(read("count: 9\n") == "file.yaml:1:1: thing: the key \"name\" is missing; add it");
  CHECK(read("- name\n") == "file.yaml:1:1: thing: must be a mapping: one \"key: value\" a line");
  CHECK(read("name: [a]\n") == "file.yaml:1:7: \"name\" is a list; write one text");
  CHECK(read("name: {a: b}\n") == "file.yaml:1:7: \"name\" is a mapping; write one text");
  CHECK(read("name:\n").find("\"name\" has no value; write one") != std::string::npos);
  CHECK(read("name: ''\n") == "file.yaml:1:7: \"name\" is empty; write a text");
  CHECK(read("name: a\nwords: x\n") == "file.yaml:2:8: \"words\" must be a list: [a, b]");
  CHECK(read("name: a\nwords: []\n") == "file.yaml:2:8: \"words\" must have 1 to 2 items, and has 0");
  CHECK(read("name: a\nwords: [x, y, z]\n") == "file.yaml:2:8: \"words\" must have 1 to 2 items, and has 3");
  CHECK(read("name: a\nwords: [x, [y]]\n") ==
        "file.yaml:2:12: an item of \"words\" is a list; write one text");
  CHECK(read("name: a\n<<: {b: c}\n").starts_with("file.yaml:2:1: thing: the key \"<<\" is not known"));
}

TEST_CASE("read a text: plain numbers and truth values, refused unless quoted") {
  for (const std::string number : {"1", "-1", "+12", "1.5", ".5", "1e3", "1.e-3", "0x1F", "0o17", ".inf",
                                   "-.inf", ".nan", "true", "False"}) {
    const auto plain = parse_yaml("file.yaml", "- " + number + "\n- '" + number + "'\n");
    REQUIRE(plain);
    CHECK_FALSE(read_string(plain->items[0], "it"));
    CHECK(read_string(plain->items[1], "it"));
  }
  for (const std::string word :
       {"2026-11-23", "a", "1a", "yes", "no", "-", "+", ".", "1.2.3", "e5", "0x", "12e", "truth"}) {
    const auto plain = parse_yaml("file.yaml", "[" + (word == "-" ? "'-'" : word) + "]\n");
    REQUIRE(plain);
    CHECK(read_string(plain->items[0], "it"));
  }
}

TEST_CASE("read an integer: digits within the range only") {
  const auto read = [](std::string_view text) {
    const auto root = parse_yaml("file.yaml", "[" + std::string(text) + "]");
    return read_integer(root->items[0], "it", {5, 4'000'000'000});
  };
  CHECK(*read("5") == 5);
  CHECK(*read("4000000000") == 4'000'000'000);
  for (const std::string_view text : {"4", "4000000001", "99999999999999999999", "-5", "+5", "05", "5.0",
                                      "5e1", "0x10", "'5'", "5_000", "five", "[5]", "{a: 5}", "~", "\"\""})
    CHECK_FALSE(read(text));
  CHECK(read("4").error().detail ==
        "file.yaml:1:2: it must be a whole number from 5 to 4000000000, written in digits");
}

}  // namespace quorate
