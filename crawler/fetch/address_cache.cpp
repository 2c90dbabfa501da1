#include "crawler/fetch/address_cache.hpp"

#include <algorithm>
#include <utility>

namespace quorate {

const HostAnswer* AddressCache::find(const std::string& host, Time now) const {
  const auto found = entries_.find(host);
  return found != entries_.end() && now < found->second.until ? &found->second.answer : nullptr;
}

void AddressCache::keep(const std::string& host, HostAnswer answer, std::chrono::seconds lifetime, Time now) {
  const std::chrono::seconds kept = std::min(lifetime, longest_);
  if (kept <= std::chrono::seconds(0)) return;
  if (entries_.size() >= most_ && !entries_.contains(host)) make_room(now);
  entries_.insert_or_assign(host, Entry{std::move(answer), now + kept});
}

// All of it where nothing is too old: libunbound still has the answers, and who has so many hosts comes back
// to none of them soon.
void AddressCache::make_room(Time now) {
  std::erase_if(entries_, [&](const auto& entry) { return entry.second.until <= now; });
  if (entries_.size() >= most_) entries_.clear();
}

}  // namespace quorate
