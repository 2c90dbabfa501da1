#include "config/packed/tree.hpp"

#include "config/packed/bytes.hpp"

#include <utility>

namespace quorate {
namespace {

using FileName = std::shared_ptr<const std::string>;

constexpr auto last_kind = static_cast<std::uint64_t>(YamlNode::Kind::map);

void pack(const YamlPlace& place, Packer& packer) {
  packer.number(place.line);
  packer.number(place.column);
}

YamlPlace unpack_place(const FileName& file, Unpacker& unpacker) {
  const std::size_t line = unpacker.number(max_yaml_bytes);
  return {file, line, unpacker.number(max_yaml_bytes)};
}

void pack(const YamlNode& node, Packer& packer) {
  packer.number(static_cast<std::uint64_t>(node.kind));
  pack(node.place, packer);
  switch (node.kind) {
    case YamlNode::Kind::nothing:
      break;
    case YamlNode::Kind::plain:
    case YamlNode::Kind::quoted:
      packer.text(node.text);
      break;
    case YamlNode::Kind::sequence:
      packer.number(node.items.size());
      for (const YamlNode& item : node.items) pack(item, packer);
      break;
    case YamlNode::Kind::map:
      packer.number(node.members.size());
      for (const YamlMember& member : node.members) {
        packer.text(member.key);
        pack(member.place, packer);
        pack(member.value, packer);
      }
      break;
  }
}

YamlNode unpack_node(const FileName& file, Unpacker& unpacker, std::size_t depth) {
  YamlNode node;
  if (depth > max_yaml_depth) unpacker.refuse();
  node.kind = static_cast<YamlNode::Kind>(unpacker.number(last_kind));
  node.place = unpack_place(file, unpacker);
  switch (node.kind) {
    case YamlNode::Kind::nothing:
      break;
    case YamlNode::Kind::plain:
    case YamlNode::Kind::quoted:
      node.text = unpacker.text();
      break;
    case YamlNode::Kind::sequence:
      node.items.resize(unpacker.count());
      for (YamlNode& item : node.items) item = unpack_node(file, unpacker, depth + 1);
      break;
    case YamlNode::Kind::map:
      node.members.resize(unpacker.count());
      for (YamlMember& member : node.members) {
        member.key = unpacker.text();
        member.place = unpack_place(file, unpacker);
        member.value = unpack_node(file, unpacker, depth + 1);
      }
      break;
  }
  return node;
}

}  // namespace

std::string pack_tree(const YamlNode& root) {
  Packer packer;
  pack(root, packer);
  return packer.take();
}

Result<YamlNode> unpack_tree(std::string_view file, std::string_view bytes) {
  Unpacker unpacker(bytes);
  YamlNode root = unpack_node(std::make_shared<const std::string>(file), unpacker, 0);
  if (const auto whole = unpacker.finish(); !whole) return whole.error();
  return root;
}

}  // namespace quorate
