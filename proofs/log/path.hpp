// The paths through the tree of a log that prove an entry or an earlier state to belong to it (RFC 9162
// sections 2.1.3 and 2.1.4).
#pragma once

#include "proofs/log/hash.hpp"
#include "proofs/result.hpp"

#include <functional>
#include <vector>

namespace quorate {

// Gives the hash of a whole subtree: of the leaves [index << level, (index + 1) << level).
using LogNodeReader = std::function<Result<LogHash>(unsigned level, std::uint64_t index)>;

// Of the leaf at `index` in the log's first `size` entries. Errors: bad_argument unless index < size; those
// of the reader.
Result<std::vector<LogHash>> inclusion_path(std::uint64_t index, std::uint64_t size,
                                            const LogNodeReader& node);

// From the log's first `from` entries to its first `to`. Errors: bad_argument unless 0 < from <= to; those of
// the reader.
Result<std::vector<LogHash>> consistency_path(std::uint64_t from, std::uint64_t to,
                                              const LogNodeReader& node);

// Of the log's first `size` entries. Errors: those of the reader.
Result<LogHash> root_of(std::uint64_t size, const LogNodeReader& node);

// The root to which the path leads from the leaf; a different one than the log's: the leaf is not in it.
// Errors: bad_argument for a path of the wrong length.
Result<LogHash> walk_inclusion(const LogHash& leaf, std::uint64_t index, std::uint64_t size,
                               const std::vector<LogHash>& path);

// Whether the path leads from the one state to the other: nothing, or why not.
Result<void> check_consistency(const LogHead& before, const LogHead& after, const std::vector<LogHash>& path);

}  // namespace quorate
