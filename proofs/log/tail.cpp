#include "proofs/log/tail.hpp"

#include <bit>

namespace quorate {

Result<LogTail> LogTail::from(std::uint64_t size, std::vector<LogHash> peaks) {
  const auto wanted = static_cast<std::size_t>(std::popcount(size));
  if (peaks.size() != wanted)
    return Error{Code::bad_argument, "a log of " + std::to_string(size) + " leaves has " +
                                         std::to_string(wanted) + " whole subtrees at its edge, not " +
                                         std::to_string(peaks.size())};
  LogTail tail;
  tail.size_ = size;
  tail.peaks_ = std::move(peaks);
  return tail;
}

std::vector<LogNode> LogTail::append(const LogHash& leaf) {
  std::vector<LogNode> whole{{0, size_, leaf}};
  for (unsigned level = 0; (size_ >> level & 1) != 0; ++level) {
    const LogNode& last = whole.back();
    whole.push_back({level + 1, last.index / 2, node_hash(peaks_.back(), last.hash)});
    peaks_.pop_back();
  }
  peaks_.push_back(whole.back().hash);
  ++size_;
  return whole;
}

LogHead LogTail::head() const {
  if (peaks_.empty()) return {0, empty_root()};
  LogHash root = peaks_.back();
  for (std::size_t i = peaks_.size() - 1; i-- > 0;) root = node_hash(peaks_[i], root);
  return {size_, root};
}

}  // namespace quorate
