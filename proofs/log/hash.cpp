#include "proofs/log/hash.hpp"

#include <algorithm>

namespace quorate {

namespace {

constexpr std::uint8_t leaf_mark = 0;
constexpr std::uint8_t node_mark = 1;

}  // namespace

LogHash empty_root() { return sha256({}); }

LogHash leaf_hash(ByteView leaf) {
  Bytes marked;
  marked.reserve(leaf.size() + 1);
  marked.push_back(leaf_mark);
  marked.insert(marked.end(), leaf.begin(), leaf.end());
  return sha256(marked);
}

LogHash node_hash(const LogHash& left, const LogHash& right) {
  std::array<std::uint8_t, 1 + 2 * sizeof(LogHash)> marked;
  marked[0] = node_mark;
  std::copy(left.begin(), left.end(), marked.begin() + 1);
  std::copy(right.begin(), right.end(), marked.begin() + 1 + sizeof(LogHash));
  return sha256(marked);
}

}  // namespace quorate
