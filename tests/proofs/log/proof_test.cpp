// The log's tree against the one of the Certificate Transparency tests, and its proofs in every size.
#include "proofs/log/proof.hpp"

#include "proofs/log/tail.hpp"
#include "tests/show.hpp"

#include <map>

namespace quorate {
namespace {

struct Tree {
  LogTail tail;
  std::map<std::pair<unsigned, std::uint64_t>, LogHash> nodes;
  std::vector<LogHead> heads;  // of each size, from 0
  std::vector<LogHash> leaves;

  Tree() : heads{LogTail().head()} {}

  void append(ByteView leaf) {
    leaves.push_back(leaf_hash(leaf));
    for (const LogNode& node : tail.append(leaves.back())) nodes[{node.level, node.index}] = node.hash;
    heads.push_back(tail.head());
  }
  LogNodes source() const {
    return [this](unsigned level, std::uint64_t index) -> Result<LogHash> {
      const auto found = nodes.find({level, index});
      if (found == nodes.end()) return Error{Code::not_stored, "no such node"};
      return found->second;
    };
  }
};

Tree tree_of(std::size_t size) {
  Tree tree;
  for (std::size_t i = 0; i < size; ++i) tree.append(as_bytes("leaf " + std::to_string(i)));
  return tree;
}

// The tree by the definition of RFC 9162 section 2.1.1, with no subtree remembered.
LogHash by_definition(const std::vector<LogHash>& leaves, std::size_t first, std::size_t size) {
  if (size == 0) return empty_root();
  if (size == 1) return leaves[first];
  std::size_t left = 1;
  while (left * 2 < size) left *= 2;
  return node_hash(by_definition(leaves, first, left), by_definition(leaves, first + left, size - left));
}

// Each proof that differs from `proof` in one bit of one hash, or has a hash more or fewer.
std::vector<std::vector<LogHash>> spoilt(const std::vector<LogHash>& proof) {
  std::vector<std::vector<LogHash>> all;
  for (std::size_t i = 0; i < proof.size(); ++i) {
    for (const std::size_t bit : {0, 100, 255}) {
      all.push_back(proof);
      all.back()[i][bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
    }
    all.push_back(proof);
    all.back().erase(all.back().begin() + static_cast<std::ptrdiff_t>(i));
  }
  all.push_back(proof);
  all.back().push_back(LogHash{});
  return all;
}

constexpr std::size_t largest = 64;

}  // namespace

TEST_CASE("log: the roots of the Certificate Transparency reference tree") {
  const std::vector<const char*> leaves = {
      "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
  const std::vector<const char*> roots = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                                          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  Tree tree;
  for (const char* leaf : leaves) tree.append(decode_hex(leaf).value());
  for (std::size_t size = 0; size < roots.size(); ++size) {
    CHECK(encode_hex(tree.heads[size].root) == roots[size]);
    CHECK(root_of(size, tree.source()).value() == tree.heads[size].root);
  }
}

TEST_CASE("log: the tree of every size is the one of the definition") {
  const Tree tree = tree_of(largest + 1);
  for (std::size_t size = 0; size <= largest; ++size) {
    CHECK(tree.heads[size].size == size);
    CHECK(tree.heads[size].root == by_definition(tree.leaves, 0, size));
  }
  CHECK_FALSE(LogTail::from(5, {LogHash{}}));
  CHECK(LogTail::from(tree.tail.size(), tree.tail.peaks()).value().head() == tree.heads.back());
}

TEST_CASE("log: every leaf of every size is shown, and only where it stands") {
  const Tree tree = tree_of(largest);
  std::size_t taken = 0;
  for (std::size_t size = 1; size <= largest; ++size)
    for (std::size_t index = 0; index < size; ++index) {
      const auto proof = prove_inclusion(index, size, tree.source()).value();
      const LogHead& head = tree.heads[size];
      if (check_inclusion(tree.leaves[index], index, head, proof) != ProofCheck::right)
        FAIL(size << " " << index);
      for (const auto& other : spoilt(proof))
        taken += check_inclusion(tree.leaves[index], index, head, other) == ProofCheck::right;
      for (std::size_t place = 0; place <= size; ++place)
        taken +=
            place != index && check_inclusion(tree.leaves[index], place, head, proof) == ProofCheck::right;
      taken += check_inclusion(tree.leaves[(index + 1) % largest], index, head, proof) == ProofCheck::right;
    }
  CHECK(taken == 0);
  CHECK(prove_inclusion(5, 5, tree.source()).error().code == Code::bad_argument);
}

TEST_CASE("log: every size goes on from every smaller one, and from nothing else") {
  const Tree tree = tree_of(largest);
  std::size_t taken = 0;
  for (std::size_t size = 0; size <= largest; ++size)
    for (std::size_t old = 0; old <= size; ++old) {
      const auto proof = prove_consistency(old, size, tree.source()).value();
      if (check_consistency(tree.heads[old], tree.heads[size], proof) != ProofCheck::right)
        FAIL(old << " " << size);
      for (const auto& other : spoilt(proof))
        taken += check_consistency(tree.heads[old], tree.heads[size], other) == ProofCheck::right;
      LogHead forked = tree.heads[old];
      forked.root[7] ^= 1;
      taken += check_consistency(forked, tree.heads[size], proof) == ProofCheck::right;
      forked = tree.heads[size];
      forked.root[31] ^= 128;
      taken += old > 0 && check_consistency(tree.heads[old], forked, proof) == ProofCheck::right;
      taken += old < size && check_consistency(tree.heads[size], tree.heads[old], proof) == ProofCheck::right;
    }
  CHECK(taken == 0);
  CHECK(prove_consistency(6, 5, tree.source()).error().code == Code::bad_argument);
}

TEST_CASE("log: a node that is missing, no proof") {
  Tree tree = tree_of(13);
  tree.nodes.erase({2, 1});
  CHECK(prove_inclusion(0, 13, tree.source()).error().code == Code::not_stored);
  CHECK(prove_inclusion(12, 13, tree.source()));  // needs only the whole first eight, and four after them
}

}  // namespace quorate
