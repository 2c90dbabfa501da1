// LogTail: the right edge of a log's tree, which is all that appending to it needs.
#pragma once

#include "proofs/log/hash.hpp"

#include <vector>

namespace quorate {

// The hash of a whole subtree: of the leaves [index << level, (index + 1) << level).
struct LogNode {
  unsigned level = 0;
  std::uint64_t index = 0;
  LogHash hash{};
  friend bool operator==(const LogNode&, const LogNode&) = default;
};

class LogTail {
 public:
  LogTail() = default;
  // `peaks`: the hashes of the largest whole subtrees that make up a log of `size` leaves, from the left: one
  // for each bit that is set in `size`. Errors: bad_argument where there are more or fewer.
  static Result<LogTail> from(std::uint64_t size, std::vector<LogHash> peaks);

  // Appends a leaf, and gives the subtrees that are whole now, the leaf itself first.
  std::vector<LogNode> append(const LogHash& leaf);

  std::uint64_t size() const { return size_; }
  const std::vector<LogHash>& peaks() const { return peaks_; }
  LogHead head() const;

 private:
  std::uint64_t size_ = 0;
  std::vector<LogHash> peaks_;
};

}  // namespace quorate
