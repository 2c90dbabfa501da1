// Checks the theorems and laws of docs/quorum.md on the real scorer: every look at up to N groups, every
// merging of up to N domains, and random looks. Exits with 1 where one is violated.
#include "tests/proofs/score/exhaustive.hpp"
#include "tests/proofs/score/laws.hpp"
#include "tests/proofs/score/merging.hpp"

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

void run(std::string_view what, const std::vector<Job>& jobs, unsigned threads, Ledger& total) {
  const auto start = Clock::now();
  std::atomic<std::size_t> next = 0;
  std::vector<Ledger> ledgers(threads);
  std::vector<std::thread> workers;
  for (Ledger& ledger : ledgers)
    workers.emplace_back([&jobs, &next, &ledger] {
      for (std::size_t job = next++; job < jobs.size(); job = next++) jobs[job](ledger);
    });
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

// One contact of 32 accounts with names of real length, of which two thirds show one key.
void time_scorer() {
  constexpr unsigned accounts = 32;
  constexpr unsigned rounds = 20'000;
  const Speaker speaker{{KeyKind::native, std::string(kid_prefix) + std::string(43, 'A')},
                        "mimi://im.example/u/alice"};
  ScoreInput input;
  input.subject = speaker.subject;
  KeyFacts facts{speaker, KeyState::sound, {}, {}, {}};
  for (unsigned i = 0; i < accounts; ++i) {
    AccountEvidence account;
    account.domain = account.group = "service-number-" + std::to_string(i) + ".example";
    account.account = "https://" + account.domain + "/people/alice";
    account.outcome = {i % 3 == 0 ? Outcome::absent : Outcome::proven, Outcome::absent};
    if (i % 3 != 0) account.proven = {speaker};
    facts.listed_accounts.push_back(account.account);
    input.accounts.push_back(std::move(account));
  }
  input.keys = {std::move(facts)};
  const auto start = Clock::now();
  unsigned weight = 0;
  for (unsigned i = 0; i < rounds; ++i) weight += score(input).weight;
  const std::chrono::duration<double, std::micro> spent = Clock::now() - start;
  std::cout << "one score of " << accounts << " accounts: " << spent.count() / rounds
            << " us (W = " << weight / rounds << ")\n";
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
  run("random looks", random_looks(options), options.jobs, total);
  run("random looks against the model", model_looks(options), options.jobs, total);
  time_scorer();
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
