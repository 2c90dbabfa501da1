// Bucket: says when the next request may go out, so that there is a burst at most and then a steady pace.
#pragma once

#include <chrono>

namespace quorate {

struct BucketRate {
  std::chrono::nanoseconds interval{};  // between two requests in the long run; zero: no limit
  unsigned burst = 1;                   // at once, after a time of rest
};

// A token bucket in the form of one time stamp (the generic cell rate algorithm, ITU-T I.371 annex A): the
// time at which all that was taken is paid for.
class Bucket {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // Full at first. `rate.burst` is at least 1.
  explicit Bucket(const BucketRate& rate) : rate_(rate) {}

  // The first time at which one may be taken.
  Time ready_at() const;
  // Takes one; to be called at `ready_at()` or later.
  void take(Time now);
  // When it will be as full as at the beginning.
  Time full_at() const { return paid_at_; }

 private:
  BucketRate rate_;
  Time paid_at_{};
};

}  // namespace quorate
