#include "tests/proofs/score/sights.hpp"

namespace quorate {

const std::array<Speaker, test_keys> test_speakers = {native("K"), native("R"), native("T")};

bool shows_key(Sight sight, unsigned key) {
  switch (sight) {
    case Sight::key:
    case Sight::key_and_unknown:
      return key == 0;
    case Sight::rival:
      return key == 1;
    case Sight::third:
      return key == 2;
    case Sight::both:
      return key < 2;
    default:
      return false;
  }
}

std::size_t replace(std::size_t look, unsigned group, Sight sight) {
  const std::size_t mask = static_cast<std::size_t>(sights - 1) << (sight_bits * group);
  return (look & ~mask) | static_cast<std::size_t>(sight) << (sight_bits * group);
}

std::string describe(unsigned groups, std::size_t look, const QuorumRule& rule) {
  static constexpr std::string_view letters = "-x?KRTb+";
  std::string line;
  for (unsigned group = 0; group < groups; ++group)
    line += letters[static_cast<std::size_t>(sight_of(look, group))];
  return line + " " + describe(rule);
}

std::vector<QuorumRule> rules(unsigned groups) {
  std::vector<QuorumRule> all = {{}};
  for (unsigned i = 1; i <= groups; ++i) {
    all.push_back({i, std::nullopt});
    all.push_back({std::nullopt, i});
  }
  return all;
}

std::string describe(const QuorumRule& rule) {
  if (rule.hostile) return "f=" + std::to_string(*rule.hostile);
  if (rule.quorum) return "k=" + std::to_string(*rule.quorum);
  return "f by default";
}

ScoreInput blank(unsigned groups) {
  ScoreInput input;
  KeyFacts fact = facts(test_speakers[0]);
  for (unsigned group = 0; group < groups; ++group) {
    const std::string name = "s" + std::to_string(group);
    for (const char* part : {"a", "b"}) {
      AccountEvidence account = in_domain(silent(name), name);
      account.account = name + part;
      fact.listed_accounts.push_back(account.account);
      input.accounts.push_back(std::move(account));
    }
  }
  input.keys = {std::move(fact)};
  return input;
}

void show(ScoreInput& input, unsigned group, Sight sight) {
  AccountEvidence& first = input.accounts[2 * group];
  AccountEvidence& second = input.accounts[2 * group + 1];
  const auto set = [](AccountEvidence& account, Outcome outcome, std::vector<Speaker> proven) {
    account.outcome[0] = outcome;
    account.proven = std::move(proven);
    account.conflicted.clear();
  };
  set(first, Outcome::absent, {});
  set(second, Outcome::absent, {});
  switch (sight) {
    case Sight::silent:
      break;
    case Sight::refuted:
      set(first, Outcome::refuted, {});
      break;
    case Sight::unknown:
      set(second, Outcome::unknown, {});
      break;
    case Sight::key:
      set(first, Outcome::proven, {test_speakers[0]});
      break;
    case Sight::rival:
      set(first, Outcome::proven, {test_speakers[1]});
      break;
    case Sight::third:
      set(second, Outcome::proven, {test_speakers[2]});
      break;
    case Sight::both:
      if (group % 2 == 0) {
        set(first, Outcome::refuted, {});
        first.conflicted = {test_speakers[0], test_speakers[1]};
      } else {
        set(first, Outcome::proven, {test_speakers[0]});
        set(second, Outcome::proven, {test_speakers[1]});
      }
      break;
    case Sight::key_and_unknown:
      set(first, Outcome::proven, {test_speakers[0]});
      set(second, Outcome::unknown, {});
      break;
  }
}

}  // namespace quorate
