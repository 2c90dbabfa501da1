// Measures how long the search for what would change an answer takes, for contacts of 32 accounts.
#include "proofs/explain/change.hpp"
#include "proofs/score/score.hpp"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <iomanip>
#include <iostream>
#include <string_view>
#include <vector>

namespace quorate {
namespace {

constexpr unsigned account_count = 32;

Speaker speaker_of(KeyKind kind, char letter) {
  constexpr std::size_t digest_letters = 43;
  return {{kind, std::string(kid_prefix) + std::string(digest_letters, letter)}, "mimi://im.example/u/alice"};
}

enum class Likeness {
  alike,       // but for what they show
  in_groups,   // four of each company
  none_alike,  // each is seen to be served by somebody else, and shows a Keybase key of its own: nothing is
               // tried for several at once, so that the search is cut off
};

struct Shape {
  std::string_view name;
  Likeness likeness = Likeness::alike;
  unsigned agreeing = 0;  // so many accounts show the first key
  unsigned rivals = 0;    // so many show another one, the rest nothing
};

ScoreInput contact(const Shape& shape) {
  ScoreInput input;
  const Speaker first = speaker_of(KeyKind::native, 'A');
  input.subject = first.subject;
  for (unsigned i = 0; i < account_count; ++i) {
    AccountEvidence account;
    account.domain = "service-number-" + std::to_string(i) + ".example";
    account.group =
        shape.likeness == Likeness::in_groups ? "Company " + std::to_string(i / 4) : account.domain;
    account.account = "https://" + account.domain + "/people/alice";
    const bool agrees = i < shape.agreeing;
    const bool shows = agrees || i < shape.agreeing + shape.rivals;
    account.outcome = {shows ? Outcome::proven : Outcome::absent, Outcome::absent};
    if (shows) account.proven = {agrees ? first : speaker_of(KeyKind::native, 'B')};
    if (shape.likeness == Likeness::none_alike) {
      account.observed = {"Somebody " + std::to_string(i)};
      account.proven.push_back(speaker_of(KeyKind::keybase, static_cast<char>('0' + i)));
    }
    input.accounts.push_back(std::move(account));
  }
  for (const char letter : {'A', 'B'}) {
    KeyFacts facts;
    facts.speaker = speaker_of(KeyKind::native, letter);
    input.keys.push_back(std::move(facts));
  }
  return input;
}

// Processor time, so that a busy machine makes no difference.
double milliseconds(const ScoreInput& input, Changes& found) {
  const std::clock_t start = std::clock();
  found = changes(input);
  return 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

void measure(const Shape& shape, unsigned runs) {
  const ScoreInput input = contact(shape);
  Changes found;
  std::vector<double> times;
  for (unsigned i = 0; i < runs; ++i) times.push_back(milliseconds(input, found));
  std::sort(times.begin(), times.end());
  std::cout << std::left << std::setw(44) << shape.name << std::right << std::fixed << std::setprecision(2)
            << std::setw(8) << times[times.size() / 2] << std::setw(8) << times.back() << "   "
            << text(score(input).answer);
  for (const Change& change : found.any) std::cout << ", " << change.size;
  if (!found.cut_off.empty()) std::cout << ", " << found.cut_off.size() << " searches cut off";
  std::cout << '\n';
}

int run(unsigned runs) {
  std::cout << "milliseconds per search                       median   worst   sizes of what was found\n";
  for (const Shape& shape : std::vector<Shape>{
           {"32 groups, all agree", Likeness::alike, 32, 0},
           {"32 groups, a rival at 5", Likeness::alike, 27, 5},
           {"32 groups, 10 agree, nobody else shows a key", Likeness::alike, 10, 0},
           {"8 companies, a rival at 5", Likeness::in_groups, 27, 5},
           {"no two accounts alike, all agree", Likeness::none_alike, 32, 0},
           {"no two accounts alike, a rival at 5", Likeness::none_alike, 27, 5},
       })
    measure(shape, runs);
  return 0;
}

}  // namespace
}  // namespace quorate

int main(int count, char** arguments) {
  unsigned runs = 21;
  const std::string_view given = count == 2 ? arguments[1] : "";
  const bool read = std::from_chars(given.data(), given.data() + given.size(), runs).ec == std::errc();
  if (count > 2 || (count == 2 && (!read || runs == 0))) {
    std::cerr << "usage: explain_speed [RUNS]\n";
    return 2;
  }
  return quorate::run(runs);
}
