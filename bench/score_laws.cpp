// Checks the theorems and laws of docs/quorum.md on the real scorer: every look at up to N groups, every
// merging of up to N domains, all of them with every way to be seen to be served by each other, and random
// looks. Exits with 1 where one is violated.
#include "tests/proofs/score/exhaustive.hpp"
#include "tests/proofs/score/laws.hpp"
#include "tests/proofs/score/merging.hpp"
#include "tests/proofs/score/observing.hpp"

#include <atomic>
#include <charconv>
#include <chrono>
#include <functional>
#include <iostream>
#include <thread>

namespace quorate {
namespace {

using Clock = std::chrono::steady_clock;

struct Options {
  unsigned groups = 4;
  std::uint64_t random = 100'000;
  std::uint64_t seed = 1;
  unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
};

using Job = std::function<void(Ledger&)>;

// Says from time to time how far the jobs are, until all are done.
void watch(std::string_view what, const std::atomic<std::size_t>& done, std::size_t jobs) {
  constexpr std::chrono::milliseconds pause(50);
  constexpr std::chrono::seconds interval(30);
  const auto start = Clock::now();
  auto last = start;
  while (done < jobs) {
    std::this_thread::sleep_for(pause);
    if (Clock::now() - last < interval) continue;
    last = Clock::now();
    std::cout << "  ... " << what << ": " << done << " of " << jobs << " parts after "
              << std::chrono::duration_cast<std::chrono::seconds>(last - start).count() << " s\n"
              << std::flush;
  }
}

void run(std::string_view what, const std::vector<Job>& jobs, unsigned threads, Ledger& total) {
  const auto start = Clock::now();
  std::atomic<std::size_t> next = 0;
  std::atomic<std::size_t> done = 0;
  std::vector<Ledger> ledgers(threads);
  std::vector<std::thread> workers;
  for (Ledger& ledger : ledgers)
    workers.emplace_back([&] {
      for (std::size_t job = next++; job < jobs.size(); job = next++, ++done) jobs[job](ledger);
    });
  watch(what, done, jobs.size());
  for (std::thread& worker : workers) worker.join();
  Ledger sum;
  for (const Ledger& ledger : ledgers) sum.add(ledger);
  const std::chrono::duration<double> seconds = Clock::now() - start;
  std::cout << what << ": " << sum.looks() << " scores, " << sum.violations() << " violations, "
            << seconds.count() << " s\n"
            << sum << std::flush;
  total.add(sum);
}

std::vector<Job> all_looks(unsigned groups) {
  std::vector<Job> jobs;
  for (unsigned n = 0; n <= groups; ++n)
    for (const QuorumRule& rule : rules(n))
      jobs.emplace_back([n, rule](Ledger& ledger) { check_all_looks(n, rule, ledger); });
  return jobs;
}

// There are 203 partitions of six domains, so the more domains the fewer kinds of sights.
std::vector<Sight> sights_for(unsigned domains) {
  if (domains <= 4)
    return {Sight::silent, Sight::refuted, Sight::unknown, Sight::key,
            Sight::rival,  Sight::third,   Sight::both,    Sight::key_and_unknown};
  if (domains == 5) return {Sight::silent, Sight::unknown, Sight::key, Sight::rival, Sight::both};
  return {Sight::silent, Sight::unknown, Sight::key, Sight::rival};
}

std::vector<Job> all_mergings(unsigned domains) {
  std::vector<Job> jobs;
  for (unsigned n = 1; n <= domains; ++n)
    for (const QuorumRule& rule : rules(n))
      jobs.emplace_back([n, rule](Ledger& ledger) { check_all_mergings(n, rule, sights_for(n), ledger); });
  return jobs;
}

// Of five groups there are 1024 ways without a network beside them, of six 32 768: the more groups, the fewer
// kinds of sights and rules.
std::vector<Job> all_relations(unsigned groups) {
  std::vector<Job> jobs;
  const auto add = [&jobs](unsigned n, const QuorumRule& rule, std::vector<Sight> order, Network network) {
    jobs.emplace_back([=](Ledger& ledger) { check_all_relations(n, rule, order, network, ledger); });
  };
  for (unsigned n = 1; n <= std::min(groups, 4U); ++n)
    for (const QuorumRule& rule : rules(n))
      add(n, rule, {Sight::silent, Sight::unknown, Sight::key, Sight::rival}, Network::there);
  if (groups >= 5)
    for (const QuorumRule& rule : rules(5))
      add(5, rule, {Sight::unknown, Sight::key, Sight::rival}, Network::none);
  if (groups >= 6)
    for (const QuorumRule& rule : {QuorumRule{}, QuorumRule{2, {}}, QuorumRule{{}, 4}, QuorumRule{{}, 3}})
      add(6, rule, {Sight::unknown, Sight::key}, Network::none);
  return jobs;
}

std::vector<Job> all_related_mergings(unsigned domains) {
  std::vector<Job> jobs;
  const auto add = [&jobs](unsigned n, const QuorumRule& rule, std::vector<Sight> order, Network network) {
    for (Relating relating = 1; relating < Relating{1} << relating_bits(n, network); ++relating)
      jobs.emplace_back([=](Ledger& ledger) { check_all_mergings(n, rule, order, ledger, relating); });
  };
  const std::vector<Sight> order = {Sight::silent, Sight::unknown, Sight::key, Sight::rival};
  for (unsigned n = 2; n <= std::min(domains, 4U); ++n)
    for (const QuorumRule& rule : rules(n)) add(n, rule, order, n < 4 ? Network::there : Network::none);
  if (domains >= 5) add(5, {}, {Sight::silent, Sight::key}, Network::none);
  return jobs;
}

std::vector<Job> random_looks(const Options& options) {
  constexpr std::uint64_t chunk = 10'000;
  constexpr unsigned max_domains = 12;
  std::vector<Job> jobs;
  for (std::uint64_t done = 0; done < options.random; done += chunk) {
    const std::uint64_t count = std::min(chunk, options.random - done);
    const std::uint64_t seed = options.seed + done;
    jobs.emplace_back([count, seed](Ledger& ledger) {
      Dice dice(seed);
      for (std::uint64_t i = 0; i < count; ++i) check_laws(random_look(dice, max_domains), dice, ledger);
    });
  }
  return jobs;
}

// The model tries every partition, so it gets few domains and one look of ten.
std::vector<Job> model_looks(const Options& options) {
  constexpr std::uint64_t chunk = 1000;
  constexpr std::uint64_t one_of = 10;
  constexpr unsigned max_domains = 6;
  std::vector<Job> jobs;
  for (std::uint64_t done = 0; done < options.random / one_of; done += chunk) {
    const std::uint64_t seed = ~(options.seed + done);
    jobs.emplace_back([seed](Ledger& ledger) {
      Dice dice(seed);
      for (std::uint64_t i = 0; i < chunk; ++i) check_model(random_look(dice, max_domains), ledger);
    });
  }
  return jobs;
}

bool read(const char* text, std::uint64_t& value) {
  const std::string_view view(text);
  return std::from_chars(view.data(), view.data() + view.size(), value).ptr == view.data() + view.size();
}

bool read(int count, char** arguments, Options& options) {
  for (int i = 1; i < count; i += 2) {
    const std::string_view name(arguments[i]);
    std::uint64_t value = 0;
    if (i + 1 == count || !read(arguments[i + 1], value)) return false;
    constexpr std::uint64_t most_groups = 7;
    if (name == "--groups" && value <= most_groups)
      options.groups = static_cast<unsigned>(value);
    else if (name == "--random")
      options.random = value;
    else if (name == "--seed")
      options.seed = value;
    else if (name == "--jobs" && value > 0)
      options.jobs = static_cast<unsigned>(value);
    else
      return false;
  }
  return true;
}

int run(const Options& options) {
  Ledger total;
  run("every look", all_looks(options.groups), options.jobs, total);
  run("every merging", all_mergings(std::min(options.groups, 6U)), options.jobs, total);
  run("every relation", all_relations(options.groups), options.jobs, total);
  run("every merging of related domains", all_related_mergings(options.groups), options.jobs, total);
  run("random looks", random_looks(options), options.jobs, total);
  run("random looks against the model", model_looks(options), options.jobs, total);
  std::cout << "total: " << total.looks() << " scores, " << total.violations() << " violations\n";
  return total.violations() == 0 ? 0 : 1;
}

}  // namespace
}  // namespace quorate

int main(int count, char** arguments) {
  quorate::Options options;
  if (!quorate::read(count, arguments, options)) {
    std::cerr << "usage: score_laws [--groups N] [--random N] [--seed N] [--jobs N]\n";
    return 2;
  }
  return quorate::run(options);
}
