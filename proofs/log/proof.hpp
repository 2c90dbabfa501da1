// Proofs about a log's tree: that it holds a leaf, and that it goes on from an older one (RFC 9162 section
// 2.1.3, 2.1.4).
#pragma once

#include "proofs/log/hash.hpp"

#include <functional>
#include <vector>

namespace quorate {

// The hash of a whole subtree of the log: of the leaves [index << level, (index + 1) << level).
using LogNodes = std::function<Result<LogHash>(unsigned level, std::uint64_t index)>;

// The hashes that lead from the leaf to the root of the first `size` leaves. Errors: bad_argument (there is
// no such leaf), and those of `nodes`.
Result<std::vector<LogHash>> prove_inclusion(std::uint64_t index, std::uint64_t size, const LogNodes& nodes);

// The hashes that show that the first `size` leaves begin with those of the tree of the first `old_size`.
// Empty for equal sizes and for an empty old tree. Errors: bad_argument, and those of `nodes`.
Result<std::vector<LogHash>> prove_consistency(std::uint64_t old_size, std::uint64_t size,
                                               const LogNodes& nodes);

// The root of the first `size` leaves. Errors: those of `nodes`.
Result<LogHash> root_of(std::uint64_t size, const LogNodes& nodes);

enum class ProofCheck { wrong, right };

// Whether `leaf` stands at `index` in the log with this head. Nothing of it need be trusted but the head.
ProofCheck check_inclusion(const LogHash& leaf, std::uint64_t index, const LogHead& head,
                           const std::vector<LogHash>& proof);

// Whether the log with `head` begins with the log with `old_head`.
ProofCheck check_consistency(const LogHead& old_head, const LogHead& head, const std::vector<LogHash>& proof);

}  // namespace quorate
