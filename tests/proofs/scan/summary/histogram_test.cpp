#include "proofs/scan/summary/histogram.hpp"

#include "tests/show.hpp"

namespace quorate {

TEST_CASE("count numbers: small ones, counts each apart") {
  NumberCounts counts;
  for (const std::uint64_t number : {3U, 0U, 3U, 5U}) counts.add(number);
  CHECK(counts.counts() == std::vector<std::uint64_t>{1, 0, 0, 2, 0, 1});
  CHECK(counts.total() == 4);
  CHECK(counts.median() == 3);
}

TEST_CASE("count numbers: beyond the last class, counts them in it") {
  NumberCounts counts;
  counts.add(NumberCounts::top);
  counts.add(~std::uint64_t{0});
  CHECK(counts.of(NumberCounts::top) == 2);
  CHECK(counts.counts().size() == NumberCounts::top + 1);
}

TEST_CASE("count numbers: none, has no median") { CHECK_FALSE(NumberCounts().median()); }

TEST_CASE("count times: any time, stands in a class that holds it and is narrow") {
  for (std::uint64_t time = 1; time < TimeCounts::longest; time = time * 9 / 8 + 1) {
    TimeCounts counts;
    counts.add(time);
    const auto classes = counts.classes();
    REQUIRE(classes.size() == 1);
    CAPTURE(time, classes[0].from, classes[0].to);
    CHECK(classes[0].from <= time);
    CHECK(time < classes[0].to);
    CHECK((classes[0].to - classes[0].from) * 16 <= std::max<std::uint64_t>(classes[0].from, 16));
  }
}

TEST_CASE("count times: neighbouring classes, leave no gap") {
  TimeCounts counts;
  for (std::uint64_t time = 0; time < 5000; ++time) counts.add(time);
  const auto classes = counts.classes();
  std::uint64_t next = 0;
  for (const TimeCounts::Class& one : classes) {
    CHECK(one.from == next);
    next = one.to;
  }
}

TEST_CASE("count times: longer than the longest, bounded") {
  TimeCounts counts;
  counts.add(~std::uint64_t{0});
  REQUIRE(counts.classes().size() == 1);
  CHECK(counts.classes()[0].from == TimeCounts::longest);
}

TEST_CASE("count times: quantiles of a known row, within one class above the true one") {
  TimeCounts counts;
  for (std::uint64_t time = 1; time <= 1000; ++time) counts.add(time);
  for (const unsigned permille : {1U, 100U, 500U, 900U, 999U, 1000U}) {
    CAPTURE(permille);
    const std::uint64_t found = counts.quantile(permille).value();
    CHECK(found >= permille);
    CHECK(found <= permille + permille / 16 + 1);
  }
  CHECK_FALSE(TimeCounts().quantile(500));
}

TEST_CASE("count times: quantile of few, is the one that so many do not exceed") {
  TimeCounts counts;
  counts.add(1);
  counts.add(10);
  counts.add(12);
  CHECK(counts.quantile(1) == 1);
  CHECK(counts.quantile(333) == 1);
  CHECK(counts.quantile(334) == 10);
  CHECK(counts.quantile(1000) == 12);
}

}  // namespace quorate
