#include "proofs/log/proof.hpp"

#include <bit>

namespace quorate {

namespace {

// The largest power of two below `size`, which is at least 2: where a tree splits (RFC 9162 section 2.1.1).
std::uint64_t split_of(std::uint64_t size) { return std::bit_floor(size - 1); }

// The hash of the leaves [first, first + size), size > 0. `first` is a multiple of the size rounded up to a
// power of two.
Result<LogHash> subtree(std::uint64_t first, std::uint64_t size, const LogNodes& nodes) {
  if (std::has_single_bit(size)) {
    const auto level = static_cast<unsigned>(std::countr_zero(size));
    return nodes(level, first >> level);
  }
  const std::uint64_t left = split_of(size);
  const auto left_hash = subtree(first, left, nodes);
  if (!left_hash) return left_hash;
  const auto right_hash = subtree(first + left, size - left, nodes);
  if (!right_hash) return right_hash;
  return node_hash(*left_hash, *right_hash);
}

// Appends the hash of a range to a proof, if there is one.
Result<void> add(std::vector<LogHash>& proof, Result<LogHash> hash) {
  if (!hash) return hash.error();
  proof.push_back(*hash);
  return {};
}

// PATH(index, [first, first + size)), from the leaf upwards.
Result<void> path(std::uint64_t index, std::uint64_t first, std::uint64_t size, const LogNodes& nodes,
                  std::vector<LogHash>& proof) {
  if (size == 1) return {};
  const std::uint64_t left = split_of(size);
  const bool goes_left = index < first + left;
  const auto below = goes_left ? path(index, first, left, nodes, proof)
                               : path(index, first + left, size - left, nodes, proof);
  if (!below) return below;
  return add(proof, goes_left ? subtree(first + left, size - left, nodes) : subtree(first, left, nodes));
}

enum class Known { yes, no };

// SUBPROOF(old_size, [first, first + size), whole): `whole` where the verifier knows the hash of the old
// part.
Result<void> subproof(std::uint64_t old_size, std::uint64_t first, std::uint64_t size, Known whole,
                      const LogNodes& nodes, std::vector<LogHash>& proof) {
  if (old_size == size) {
    if (whole == Known::yes) return {};
    return add(proof, subtree(first, size, nodes));
  }
  const std::uint64_t left = split_of(size);
  if (old_size <= left) {
    if (auto below = subproof(old_size, first, left, whole, nodes, proof); !below) return below;
    return add(proof, subtree(first + left, size - left, nodes));
  }
  if (auto below = subproof(old_size - left, first + left, size - left, Known::no, nodes, proof); !below)
    return below;
  return add(proof, subtree(first, left, nodes));
}

ProofCheck right_if(bool right) { return right ? ProofCheck::right : ProofCheck::wrong; }

}  // namespace

Result<LogHash> root_of(std::uint64_t size, const LogNodes& nodes) {
  if (size == 0) return empty_root();
  return subtree(0, size, nodes);
}

Result<std::vector<LogHash>> prove_inclusion(std::uint64_t index, std::uint64_t size, const LogNodes& nodes) {
  if (index >= size)
    return Error{Code::bad_argument, "a log of " + std::to_string(size) + " entries has no entry " +
                                         std::to_string(index) + "; they are counted from 0"};
  std::vector<LogHash> proof;
  if (auto done = path(index, 0, size, nodes, proof); !done) return done.error();
  return proof;
}

Result<std::vector<LogHash>> prove_consistency(std::uint64_t old_size, std::uint64_t size,
                                               const LogNodes& nodes) {
  if (old_size > size)
    return Error{Code::bad_argument, "a log of " + std::to_string(size) +
                                         " entries does not go on from one of " + std::to_string(old_size)};
  std::vector<LogHash> proof;
  if (old_size == 0) return proof;
  if (auto done = subproof(old_size, 0, size, Known::yes, nodes, proof); !done) return done.error();
  return proof;
}

// SPEC: RFC 9162 section 2.1.3.2
ProofCheck check_inclusion(const LogHash& leaf, std::uint64_t index, const LogHead& head,
                           const std::vector<LogHash>& proof) {
  if (index >= head.size) return ProofCheck::wrong;
  std::uint64_t at = index;
  std::uint64_t last = head.size - 1;
  LogHash hash = leaf;
  for (const LogHash& other : proof) {
    if (last == 0) return ProofCheck::wrong;
    if ((at & 1) != 0 || at == last) {
      hash = node_hash(other, hash);
      while ((at & 1) == 0 && at != 0) {
        at >>= 1;
        last >>= 1;
      }
    } else {
      hash = node_hash(hash, other);
    }
    at >>= 1;
    last >>= 1;
  }
  return right_if(last == 0 && hash == head.root);
}

// SPEC: RFC 9162 section 2.1.4.2
ProofCheck check_consistency(const LogHead& old_head, const LogHead& head,
                             const std::vector<LogHash>& proof) {
  if (old_head.size > head.size) return ProofCheck::wrong;
  if (old_head.size == 0) return right_if(proof.empty() && old_head.root == empty_root());
  if (old_head.size == head.size) return right_if(proof.empty() && old_head.root == head.root);
  std::size_t next = 0;
  std::uint64_t at = old_head.size - 1;
  std::uint64_t last = head.size - 1;
  while ((at & 1) != 0) {
    at >>= 1;
    last >>= 1;
  }
  // Where the old tree is whole, its root is the first hash, which the verifier knows.
  if (at != 0 && proof.empty()) return ProofCheck::wrong;
  LogHash old_hash = at != 0 ? proof[next++] : old_head.root;
  LogHash hash = old_hash;
  for (; next < proof.size(); ++next) {
    if (last == 0) return ProofCheck::wrong;
    if ((at & 1) != 0 || at == last) {
      old_hash = node_hash(proof[next], old_hash);
      hash = node_hash(proof[next], hash);
      while ((at & 1) == 0 && at != 0) {
        at >>= 1;
        last >>= 1;
      }
    } else {
      hash = node_hash(hash, proof[next]);
    }
    at >>= 1;
    last >>= 1;
  }
  return right_if(last == 0 && old_hash == old_head.root && hash == head.root);
}

}  // namespace quorate
