#include "config/yaml/flow_table.hpp"

#include "config/shipped.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

const std::string small =
    "# made\n"
    "version: \"1\"\n"
    "operators:\n"
    "  - {id: a, name: \"A, Inc.: é\", domains: [a.org, b.org]}\n"
    "  - {id: b, name: \"B\", parent: a, domains: [\n"
    "      c.org,\n"
    "      d.org]}\n";

const std::string commented =
    "version: \"1\"\n"
    "  # above an entry, and within one\n"
    "operators:\n"
    "  - {id: a,\n"
    "     # who says so\n"
    "     issuers: [\"A, Inc.\", B, \"# C\"]}\n"
    "    # at the end\n";

std::string refusal(const std::string& bytes) {
  const auto root = parse_flow_table("t.yaml", bytes);
  return root ? "read" : root.error().detail;
}

std::string refusal(std::string_view from, std::string_view to) {
  std::string bytes = small;
  const std::size_t at = bytes.find(from);
  REQUIRE(at != std::string::npos);
  return refusal(bytes.replace(at, from.size(), to));
}

// Where the two trees first differ; empty where they do not.
std::string difference(const YamlNode& a, const YamlNode& b) {
  const std::string here = std::to_string(a.place.line) + ":" + std::to_string(a.place.column);
  if (a.kind != b.kind || a.text != b.text) return here + " " + a.text + " / " + b.text;
  if (a.place.line != b.place.line || a.place.column != b.place.column) return here + " place";
  if (a.items.size() != b.items.size() || a.members.size() != b.members.size()) return here + " size";
  for (std::size_t i = 0; i < a.items.size(); ++i)
    if (const std::string found = difference(a.items[i], b.items[i]); !found.empty()) return found;
  for (std::size_t i = 0; i < a.members.size(); ++i) {
    if (a.members[i].key != b.members[i].key || a.members[i].place.column != b.members[i].place.column)
      return here + " key";
    if (const std::string found = difference(a.members[i].value, b.members[i].value); !found.empty())
      return found;
  }
  return {};
}

}  // namespace

TEST_CASE("parse flow table: the shipped tables, the tree that the YAML library makes of them") {
  for (const std::string& bytes :
       {small, commented, std::string(shipped_suffix_owners()), std::string(shipped_operators())}) {
    const auto quick = parse_flow_table("t.yaml", bytes);
    const auto yaml = parse_yaml("t.yaml", bytes);
    REQUIRE(quick);
    REQUIRE(yaml);
    CHECK(difference(*quick, *yaml) == "");
    CHECK(quick->members.size() >= 2);
  }
}

TEST_CASE("parse flow table: what no script of ours writes, refused with the place") {
  CHECK(refusal("") == "t.yaml:1:1: there is nothing in this file");
  CHECK(refusal("# made\n") == "t.yaml:1:1: there is nothing in this file");
  CHECK(refusal("id: b", "id b").starts_with("t.yaml:5:9: a : is missing"));
  CHECK(refusal("[a.org, b.org]", "[a.org b.org]").starts_with("t.yaml:4:50:"));
  CHECK(refusal("[a.org, b.org]", "[a.org, ]").starts_with("t.yaml:4:"));
  CHECK(refusal("[a.org, b.org]", "[*a]").starts_with("t.yaml:4:"));
  CHECK(refusal("[a.org, b.org]", "[[a.org]]").starts_with("t.yaml:4:"));
  CHECK(refusal("\"B\"", "\"B\\n\"").find("no end in its line, or an escape") != std::string::npos);
  CHECK(refusal("\"B\"", "\"B").find("no end in its line") != std::string::npos);
  CHECK(refusal("\"B\"", "\"\xff\"").find("not plain UTF-8") != std::string::npos);
  CHECK(refusal("parent: a", "id: a").find("the key \"id\" stands here for the second time") !=
        std::string::npos);
  CHECK(refusal("version", "operators").find("for the second time") != std::string::npos);
  CHECK(refusal("  - {id: a", "  - [id: a").starts_with("t.yaml:4:"));
  CHECK(refusal("d.org]}\n", "d.org]}\n%").starts_with("t.yaml:8:1:"));
  CHECK(refusal("version: \"1\"\n", "version: 1\n").starts_with("t.yaml:2:"));
  CHECK(refusal("# made", "\t").starts_with("t.yaml:1:1:"));
  CHECK(refusal("d.org]}\n", "d.org]} # not above a line\n").starts_with("t.yaml:7:15:"));
  CHECK(refusal("b.org]", "\"b.org]").find("no end in its line") != std::string::npos);
}

TEST_CASE("parse flow table: cut anywhere, refused or a part of it") {
  const auto whole = parse_flow_table("t.yaml", small);
  REQUIRE(whole);
  for (std::size_t length = 0; length < small.size() - 1; ++length) {
    const auto cut = parse_flow_table("t.yaml", small.substr(0, length));
    if (!cut) continue;
    INFO(length);
    const bool between_entries = cut->members.size() < 2 || cut->members[1].value.items.size() < 2;
    CHECK(between_entries);
  }
}

}  // namespace quorate
