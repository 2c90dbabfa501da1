#include "config/operators.hpp"
#include "config/packed/bytes.hpp"
#include "config/packed/operators.hpp"
#include "config/packed/tree.hpp"
#include "config/shipped.hpp"
#include "config/shipped_tables.hpp"
#include "tests/show.hpp"

#include <limits>

namespace quorate {
namespace {

const std::string small =
    "version: \"1\"\n"
    "empty:\n"
    "operators:\n"
    "  - {id: a, name: \"A, Inc.: é\", domains: [a.org, b.org]}\n"
    "  - id: b\n"
    "    nested: [[], {c: d}]\n";

// Where the two trees first differ; empty where they do not.
std::string difference(const YamlNode& a, const YamlNode& b) {
  const std::string here = std::to_string(a.place.line) + ":" + std::to_string(a.place.column);
  if (a.kind != b.kind || a.text != b.text) return here + " " + a.text + " / " + b.text;
  if (a.place.line != b.place.line || a.place.column != b.place.column) return here + " place";
  if (*a.place.file != *b.place.file) return here + " file";
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

// Everything that a table holds, a line for each part.
std::string listing(const Operators& operators) {
  std::string lines = operators.version() + "\n";
  for (const Operator& entry : operators.entries()) {
    lines += entry.id + "|" + entry.name + "|" + entry.parent + "|" +
             (entry.business == Operator::Business::cdn ? "cdn" : "");
    for (const std::vector<std::string>* texts : {&entry.domains, &entry.names, &entry.issuers}) {
      lines += "|";
      for (const std::string& text : *texts) lines += text + ",";
    }
    for (const AddressBlock& block : entry.addresses)
      for (const Address& address : {block.first, block.last}) {
        lines += address.family == Address::Family::v6 ? " 6" : " 4";
        for (const std::uint8_t byte : address.bytes) lines += "." + std::to_string(byte);
      }
    lines += "\n";
  }
  for (const SharedHost& shared : operators.shared_hosts()) lines += shared.host + "|" + shared.why + "\n";
  return lines;
}

Operators from_yaml() {
  const auto known = load_operators("operators.yaml", shipped_operators());
  REQUIRE(known);
  return load_operators("suffix_owners.yaml", shipped_suffix_owners(), *known).value();
}

}  // namespace

TEST_CASE("unpack tree: what was packed, the same tree with every place") {
  for (const std::string_view yaml :
       {std::string_view(small), shipped_services(), shipped_limits(), shipped_suffix_owners()}) {
    const auto tree = parse_yaml("t.yaml", yaml);
    REQUIRE(tree);
    const auto again = unpack_tree("t.yaml", pack_tree(*tree));
    REQUIRE(again);
    CHECK(difference(*tree, *again) == "");
  }
}

TEST_CASE("unpack tree: cut short at every byte, longer, or nested too deep, refused") {
  const std::string bytes = pack_tree(*parse_yaml("t.yaml", small));
  for (std::size_t length = 0; length < bytes.size(); ++length)
    CHECK_FALSE(unpack_tree("t.yaml", std::string_view(bytes).substr(0, length)));
  CHECK_FALSE(unpack_tree("t.yaml", bytes + '\0'));
  const std::string list_of_one = {'\x03', '\x01', '\x01', '\x01'};  // a sequence at 1:1 of one item
  const std::string nothing = {'\x00', '\x01', '\x01'};
  std::string deep = nothing;
  for (std::size_t depth = 0; depth < max_yaml_depth; ++depth) deep.insert(0, list_of_one);
  CHECK(unpack_tree("t.yaml", deep));
  CHECK_FALSE(unpack_tree("t.yaml", list_of_one + deep));
  CHECK_FALSE(unpack_tree("t.yaml", std::string({'\x05', '\x01', '\x01'})));          // no such kind
  CHECK_FALSE(unpack_tree("t.yaml", std::string({'\x03', '\x01', '\x01', '\x7f'})));  // more items than bytes
}

TEST_CASE("unpack operators: cut short at every hundredth byte, or longer, refused") {
  const std::string bytes(packed_operators());
  constexpr std::size_t step = 100;
  for (std::size_t length = 0; length < bytes.size(); length += step)
    CHECK_FALSE(unpack_operators(std::string_view(bytes).substr(0, length)));
  CHECK_FALSE(unpack_operators(bytes + '\0'));
}

TEST_CASE("unpack a number: the largest one, and one that does not fit") {
  Packer packer;
  packer.number(std::numeric_limits<std::uint64_t>::max());
  packer.number(0);
  const std::string bytes = packer.take();
  Unpacker unpacker(bytes);
  CHECK(unpacker.number() == std::numeric_limits<std::uint64_t>::max());
  CHECK(unpacker.number() == 0);
  CHECK(unpacker.finish());
  const std::string larger = {'\x80', '\x80', '\x80', '\x80', '\x80', '\x80', '\x80', '\x80', '\x80', '\x02'};
  Unpacker other(larger);
  CHECK(other.number() == 0);
  CHECK_FALSE(other.finish());
}

TEST_CASE("load shipped tables: packed when the program was built, what the YAML files say") {
  const auto services = parse_yaml("services.yaml", shipped_services());
  const auto limits = parse_yaml("limits.yaml", shipped_limits());
  CHECK(difference(*services, *unpack_tree("services.yaml", packed_services())) == "");
  CHECK(difference(*limits, *unpack_tree("limits.yaml", packed_limits())) == "");
  CHECK(load_shipped_services()->entries.size() == load_services("s", shipped_services())->entries.size());
  CHECK(load_shipped_limits());
  const auto operators = load_shipped_operators();
  REQUIRE(operators);
  CHECK(listing(*operators) == listing(from_yaml()));
}

}  // namespace quorate
