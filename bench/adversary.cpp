// Plays an enemy's best responses against judge, gather and score with really signed tokens, and prints how
// often a verdict was wrong: never while no more groups are hostile than assumed. Exits with 1 otherwise, and
// also where the same enemy with more groups wins nothing, for then the play shows nothing.
#include "tests/proofs/score/adversary/game.hpp"
#include "tests/proofs/score/adversary/search.hpp"
#include "tests/proofs/score/adversary/settings.hpp"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
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
  std::uint64_t seed = 1;
  std::uint64_t jobs = std::max(1U, std::thread::hardware_concurrency());
};

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

Record run(const std::string& what, const std::vector<Setting>& settings, const Options& options) {
  const auto start = Clock::now();
  std::atomic<std::size_t> next = 0;
  std::vector<Record> records(options.jobs);
  std::vector<std::thread> workers;
  for (Record& record : records)
    workers.emplace_back([&] {
      for (std::size_t i = next++; i < settings.size(); i = next++) {
        Dice dice(options.seed + i);
        play(settings[i], options, dice, record);
      }
    });
  for (std::thread& worker : workers) worker.join();
  Record sum;
  for (const Record& record : records) sum.add(record);
  const std::chrono::duration<double> seconds = Clock::now() - start;
  std::cout << what << ", " << seconds.count() << " s\n" << sum << std::flush;
  return sum;
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
      {"--starts", &Options::starts}, {"--seed", &Options::seed},           {"--jobs", &Options::jobs}};
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

int run(const Options& options) {
  const auto groups = static_cast<unsigned>(options.groups);
  const auto most = static_cast<unsigned>(options.most);
  Record all;
  for (unsigned n = 1; n <= groups; ++n)
    all.add(run("every position, n = " + std::to_string(n), fair(n), options));
  for (unsigned n = groups + 1; n <= most; ++n)
    all.add(run("best responses, n = " + std::to_string(n), strong(n), options));
  std::cout << "at most f hostile groups, each move:\n";
  all.print_moves(std::cout);
  bool blind = false;
  for (unsigned more = 1; more <= 2; ++more)
    blind |= run(std::to_string(more) + " hostile more than f, n = 3 to " + std::to_string(groups + 2),
                 unfair(more, groups + 2), options)
                 .wrong() == 0;
  std::cout << "at most f hostile, in all:\n" << all;
  return all.wrong() == 0 && !blind ? 0 : 1;
}

}  // namespace
}  // namespace quorate::adversary

int main(int count, char** arguments) {
  quorate::adversary::Options options;
  if (!quorate::adversary::read(count, arguments, options)) {
    std::cerr
        << "usage: adversary [--groups N] [--positions N] [--most N] [--starts N] [--seed N] [--jobs N]\n";
    return 2;
  }
  return quorate::adversary::run(options);
}
