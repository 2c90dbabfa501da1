#include "crawler/fetch/address_cache.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace quorate {

const HostAnswer* AddressCache::find(const std::string& host, Time now) const {
  const auto found = entries_.find(host);
  return found != entries_.end() && now < found->second.until ? &found->second.answer : nullptr;
}

std::size_t AddressCache::bytes_of(const std::string& host, const HostAnswer& answer) {
  std::size_t bytes = sizeof(Entry) + sizeof(std::string) + host.size();
  bytes += answer.addresses.size() * sizeof(boost::asio::ip::address);
  for (const std::string& alias : answer.aliases) bytes += sizeof(std::string) + alias.size();
  return bytes;
}

void AddressCache::keep(const std::string& host, HostAnswer answer, std::chrono::seconds lifetime, Time now) {
  drop(host);
  const std::chrono::seconds kept = std::min(lifetime, longest_);
  const std::size_t bytes = bytes_of(host, answer);
  if (kept <= std::chrono::seconds(0) || bytes > most_bytes_) return;
  if (!has_room(bytes)) make_room(bytes, now);
  answer.addresses.shrink_to_fit();
  entries_.emplace(host, Entry{std::move(answer), now + kept, bytes});
  bytes_ += bytes;
}

bool AddressCache::has_room(std::size_t bytes) const {
  return entries_.size() < most_ && bytes <= most_bytes_ - bytes_;
}

// All of it where nothing is too old: libunbound still has the answers, and who has so many hosts comes back
// to none of them soon.
void AddressCache::make_room(std::size_t bytes, Time now) {
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    const bool old = entry->second.until <= now;
    if (old) bytes_ -= entry->second.bytes;
    entry = old ? entries_.erase(entry) : std::next(entry);
  }
  if (has_room(bytes)) return;
  entries_.clear();
  bytes_ = 0;
}

void AddressCache::drop(const std::string& host) {
  const auto found = entries_.find(host);
  if (found == entries_.end()) return;
  bytes_ -= found->second.bytes;
  entries_.erase(found);
}

}  // namespace quorate
