// Measures how long one score takes, how often it allocates, and whether a million of them leave memory
// behind.
#include "bench/allocations.hpp"
#include "proofs/score/score.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <unistd.h>

namespace quorate {
namespace {

using Clock = std::chrono::steady_clock;

struct Shape {
  std::string_view name;
  unsigned merged = 0;    // so many accounts share a group
  unsigned rivals = 0;    // so many accounts show another key
  unsigned keys = 1;      // so many keys have a statement
  unsigned observed = 0;  // so many accounts are seen to be served by one operator
};

constexpr unsigned account_count = 32;

Speaker speaker_of(char letter) {
  constexpr std::size_t digest_letters = 43;
  return {{KeyKind::native, std::string(kid_prefix) + std::string(digest_letters, letter)},
          "mimi://im.example/u/alice"};
}

// Four of five accounts show the first key, or a rival; the rest show nothing. Names of real length.
ScoreInput contact(const Shape& shape) {
  ScoreInput input;
  const Speaker first = speaker_of('A');
  input.subject = first.subject;
  input.key = first.key;
  for (unsigned i = 0; i < account_count; ++i) {
    AccountEvidence account;
    account.domain = "service-number-" + std::to_string(i) + ".example";
    account.group = i < shape.merged ? "A Large Company Inc." : account.domain;
    if (i >= account_count - shape.observed) account.observed = {"A Content Network Ltd."};
    account.account = "https://" + account.domain + "/people/alice";
    const bool shows = i % 5 != 4;
    account.outcome = {shows ? Outcome::proven : Outcome::absent, Outcome::absent};
    if (shows) account.proven = {i % 8 == 0 && i / 8 < shape.rivals ? speaker_of('B') : first};
    input.accounts.push_back(std::move(account));
  }
  for (unsigned i = 0; i < shape.keys; ++i) {
    KeyFacts facts;
    facts.speaker = speaker_of(static_cast<char>('A' + i));
    for (const AccountEvidence& account : input.accounts) facts.listed_accounts.push_back(account.account);
    input.keys.push_back(std::move(facts));
  }
  return input;
}

double microseconds(const ScoreInput& input, unsigned scores, unsigned& sum) {
  const auto start = Clock::now();
  for (unsigned i = 0; i < scores; ++i) sum += score(input).weight;
  return std::chrono::duration<double, std::micro>(Clock::now() - start).count() / scores;
}

void measure(const Shape& shape) {
  constexpr unsigned batches = 200;
  constexpr unsigned scores_of_batch = 200;
  const ScoreInput input = contact(shape);
  unsigned sum = 0;
  const std::size_t before = allocations();
  const Score once = score(input);
  const std::size_t spent = allocations() - before;
  std::vector<double> times;
  for (unsigned batch = 0; batch < batches; ++batch)
    times.push_back(microseconds(input, scores_of_batch, sum));
  std::sort(times.begin(), times.end());
  std::cout << std::left << std::setw(36) << shape.name << std::right << std::fixed << std::setprecision(2)
            << std::setw(8) << times.front() << std::setw(10) << times[batches / 2] << std::setw(13) << spent
            << "   " << text(once.answer) << ", W = " << once.weight << " of n = " << once.groups << '\n';
}

long resident_kilobytes() {
  std::ifstream statm("/proc/self/statm");
  long size = 0;
  long resident = 0;
  statm >> size >> resident;
  return resident * sysconf(_SC_PAGESIZE) / 1024;
}

void check_growth(const std::vector<Shape>& shapes, std::uint64_t scores) {
  std::vector<ScoreInput> inputs;
  for (const Shape& shape : shapes) inputs.push_back(contact(shape));
  unsigned sum = 0;
  for (const ScoreInput& input : inputs) sum += score(input).weight;
  const long before = resident_kilobytes();
  for (std::uint64_t i = 0; i < scores; ++i) sum += score(inputs[i % inputs.size()]).weight;
  std::cout << scores << " scores: " << before << " KiB resident before, " << resident_kilobytes()
            << " KiB after (" << sum << " proofs counted)\n";
}

int run(std::uint64_t scores) {
  const std::vector<Shape> shapes = {
      {"32 groups, 1 key"},
      {"32 groups, a rival, 2 keys", 0, 1, 2},
      {"8 accounts merged, a rival, 3 keys", 8, 1, 3},
      {"the same, 3 accounts show the rival", 8, 3, 3},
      {"the same, 8 accounts at one operator", 8, 3, 3, 8},
  };
  std::cout << "microseconds per score                  min    median  allocations\n";
  for (const Shape& shape : shapes) measure(shape);
  check_growth(shapes, scores);
  return 0;
}

}  // namespace
}  // namespace quorate

int main(int count, char** arguments) {
  std::uint64_t scores = 1'000'000;
  const std::string_view given = count == 2 ? arguments[1] : "";
  const bool read = std::from_chars(given.data(), given.data() + given.size(), scores).ec == std::errc();
  if (count > 2 || (count == 2 && !read)) {
    std::cerr << "usage: score_speed [SCORES]\n";
    return 2;
  }
  return quorate::run(scores);
}
