// NamedValues: one value for each name, for so many names at most, and one for all others together.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace quorate {

// Which names go first where there is no room for all. One name must always be given the same.
enum class Keep { listed, sampled };

// Where a name stands in the queue for room: listed ones first, then by a hash of the name, so that the
// sampled names that are kept are a random sample of those that were met.
struct NameOrder {
  Keep keep = Keep::sampled;
  std::uint64_t hash = 0;
  std::string name;
  friend auto operator<=>(const NameOrder&, const NameOrder&) = default;
};

NameOrder name_order(std::string_view name, Keep keep);
// How many sampled names were met, where only those with the smallest hashes were kept: `kept` of them,
// `largest` the greatest hash among them. Off by about 1/sqrt(kept).
std::uint64_t estimated_names(std::uint64_t kept, std::uint64_t largest);

// `Value` has merge(const Value&), associative and commutative, and its default value changes nothing.
// What is kept depends on the set of all names alone: never on their order, nor on how they were divided
// before merging. So the count of a name that is kept is exact.
template <class Value>
class NamedValues {
 public:
  explicit NamedValues(std::size_t most) : most_(most) {}

  // The value to add to: the name's own, or that of the others. Until the next call.
  Value& at(std::string_view name, Keep keep) {
    if (const auto row = rows_.find(name); row != rows_.end()) return row->second;
    NameOrder order = name_order(name, keep);
    if (queue_.size() >= most_) {
      cut_ = true;
      if (queue_.empty() || *queue_.rbegin() < order) return others_;
      const auto last = std::prev(queue_.end());
      const auto row = rows_.find(last->name);
      others_.merge(row->second);
      rows_.erase(row);
      queue_.erase(last);
    }
    queue_.insert(std::move(order));
    return rows_.try_emplace(std::string(name)).first->second;
  }

  // `other` must have been made with the same `most`.
  void merge(const NamedValues& other) {
    for (const NameOrder& order : other.queue_)
      at(order.name, order.keep).merge(other.rows_.find(order.name)->second);
    others_.merge(other.others_);
    cut_ = cut_ || other.cut_;
  }

  const std::map<std::string, Value, std::less<>>& rows() const { return rows_; }
  const Value& others() const { return others_; }  // its default where all names are kept
  bool complete() const { return !cut_; }          // whether all names that were met are kept
  std::size_t most() const { return most_; }

  // The number of names that were met: exact where all are kept, else an estimate; never less than are kept.
  std::uint64_t names() const {
    if (!cut_ || queue_.empty()) return queue_.size();
    std::uint64_t sampled = 0;
    for (const NameOrder& order : queue_) sampled += order.keep == Keep::sampled ? 1 : 0;
    const std::uint64_t listed = queue_.size() - sampled;
    return listed + (sampled == 0 ? 0 : estimated_names(sampled, queue_.rbegin()->hash));
  }

  friend bool operator==(const NamedValues&, const NamedValues&) = default;

 private:
  std::size_t most_;
  std::map<std::string, Value, std::less<>> rows_;
  std::set<NameOrder> queue_;
  Value others_{};
  bool cut_ = false;
};

}  // namespace quorate
