#include "proofs/log/path.hpp"

#include <bit>

namespace quorate {
namespace {

// The leaves [begin, end) of the log.
struct Leaves {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint64_t count() const { return end - begin; }
};

// The largest power of two that is smaller than n; n > 1.
std::uint64_t split(std::uint64_t n) { return std::bit_floor(n - 1); }

// A range as the recursion makes them: it begins at a multiple of the power of two that holds it.
Result<LogHash> hash_of(Leaves leaves, const LogNodeReader& node) {
  if (leaves.count() == 0) return empty_root();
  if (std::has_single_bit(leaves.count())) {
    const auto level = static_cast<unsigned>(std::countr_zero(leaves.count()));
    return node(level, leaves.begin >> level);
  }
  const std::uint64_t middle = leaves.begin + split(leaves.count());
  const auto left = hash_of({leaves.begin, middle}, node);
  if (!left) return left.error();
  const auto right = hash_of({middle, leaves.end}, node);
  if (!right) return right.error();
  return node_hash(*left, *right);
}

Result<void> push_hash(Leaves leaves, const LogNodeReader& node, std::vector<LogHash>& path) {
  const auto hash = hash_of(leaves, node);
  if (!hash) return hash.error();
  path.push_back(*hash);
  return {};
}

Result<void> include(std::uint64_t index, Leaves leaves, const LogNodeReader& node,
                     std::vector<LogHash>& path) {
  if (leaves.count() == 1) return {};
  const std::uint64_t middle = leaves.begin + split(leaves.count());
  const bool left = index < middle;
  const Leaves mine = left ? Leaves{leaves.begin, middle} : Leaves{middle, leaves.end};
  const Leaves other = left ? Leaves{middle, leaves.end} : Leaves{leaves.begin, middle};
  if (const auto below = include(index, mine, node, path); !below) return below.error();
  return push_hash(other, node, path);
}

enum class Known { yes, no };  // whether the verifier knows the hash of the old leaves in the range

Result<void> consist(std::uint64_t from, Leaves leaves, Known known, const LogNodeReader& node,
                     std::vector<LogHash>& path) {
  if (from == leaves.end) return known == Known::yes ? Result<void>() : push_hash(leaves, node, path);
  const std::uint64_t middle = leaves.begin + split(leaves.count());
  if (from <= middle) {
    if (const auto below = consist(from, {leaves.begin, middle}, known, node, path); !below)
      return below.error();
    return push_hash({middle, leaves.end}, node, path);
  }
  if (const auto below = consist(from, {middle, leaves.end}, Known::no, node, path); !below)
    return below.error();
  return push_hash({leaves.begin, middle}, node, path);
}

Error wrong_length() { return {Code::bad_argument, "the path has not the length that it must have"}; }
Error inconsistent() { return {Code::bad_argument, "the later log does not begin with the earlier one"}; }

}  // namespace

Result<LogHash> root_of(std::uint64_t size, const LogNodeReader& node) { return hash_of({0, size}, node); }

Result<std::vector<LogHash>> inclusion_path(std::uint64_t index, std::uint64_t size,
                                            const LogNodeReader& node) {
  if (index >= size)
    return Error{Code::bad_argument,
                 "no entry " + std::to_string(index) + " among the first " + std::to_string(size)};
  std::vector<LogHash> path;
  if (const auto walked = include(index, {0, size}, node, path); !walked) return walked.error();
  return path;
}

Result<std::vector<LogHash>> consistency_path(std::uint64_t from, std::uint64_t to,
                                              const LogNodeReader& node) {
  if (from == 0 || from > to)
    return Error{Code::bad_argument, "\"from\" is a size of the log from 1 to \"to\""};
  std::vector<LogHash> path;
  if (const auto walked = consist(from, {0, to}, Known::yes, node, path); !walked) return walked.error();
  return path;
}

// RFC 9162 section 2.1.3.2.
Result<LogHash> walk_inclusion(const LogHash& leaf, std::uint64_t index, std::uint64_t size,
                               const std::vector<LogHash>& path) {
  if (index >= size) return wrong_length();
  std::uint64_t place = index;
  std::uint64_t last = size - 1;
  LogHash hash = leaf;
  for (const LogHash& step : path) {
    if (last == 0) return wrong_length();
    if ((place & 1) != 0 || place == last) {
      hash = node_hash(step, hash);
      while ((place & 1) == 0 && place != 0) {
        place >>= 1;
        last >>= 1;
      }
    } else {
      hash = node_hash(hash, step);
    }
    place >>= 1;
    last >>= 1;
  }
  if (last != 0) return wrong_length();
  return hash;
}

// RFC 9162 section 2.1.4.2.
Result<void> check_consistency(const LogHead& before, const LogHead& after,
                               const std::vector<LogHash>& path) {
  if (before.size == 0 || before.size > after.size) return inconsistent();
  if (before.size == after.size) {
    if (!path.empty()) return wrong_length();
    return before.root == after.root ? Result<void>() : inconsistent();
  }
  std::vector<LogHash> steps = path;
  if (std::has_single_bit(before.size)) steps.insert(steps.begin(), before.root);
  if (steps.empty()) return wrong_length();
  std::uint64_t place = before.size - 1;
  std::uint64_t last = after.size - 1;
  while ((place & 1) != 0) {
    place >>= 1;
    last >>= 1;
  }
  LogHash old_root = steps.front();
  LogHash new_root = steps.front();
  for (std::size_t i = 1; i < steps.size(); ++i) {
    if (last == 0) return wrong_length();
    if ((place & 1) != 0 || place == last) {
      old_root = node_hash(steps[i], old_root);
      new_root = node_hash(steps[i], new_root);
      while ((place & 1) == 0 && place != 0) {
        place >>= 1;
        last >>= 1;
      }
    } else {
      new_root = node_hash(new_root, steps[i]);
    }
    place >>= 1;
    last >>= 1;
  }
  if (last != 0) return wrong_length();
  return old_root == before.root && new_root == after.root ? Result<void>() : inconsistent();
}

}  // namespace quorate
