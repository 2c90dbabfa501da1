#include "crawler/fetch/pace.hpp"

#include "tests/show.hpp"

namespace quorate {
namespace {

using std::chrono::milliseconds;
constexpr PaceLimits limits{.connect = milliseconds(5'000),
                            .first_byte = milliseconds(10'000),
                            .low_speed_bytes = 500,
                            .low_speed_window = milliseconds(5'000)};

Pace::Time at(int ms) { return Pace::Time(milliseconds(ms)); }
Pace new_pace() { return {limits, at(20'000)}; }

}  // namespace

TEST_CASE("pace: waiting for a free connection, only the whole time counts") {
  Pace pace = new_pace();
  CHECK_FALSE(pace.look(at(19'999), 0));
  const auto late = pace.look(at(20'000), 0);
  REQUIRE(late);
  CHECK(late->code == Code::timed_out);
}

TEST_CASE("pace: connecting, counted from the first address that is tried") {
  Pace pace = new_pace();
  pace.connecting(at(1'000));
  pace.connecting(at(4'000));
  CHECK_FALSE(pace.look(at(5'999), 0));
  CHECK(pace.look(at(6'000), 0));
  pace.asked(at(6'000));
  CHECK_FALSE(pace.look(at(6'000), 0));
}

TEST_CASE("pace: the first byte, counted from the request") {
  Pace pace = new_pace();
  pace.connecting(at(0));
  pace.asked(at(3'000));
  CHECK_FALSE(pace.look(at(12'999), 0));
  CHECK(pace.look(at(13'000), 0));
  CHECK_FALSE(pace.look(at(13'000), 1));
}

TEST_CASE("pace: slower than the lowest speed, given up after the window") {
  Pace pace = new_pace();
  pace.asked(at(0));
  CHECK_FALSE(pace.look(at(1'000), 100));
  CHECK_FALSE(pace.look(at(5'900), 100));
  CHECK(pace.look(at(6'000), 100 + 2'499));
  Pace steady = new_pace();
  steady.asked(at(0));
  CHECK_FALSE(steady.look(at(1'000), 100));
  CHECK_FALSE(steady.look(at(6'000), 100 + 2'500));
  CHECK_FALSE(steady.look(at(11'000), 100 + 5'000));
  CHECK(steady.look(at(16'000), 100 + 5'001));
}

TEST_CASE("pace: fast, and yet not done in the whole time, given up") {
  Pace pace = new_pace();
  pace.asked(at(0));
  for (int second = 1; second < 20; ++second) CHECK_FALSE(pace.look(at(second * 1'000), 100'000U * second));
  CHECK(pace.look(at(20'000), 2'000'000));
}

}  // namespace quorate
