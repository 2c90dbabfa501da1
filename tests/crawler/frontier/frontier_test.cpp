#include "crawler/frontier/frontier.hpp"

#include "tests/show.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <vector>

namespace quorate {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds second{1000};
constexpr std::size_t roomy = 1'000'000;

// No limit but those that a test sets.
FrontierRules rules(BucketRate domain, unsigned domain_in_flight) {
  return {domain, domain_in_flight, {milliseconds(0), 1}, 1'000'000, roomy, milliseconds(10'000)};
}

// A frontier with a clock that the test moves.
class Line {
 public:
  explicit Line(const FrontierRules& with) : frontier(with) {}

  void want(const std::string& host, Rank rank = Rank::anchored, const std::string& domain = "") {
    const auto ticket = frontier.add({domain.empty() ? host : domain, host, rank}, now);
    REQUIRE(ticket);
    hosts[*ticket] = host;
  }

  // The hosts that may be asked by now, in the order in which they go out. They stay under way.
  std::vector<std::string> out() {
    std::vector<std::string> gone;
    while (true) {
      const auto step = frontier.next(now);
      if (const auto* never = std::get_if<Frontier::GiveUp>(&step)) {
        given_up.push_back(hosts.at(never->ticket));
        continue;
      }
      const auto* go = std::get_if<Frontier::Go>(&step);
      if (go == nullptr) return gone;
      under_way.push_back(go->ticket);
      gone.push_back(hosts.at(go->ticket));
    }
  }
  // The same, and each is over at once.
  std::vector<std::string> out_and_back() {
    std::vector<std::string> gone;
    for (std::vector<std::string> some = out(); !some.empty(); some = out()) {
      gone.insert(gone.end(), some.begin(), some.end());
      end_all();
    }
    return gone;
  }
  void end_all() {
    for (const auto ticket : under_way) frontier.done(ticket, now);
    under_way.clear();
  }
  void pass(milliseconds time) { now += time; }
  // How long it wants to wait; nothing when it waits for no time.
  std::optional<long> wait() {
    const auto step = frontier.next(now);
    REQUIRE_FALSE(std::holds_alternative<Frontier::Go>(step));
    const auto* until = std::get_if<Frontier::WaitUntil>(&step);
    if (until == nullptr) return std::nullopt;
    return std::chrono::duration_cast<milliseconds>(until->time - now).count();
  }

  Frontier frontier;
  Frontier::Time now = Frontier::Time(std::chrono::hours(1));
  std::map<Frontier::Ticket, std::string> hosts;
  std::vector<Frontier::Ticket> under_way;
  std::vector<std::string> given_up;
};

std::vector<std::string> times(std::size_t count, const std::string& host) {
  return std::vector<std::string>(count, host);
}

}  // namespace

TEST_CASE("frontier: a check, lets eight to one domain go at once and then one each second") {
  Line line(rules({second, 8}, 64));
  for (int i = 0; i < 11; ++i) line.want("a.example");
  CHECK(line.out_and_back() == times(8, "a.example"));
  CHECK(line.wait() == 1000);
  line.pass(milliseconds(999));
  CHECK(line.out().empty());
  line.pass(milliseconds(1));
  CHECK(line.out() == times(1, "a.example"));
  line.pass(second * 5);
  CHECK(line.out() == times(2, "a.example"));
  CHECK(line.wait() == std::nullopt);
}

TEST_CASE("frontier: a crawl, lets one each second go, and no third while two are under way") {
  Line line(rules({second, 1}, 2));
  for (int i = 0; i < 4; ++i) line.want("a.example");
  CHECK(line.out() == times(1, "a.example"));
  CHECK(line.wait() == 1000);
  line.pass(second);
  CHECK(line.out() == times(1, "a.example"));
  line.pass(second * 10);
  CHECK(line.out().empty());
  CHECK(line.wait() == std::nullopt);
  line.end_all();
  CHECK(line.out() == times(1, "a.example"));
}

TEST_CASE("frontier: hosts of one domain, share its pace; other domains have their own") {
  Line line(rules({second, 1}, 2));
  line.want("x.a.example", Rank::anchored, "a.example");
  line.want("y.a.example", Rank::anchored, "a.example");
  line.want("b.example");
  CHECK(line.out_and_back() == std::vector<std::string>{"x.a.example", "b.example"});
  line.pass(second);
  CHECK(line.out_and_back() == times(1, "y.a.example"));
}

TEST_CASE("frontier: ranks, robots.txt before anchored before discovered, within a domain and between them") {
  Line line(rules({second, 8}, 64));
  line.want("c.example", Rank::discovered);
  line.want("b.example", Rank::discovered);
  line.want("b.example", Rank::anchored);
  line.want("a.example", Rank::rules);
  CHECK(line.out() == std::vector<std::string>{"a.example", "b.example", "c.example", "b.example"});
}

TEST_CASE("frontier: visits to one host, follow each other whatever the order in which they came") {
  Line line(rules({second, 8}, 64));
  for (const std::string host : {"b.x.example", "a.x.example", "c.x.example", "a.x.example", "b.x.example"})
    line.want(host, Rank::anchored, "x.example");
  CHECK(line.out() ==
        std::vector<std::string>{"a.x.example", "a.x.example", "b.x.example", "b.x.example", "c.x.example"});
}

TEST_CASE("frontier: several domains of one rank, take turns") {
  Line line(rules({milliseconds(0), 1}, 64));
  for (int i = 0; i < 2; ++i) {
    line.want("a.example");
    line.want("b.example");
  }
  CHECK(line.out() == std::vector<std::string>{"a.example", "b.example", "a.example", "b.example"});
}

TEST_CASE("frontier: the rate for all domains together, holds") {
  FrontierRules with = rules({second, 8}, 64);
  with.all = {milliseconds(100), 2};
  Line line(with);
  for (const std::string host : {"a.example", "b.example", "c.example"}) line.want(host);
  CHECK(line.out().size() == 2);
  CHECK(line.wait() == 100);
  line.pass(milliseconds(100));
  CHECK(line.out().size() == 1);
}

TEST_CASE("frontier: as many under way as may be, lets the next go when one ends") {
  FrontierRules with = rules({second, 8}, 64);
  with.in_flight = 2;
  Line line(with);
  for (const std::string host : {"a.example", "b.example", "c.example"}) line.want(host);
  CHECK(line.out().size() == 2);
  CHECK(line.wait() == std::nullopt);
  line.end_all();
  CHECK(line.out() == times(1, "c.example"));
}

TEST_CASE("frontier: no room left, takes in no more") {
  FrontierRules with = rules({second, 1}, 1);
  with.capacity = 2;
  Line line(with);
  line.want("a.example");
  line.want("a.example");
  CHECK_FALSE(line.frontier.add({"b.example", "b.example", Rank::anchored}, line.now));
  CHECK(line.out().size() == 1);
  CHECK(line.frontier.add({"b.example", "b.example", Rank::anchored}, line.now));
}

TEST_CASE("frontier: a visit that is not wanted any more, never goes out and costs nothing") {
  Line line(rules({second, 1}, 1));
  const auto first = line.frontier.add({"a.example", "a.example", Rank::anchored}, line.now);
  line.want("a.example");
  line.frontier.done(*first, line.now);
  CHECK(line.frontier.waiting() == 1);
  CHECK(line.out() == times(1, "a.example"));
  line.frontier.done(*first, line.now);  // once more: nothing happens
  CHECK(line.frontier.in_flight() == 1);
}

TEST_CASE("frontier: a domain that wants a pause, gets it, and is remembered until then") {
  Line line(rules({second, 8}, 64));
  line.frontier.hold("a.example", line.now + second * 5, line.now);
  line.frontier.hold("a.example", line.now + second * 3, line.now);  // the longer one stands
  line.want("a.example");
  line.want("b.example");
  CHECK(line.out_and_back() == times(1, "b.example"));
  CHECK(line.wait() == 5000);
  line.pass(second * 5);
  CHECK(line.out_and_back() == times(1, "a.example"));
  line.frontier.hold("c.example", line.now + second * 5, line.now);
  line.pass(second * 4);
  CHECK(line.out().empty());
  CHECK(line.frontier.domains() == 1);
}

TEST_CASE("frontier: a domain that wants too long a pause, is given up: what waits, and what comes") {
  Line line(rules({second, 1}, 64));
  for (int i = 0; i < 3; ++i) line.want("a.example");
  CHECK(line.out() == times(1, "a.example"));
  line.frontier.hold("a.example", line.now + milliseconds(10'001), line.now);
  CHECK(line.out().empty());
  CHECK(line.given_up == times(2, "a.example"));
  line.want("a.example");
  CHECK(line.out().empty());
  CHECK(line.given_up == times(3, "a.example"));
  CHECK(line.frontier.waiting() == 0);
  line.end_all();
  line.pass(milliseconds(1));
  line.want("a.example");
  CHECK(line.wait() == 10'000);
  line.pass(second * 10);
  CHECK(line.out() == times(1, "a.example"));
}

TEST_CASE("frontier: a domain that has rested, is forgotten, and no sooner") {
  Line line(rules({second, 2}, 1));
  line.want("a.example");
  line.want("a.example");
  CHECK(line.out_and_back().size() == 2);
  line.pass(milliseconds(1999));
  CHECK(line.wait() == std::nullopt);
  CHECK(line.frontier.domains() == 1);
  line.pass(milliseconds(1));
  CHECK(line.wait() == std::nullopt);
  CHECK(line.frontier.domains() == 0);
}

TEST_CASE("frontier: a thousand random days, every visit goes out once and no limit is passed") {
  std::mt19937 random(7);
  const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
  for (int round = 0; round < 1000; ++round) {
    const BucketRate rate{milliseconds(1 + below(50)), 1 + below(4)};
    FrontierRules with = rules(rate, 1 + below(3));
    with.in_flight = 1 + below(5);
    Line line(with);
    std::map<std::string, std::vector<Frontier::Time>> gone;
    std::multiset<std::string> out_now;
    unsigned wanted = 0, went = 0;
    while (went < 30) {
      if (wanted < 30 && below(2) == 0) {
        line.want(std::string(1, static_cast<char>('a' + below(3))), static_cast<Rank>(below(3)));
        ++wanted;
      }
      const auto step = line.frontier.next(line.now);
      if (const auto* go = std::get_if<Frontier::Go>(&step)) {
        const std::string host = line.hosts.at(go->ticket);
        gone[host].push_back(line.now);
        out_now.insert(host);
        line.under_way.push_back(go->ticket);
        ++went;
        REQUIRE(out_now.count(host) <= with.domain_in_flight);
        REQUIRE(out_now.size() <= with.in_flight);
      } else if (!line.under_way.empty() && below(2) == 0) {
        const std::size_t which = below(static_cast<unsigned>(line.under_way.size()));
        const auto ticket = line.under_way[which];
        line.under_way.erase(line.under_way.begin() + static_cast<std::ptrdiff_t>(which));
        out_now.erase(out_now.find(line.hosts.at(ticket)));
        line.frontier.done(ticket, line.now);
      } else {
        line.pass(milliseconds(1 + below(20)));
      }
    }
    for (const auto& [host, times] : gone)
      for (std::size_t i = rate.burst; i < times.size(); ++i)
        REQUIRE(times[i] - times[i - rate.burst] >= rate.interval);
    CHECK(line.frontier.waiting() == 0);
  }
}

}  // namespace quorate
