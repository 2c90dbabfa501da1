#include "crawler/store/log/verify_log.hpp"

#include "proofs/log/tail.hpp"

#include <algorithm>
#include <set>

namespace quorate {

namespace {

constexpr std::size_t page = 500;                   // entries that are read at once
constexpr std::size_t most_checkpoints = max_page;  // of the store, the newest ones
constexpr std::size_t remembered_bodies = 100'000;  // digests, 32 bytes each, that need not be read twice

std::string entry(LogIndex index) { return "entry " + std::to_string(index); }

class Verification {
 public:
  Verification(StoreReader& store, std::vector<ClaimedHead> claimed)
      : store_(store), claimed_(std::move(claimed)) {
    std::stable_sort(claimed_.begin(), claimed_.end(),
                     [](const ClaimedHead& a, const ClaimedHead& b) { return a.head.size < b.head.size; });
  }

  Result<LogFindings> run(const LogHead& stored) {
    compare_heads();
    while (!found_.damage && tail_.size() < stored.size) {
      const auto entries =
          store_.log_entries(tail_.size(), std::min<std::uint64_t>(page, stored.size - tail_.size()));
      if (!entries) return entries.error();
      if (entries->empty()) damage(entry(tail_.size()) + ": is missing, and so are all after it");
      for (const ObservationRecord& seen : *entries) {
        if (found_.damage) break;
        if (auto taken = take(seen); !taken) return taken.error();
      }
    }
    found_.head = tail_.head();
    if (!found_.damage && found_.head != stored)
      damage("the stored edge of the tree is not that of its entries");
    if (!found_.damage && next_ < claimed_.size())
      damage("the log ends after " + std::to_string(tail_.size()) + " entries, but " + claimed_[next_].name +
             " is of " + std::to_string(claimed_[next_].head.size) + ": entries were cut off");
    return found_;
  }

 private:
  void damage(std::string what) {
    if (!found_.damage) found_.damage = std::move(what);
  }

  Result<void> take(const ObservationRecord& seen) {
    if (seen.index != tail_.size()) {
      damage(entry(tail_.size()) + ": is missing");
      return {};
    }
    const auto whole = tail_.append(leaf_hash(as_bytes(log_leaf(seen))));
    for (const LogNode& node : whole) {
      const auto stored = store_.log_node(node.level, node.index);
      if (!stored) return stored.error();
      if (!*stored || **stored != node.hash) {
        damage(entry(seen.index) + ": " +
               (node.level == 0 ? "is not what was written: its hash is another one"
                                : "the tree above it, level " + std::to_string(node.level) +
                                      ", is not that of its entries"));
        return {};
      }
    }
    compare_heads();
    return found_.damage ? Result<void>() : take_body(seen);
  }

  Result<void> take_body(const ObservationRecord& seen) {
    if (bodies_.count(seen.body) != 0) return {};
    const auto bytes = store_.body(seen.body);
    if (!bytes) {
      damage(entry(seen.index) + ": its body cannot be read: " + bytes.error().detail);
    } else if (*bytes) {
      if ((*bytes)->size() != seen.body_bytes) damage(entry(seen.index) + ": its body has another size");
      ++found_.bodies;
    } else if (seen.body_bytes != 0) {
      damage(entry(seen.index) + ": its body is missing");
    }
    if (bodies_.size() < remembered_bodies) bodies_.insert(seen.body);
    return {};
  }

  void compare_heads() {
    for (; next_ < claimed_.size() && claimed_[next_].head.size == tail_.size(); ++next_) {
      ++found_.heads;
      if (claimed_[next_].head.root != tail_.head().root)
        damage("the first " + std::to_string(tail_.size()) + " entries are not those of " +
               claimed_[next_].name + ": one of them was changed, or this is another log");
    }
  }

  StoreReader& store_;
  std::vector<ClaimedHead> claimed_;  // by size
  std::size_t next_ = 0;              // of them, that was not compared yet
  LogTail tail_;
  std::set<BodyDigest> bodies_;
  LogFindings found_;
};

}  // namespace

Result<LogFindings> verify_log(StoreReader& store, std::vector<ClaimedHead> claimed) {
  // The checkpoints first: the log only grows, so none of them is ahead of the head that is read after them.
  const auto kept = store.checkpoints(most_checkpoints);
  if (!kept) return kept.error();
  for (const KeptCheckpoint& checkpoint : *kept)
    claimed.push_back({checkpoint.head, "the store's checkpoint of " + std::to_string(checkpoint.at)});
  const auto stored = store.log_head();
  if (!stored) return stored.error();
  return Verification(store, std::move(claimed)).run(*stored);
}

Result<LogHash> LogNodeReader::operator()(unsigned level, std::uint64_t index) const {
  const auto node = store_->log_node(level, index);
  if (!node) return node.error();
  if (!*node)
    return Error{Code::store_failed, "the log's tree has a gap at level " + std::to_string(level) +
                                         ", place " + std::to_string(index) + "; see quorate log verify"};
  return **node;
}

}  // namespace quorate
