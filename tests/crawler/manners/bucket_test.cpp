#include "crawler/manners/bucket.hpp"

#include "tests/show.hpp"

#include <vector>

namespace quorate {
namespace {

using std::chrono::milliseconds;

const Bucket::Time start = Bucket::Time(std::chrono::hours(1));

// When `count` are taken, each as soon as it may be, from `start` on; in milliseconds.
std::vector<long> times(Bucket& bucket, int count, Bucket::Time from = start) {
  std::vector<long> taken;
  Bucket::Time now = from;
  for (int i = 0; i < count; ++i) {
    now = std::max(now, bucket.ready_at());
    bucket.take(now);
    taken.push_back(std::chrono::duration_cast<milliseconds>(now - start).count());
  }
  return taken;
}

}  // namespace

TEST_CASE("bucket: a burst of one, takes one each interval") {
  Bucket bucket({milliseconds(1000), 1});
  CHECK(times(bucket, 4) == std::vector<long>{0, 1000, 2000, 3000});
}

TEST_CASE("bucket: a burst of three, takes three at once and then one each interval") {
  Bucket bucket({milliseconds(1000), 3});
  CHECK(times(bucket, 6) == std::vector<long>{0, 0, 0, 1000, 2000, 3000});
}

TEST_CASE("bucket: some rest after the burst, gives back one for each interval of rest") {
  Bucket bucket({milliseconds(1000), 3});
  times(bucket, 3);
  CHECK(times(bucket, 3, start + milliseconds(2500)) == std::vector<long>{2500, 2500, 3000});
}

TEST_CASE("bucket: a long rest, never holds more than the burst") {
  Bucket bucket({milliseconds(1000), 2});
  times(bucket, 2);
  CHECK(times(bucket, 3, start + std::chrono::seconds(60)) == std::vector<long>{60'000, 60'000, 61'000});
}

TEST_CASE("bucket: full again exactly when what was taken is paid for") {
  Bucket bucket({milliseconds(1000), 8});
  times(bucket, 3);
  CHECK(bucket.full_at() == start + milliseconds(3000));
}

TEST_CASE("bucket: no interval, never waits") {
  Bucket bucket({milliseconds(0), 1});
  CHECK(times(bucket, 3) == std::vector<long>{0, 0, 0});
}

}  // namespace quorate
