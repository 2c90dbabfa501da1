// Measures the minimum hitting set at 24 accounts, on random instances and on such as are made to be hard.
// Exits with 1 where an answer is not exact.
#include "proofs/forge/forge_cost.hpp"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <iomanip>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <string_view>

namespace quorate {
namespace {

constexpr std::size_t elements = most_exact_elements;
using Sets = std::vector<std::vector<std::size_t>>;

// Processor time: a busy machine must not make an instance hard.
double milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

struct Times {
  std::vector<double> all;
  std::size_t largest = 0;  // cost
};

class Bench {
 public:
  void run(const std::string& family, const Sets& sets) {
    const double start = milliseconds();
    const HittingSet found = hit_all(elements, sets);
    Times& times = families_[family];
    times.all.push_back(milliseconds() - start);
    times.largest = std::max(times.largest, found.sets.size());
    if (found.exactness != Exactness::exact) failed_ = true;
  }

  int report() {
    std::cout << "family                            instances  median ms   worst ms  largest cost\n"
              << std::fixed << std::setprecision(3);
    double worst = 0;
    for (auto& [family, times] : families_) {
      std::sort(times.all.begin(), times.all.end());
      worst = std::max(worst, times.all.back());
      std::cout << std::left << std::setw(34) << family << std::right << std::setw(9) << times.all.size()
                << std::setw(11) << times.all[times.all.size() / 2] << std::setw(11) << times.all.back()
                << std::setw(14) << times.largest << '\n';
    }
    std::cout << "worst of all: " << worst << " ms" << (failed_ ? ", SOME NOT EXACT" : ", all exact") << '\n';
    return failed_ ? 1 : 0;
  }

 private:
  std::map<std::string, Times> families_;
  bool failed_ = false;
};

// Every account has its operator.
Sets operators() {
  Sets sets(elements);
  for (std::size_t i = 0; i < elements; ++i) sets[i] = {i};
  return sets;
}

// `points` control points that hit `size` accounts each.
Sets of_size(std::size_t points, std::size_t size, std::mt19937& random) {
  Sets sets = operators();
  std::vector<std::size_t> all(elements);
  for (std::size_t i = 0; i < elements; ++i) all[i] = i;
  for (std::size_t i = 0; i < points; ++i) {
    std::shuffle(all.begin(), all.end(), random);
    sets.emplace_back(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(size));
    std::sort(sets.back().begin(), sets.back().end());
  }
  return sets;
}

// Each account draws `degree` of the control points.
Sets of_degree(std::size_t points, std::size_t degree, std::mt19937& random) {
  Sets sets = operators();
  sets.resize(elements + points);
  for (std::size_t element = 0; element < elements; ++element)
    for (std::size_t i = 0; i < degree; ++i) {
      std::vector<std::size_t>& set = sets[elements + random() % points];
      if (set.empty() || set.back() != element) set.push_back(element);
    }
  return sets;
}

// What people have: a hosting network, a CDN, a DNS operator and an issuer for most accounts.
Sets realistic(std::mt19937& random) {
  Sets sets = operators();
  for (const std::size_t choices : {8, 3, 6, 3}) {
    sets.resize(sets.size() + choices);
    for (std::size_t element = 0; element < elements; ++element)
      if (random() % 10 < 7) sets[sets.size() - 1 - random() % choices].push_back(element);
  }
  return sets;
}

// Triples in which each pair stands once (a Steiner system of order 21, by Bose's construction on 7 x 3): no
// point is better than another, and the size of the sets says little.
Sets steiner() {
  Sets sets = operators();
  const auto point = [](std::size_t x, std::size_t level) { return x + 7 * level; };
  const auto add = [&](std::vector<std::size_t> set) {
    std::sort(set.begin(), set.end());
    sets.push_back(std::move(set));
  };
  for (std::size_t x = 0; x < 7; ++x) {
    add({point(x, 0), point(x, 1), point(x, 2)});
    for (std::size_t y = x + 1; y < 7; ++y)
      for (std::size_t level = 0; level < 3; ++level)
        add({point(x, level), point(y, level), point((x + y) * 4 % 7, (level + 1) % 3)});
  }
  return sets;
}

// Blocks of a cyclic design: {x + d : d in D} modulo 24.
Sets cyclic(const std::vector<std::size_t>& differences) {
  Sets sets = operators();
  for (std::size_t x = 0; x < elements; ++x) {
    std::vector<std::size_t> set;
    for (const std::size_t d : differences) set.push_back((x + d) % elements);
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
    sets.push_back(std::move(set));
  }
  return sets;
}

void run_random(Bench& bench, std::size_t instances, std::mt19937& random) {
  for (std::size_t i = 0; i < instances; ++i) {
    bench.run("random, as people have it", realistic(random));
    bench.run("random, 12-60 points per 2-8", of_size(12 + random() % 49, 2 + random() % 7, random));
    bench.run("random, 60-200 points per 3-9", of_size(60 + random() % 141, 3 + random() % 7, random));
    bench.run("random, 2-4 points per account", of_degree(8 + random() % 60, 2 + random() % 3, random));
    bench.run("random, 5-12 points per account", of_degree(8 + random() % 120, 5 + random() % 8, random));
    std::vector<std::size_t> differences;
    for (std::size_t d = 3 + random() % 5; d > 0; --d) differences.push_back(random() % elements);
    bench.run("adversarial, cyclic designs", cyclic(differences));
  }
}

void run_adversarial(Bench& bench, std::size_t instances, std::mt19937& random) {
  bench.run("adversarial, Steiner triples", steiner());
  // Many points of one size just above what divides the accounts evenly: both bounds are weak there.
  for (std::size_t i = 0; i < instances / 10; ++i)
    for (const std::size_t size : {4, 5, 6, 7, 8})
      bench.run("adversarial, 400 points of one size", of_size(400, size, random));
  // Changes one point at a time and keeps what takes longer.
  for (std::size_t climb = 0; climb < 5; ++climb) {
    Sets sets = of_size(100, 4 + climb, random);
    double slowest = 0;
    for (std::size_t step = 0; step < instances / 4; ++step) {
      Sets changed = sets;
      changed[elements + random() % 100] = of_size(1, 3 + random() % 5, random).back();
      const double start = milliseconds();
      bench.run("adversarial, climbed to be slow", changed);
      const double took = milliseconds() - start;
      if (took < slowest) continue;
      slowest = took;
      sets = std::move(changed);
    }
  }
}

}  // namespace
}  // namespace quorate

int main(int argc, char** argv) {
  std::size_t instances = 1'000;
  if (argc == 3 && std::string_view(argv[1]) == "--instances") {
    const std::string_view text = argv[2];
    std::from_chars(text.data(), text.data() + text.size(), instances);
  } else if (argc != 1) {
    std::cerr << "Usage: forge_cost [--instances N]\n";
    return 2;
  }
  std::mt19937 random(24);
  quorate::Bench bench;
  quorate::run_random(bench, instances, random);
  quorate::run_adversarial(bench, instances, random);
  return bench.report();
}
