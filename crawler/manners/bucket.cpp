#include "crawler/manners/bucket.hpp"

#include <algorithm>

namespace quorate {

Bucket::Time Bucket::ready_at() const { return paid_at_ - rate_.interval * (rate_.burst - 1); }

void Bucket::take(Time now) { paid_at_ = std::max(paid_at_, now) + rate_.interval; }

}  // namespace quorate
