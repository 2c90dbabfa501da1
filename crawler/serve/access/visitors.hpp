// Visitors: says who asks too often, with a token bucket for each.
#pragma once

#include "crawler/manners/bucket.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace quorate {

class Visitors {
 public:
  // At most `most` are remembered. When more come at once, those beyond share one bucket, so that nobody gets
  // rid of a limit by coming under many names.
  Visitors(const BucketRate& rate, std::size_t most) : rate_(rate), most_(most), others_(rate) {}

  // Counts a request. Nothing: it is fine; else how long the visitor is to wait.
  std::optional<std::chrono::nanoseconds> come(const std::string& visitor, Bucket::Time now);

  std::size_t remembered() const { return buckets_.size(); }

 private:
  Bucket& bucket_of(const std::string& visitor, Bucket::Time now);

  BucketRate rate_;
  std::size_t most_;
  Bucket others_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace quorate
