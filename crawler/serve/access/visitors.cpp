#include "crawler/serve/access/visitors.hpp"

namespace quorate {

Bucket& Visitors::bucket_of(const std::string& visitor, Bucket::Time now) {
  if (const auto known = buckets_.find(visitor); known != buckets_.end()) return known->second;
  // Who has a full bucket is like one who never came.
  if (buckets_.size() >= most_)
    std::erase_if(buckets_, [&](const auto& b) { return b.second.full_at() <= now; });
  if (buckets_.size() >= most_) return others_;
  return buckets_.emplace(visitor, Bucket(rate_)).first->second;
}

std::optional<std::chrono::nanoseconds> Visitors::come(const std::string& visitor, Bucket::Time now) {
  Bucket& bucket = bucket_of(visitor, now);
  if (bucket.ready_at() > now) return bucket.ready_at() - now;
  bucket.take(now);
  return std::nullopt;
}

}  // namespace quorate
