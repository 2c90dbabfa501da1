// Shelf: keeps values by name within a limit of cost, and lets go of what was not used for longest.
#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <unordered_map>
#include <utility>

namespace quorate {

template <class Value>
class Shelf {
 public:
  explicit Shelf(std::size_t max_cost) : max_cost_(max_cost) {}

  // Nothing where there is none of that name. The pointer holds until the next put().
  Value* find(const std::string& name) {
    const auto found = places_.find(name);
    if (found == places_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return &found->second->value;
  }

  // Replaces what is there. What costs more than the whole shelf is not kept.
  void put(const std::string& name, Value value, std::size_t cost) {
    if (const auto found = places_.find(name); found != places_.end()) drop(found->second);
    if (cost > max_cost_) return;
    entries_.push_front({name, std::move(value), cost});
    places_.emplace(name, entries_.begin());
    cost_ += cost;
    while (cost_ > max_cost_) drop(std::prev(entries_.end()));
  }

  std::size_t size() const { return entries_.size(); }
  std::size_t cost() const { return cost_; }

 private:
  struct Entry {
    std::string name;
    Value value;
    std::size_t cost = 0;
  };
  using Entries = std::list<Entry>;

  void drop(typename Entries::iterator entry) {
    cost_ -= entry->cost;
    places_.erase(entry->name);
    entries_.erase(entry);
  }

  std::size_t max_cost_;
  std::size_t cost_ = 0;
  Entries entries_;  // the one used last comes first
  std::unordered_map<std::string, typename Entries::iterator> places_;
};

}  // namespace quorate
