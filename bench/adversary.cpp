// Plays an enemy's best responses against judge, gather and score with really signed tokens, and prints how
// often a verdict was wrong: never while no more groups are hostile than assumed. Exits with 1 otherwise, and
// also where the same enemy with more groups wins nothing, for then the play shows nothing.
#include "tests/proofs/score/adversary/game.hpp"
#include "tests/proofs/score/adversary/search.hpp"
#include "tests/proofs/score/adversary/settings.hpp"
#include "tests/proofs/score/adversary/sketch.hpp"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <functional>
#include <iostream>
#include <thread>

namespace quorate::adversary {
namespace {

using Clock = std::chrono::steady_clock;

struct Options {
  std::uint64_t groups = 5;           // up to so many: every position
  std::uint64_t positions = 100'000;  // of one world; where there are more, best responses are searched
  std::uint64_t most = 12;            // up to so many: best responses
  std::uint64_t starts = 4;           // of each search
  std::uint64_t sketches = 500;       // worlds of bare evidence for each number of groups
  std::uint64_t seed = 1;
  std::uint64_t jobs = std::max(1U, std::thread::hardware_concurrency());
};

using Job = std::function<void(Dice&, Record&)>;

Record run(const std::string& what, const std::vector<Job>& jobs, const Options& options) {
  const auto start = Clock::now();
  std::atomic<std::size_t> next = 0;
  std::vector<Record> records(options.jobs);
  std::vector<std::thread> workers;
  for (Record& record : records)
    workers.emplace_back([&] {
      for (std::size_t i = next++; i < jobs.size(); i = next++) {
        Dice dice(options.seed + i);
        jobs[i](dice, record);
      }
    });
  for (std::thread& worker : workers) worker.join();
  Record sum;
  for (const Record& record : records) sum.add(record);
  const std::chrono::duration<double> seconds = Clock::now() - start;
  std::cout << what << ", " << seconds.count() << " s\n" << sum << std::flush;
  return sum;
}

void play(const Setting& setting, const Options& options, Dice& dice, Record& record) {
  const World world(setting);
  Record few_played;
  Game few(world, Outposts::few, few_played);
  if (setting.groups <= options.groups && position_count(few) <= options.positions) {
    play_all(few);
    record.add(few_played);
  } else {
    Game many(world, Outposts::many, record);
    play_best_responses(many, static_cast<unsigned>(options.starts), dice);
  }
}

std::vector<Job> games(const std::vector<Setting>& settings, const Options& options) {
  std::vector<Job> jobs;
  for (const Setting& setting : settings)
    jobs.emplace_back(
        [setting, &options](Dice& dice, Record& record) { play(setting, options, dice, record); });
  return jobs;
}

// Bare evidence, with `more` hostile groups than assumed.
std::vector<Job> sketches(unsigned n, unsigned more, const Options& options) {
  std::vector<Job> jobs;
  for (const QuorumRule& rule : assumptions(n)) {
    const unsigned hostile = assumed_hostile(n, rule) + more;
    if (hostile > n || n < 3 * assumed_hostile(n, rule)) continue;
    for (std::uint64_t i = 0; i < options.sketches; ++i)
      jobs.emplace_back([n, hostile, rule, &options](Dice& dice, Record& record) {
        Sketch sketch(n, hostile, rule, dice, record);
        play_best_responses(sketch, static_cast<unsigned>(options.starts), dice);
      });
  }
  return jobs;
}

void append(std::vector<Setting>& all, const std::vector<Setting>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

// As many hostile groups as the rule assumes, or fewer.
std::vector<Setting> fair(unsigned n) {
  std::vector<Setting> all;
  for (const QuorumRule& rule : assumptions(n))
    for (unsigned hostile = 1; hostile <= std::min(n, assumed_hostile(n, rule)); ++hostile)
      append(all, settings(n, hostile, rule));
  return all;
}

// As many as the rule assumes, for rules under which a quorum can be met though they all hide.
std::vector<Setting> strong(unsigned n) {
  std::vector<Setting> all;
  for (const QuorumRule& rule : assumptions(n))
    if (const unsigned f = assumed_hostile(n, rule); n >= 3 * f) append(all, settings(n, f, rule));
  return all;
}

// `more` hostile groups than the default rule assumes.
std::vector<Setting> unfair(unsigned more, unsigned to) {
  std::vector<Setting> all;
  for (unsigned n = 3; n <= to; ++n)
    if (assumed_hostile(n, {}) + more < n) append(all, settings(n, assumed_hostile(n, {}) + more, {}));
  return all;
}

bool read(int count, char** arguments, Options& options) {
  const std::map<std::string_view, std::uint64_t Options::*> names = {
      {"--groups", &Options::groups}, {"--positions", &Options::positions}, {"--most", &Options::most},
      {"--starts", &Options::starts}, {"--sketches", &Options::sketches},   {"--seed", &Options::seed},
      {"--jobs", &Options::jobs}};
  for (int i = 1; i < count; i += 2) {
    const auto found = names.find(arguments[i]);
    if (found == names.end() || i + 1 == count) return false;
    const std::string_view text(arguments[i + 1]);
    if (std::from_chars(text.data(), text.data() + text.size(), options.*found->second).ptr !=
        text.data() + text.size())
      return false;
  }
  constexpr std::uint64_t most_groups = 20;
  return options.jobs > 0 && options.most <= most_groups && options.groups <= options.most;
}

struct Campaign {
  Record fair;         // at most f hostile groups
  bool blind = false;  // more than f won nothing
};

Campaign with_tokens(const Options& options) {
  const auto groups = static_cast<unsigned>(options.groups);
  const auto most = static_cast<unsigned>(options.most);
  Campaign campaign;
  for (unsigned n = 1; n <= most; ++n)
    campaign.fair.add(run("signed tokens, " + std::string(n <= groups ? "every position" : "best responses") +
                              ", n = " + std::to_string(n),
                          games(n <= groups ? fair(n) : strong(n), options), options));
  std::cout << "signed tokens, at most f hostile groups, each move:\n";
  campaign.fair.print_moves(std::cout);
  for (unsigned more = 1; more <= 2; ++more)
    campaign.blind |= run("signed tokens, " + std::to_string(more) + " hostile more than f, n = 3 to " +
                              std::to_string(groups + 2),
                          games(unfair(more, groups + 2), options), options)
                          .wrong() == 0;
  return campaign;
}

Campaign with_evidence(const Options& options) {
  Campaign campaign;
  std::vector<Job> too_many;
  for (unsigned n = 1; n <= options.most; ++n) {
    campaign.fair.add(
        run("bare evidence, best responses, n = " + std::to_string(n), sketches(n, 0, options), options));
    const std::vector<Job> more = sketches(n, 1, options);
    too_many.insert(too_many.end(), more.begin(), more.end());
  }
  std::cout << "bare evidence, at most f hostile groups, each move:\n";
  campaign.fair.print_moves(std::cout);
  campaign.blind = run("bare evidence, 1 hostile more than f", too_many, options).wrong() == 0;
  return campaign;
}

int run(const Options& options) {
  Campaign all = with_tokens(options);
  const Campaign evidence = with_evidence(options);
  all.fair.add(evidence.fair);
  std::cout << "at most f hostile, in all:\n" << all.fair;
  return all.fair.wrong() == 0 && !all.blind && !evidence.blind ? 0 : 1;
}

}  // namespace
}  // namespace quorate::adversary

int main(int count, char** arguments) {
  quorate::adversary::Options options;
  if (!quorate::adversary::read(count, arguments, options)) {
    std::cerr << "usage: adversary [--groups N] [--positions N] [--most N] [--starts N] [--sketches N] "
                 "[--seed N] [--jobs N]\n";
    return 2;
  }
  return quorate::adversary::run(options);
}
