#include "proofs/scan/consistency.hpp"

#include "tests/proofs/scan/samples.hpp"
#include "tests/proofs/score/random_look.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

constexpr unsigned looks = 1000;
constexpr unsigned answers = 8;  // the enumerators of Answer

QuorumRule random_rule(Dice& dice) {
  QuorumRule rule;
  if (dice.chance(20))
    rule.hostile = 1 + dice.roll(4);
  else if (dice.chance(20))
    rule.quorum = 1 + dice.roll(6);
  return rule;
}

AccountLine line_of(const AccountEvidence& evidence) {
  AccountLine line;
  line.account = evidence.account;
  line.standing = evidence.standing;
  line.counting = evidence.counting;
  line.domain = evidence.domain;
  line.group = evidence.group;
  line.outcome = evidence.proven.empty() ? Outcome::absent : Outcome::proven;
  for (const Speaker& speaker : evidence.proven) line.proven.push_back({speaker, KeyType::ed25519, 0, 0});
  line.conflicted = evidence.conflicted;
  return line;
}

// What a scan would keep of a random look.
TargetLines random_lines(Dice& dice) {
  ScoreInput look = random_look(dice, 8);
  look.rule = random_rule(dice);
  TargetLines lines;
  lines.target.n = 1;
  lines.target.score = score_of(score(look), std::nullopt, SubjectClaim::none);
  lines.target.facts = look.keys;
  for (const AccountEvidence& evidence : look.accounts) {
    lines.accounts.push_back(line_of(evidence));
    const bool anchored = evidence.standing == Standing::anchored;
    ++(anchored ? lines.target.anchored : lines.target.discovered);
    if (anchored && !evidence.proven.empty()) ++lines.target.proven;
  }
  return lines;
}

TargetLines confirmed_lines() {
  Dice dice(11);
  while (true) {
    TargetLines lines = random_lines(dice);
    if (lines.target.score.answer == Answer::confirmed) return lines;
  }
}

}  // namespace

TEST_CASE("check consistency: whatever the scorer says of a random look, accepted") {
  Dice dice(7);
  std::array<unsigned, answers> seen{};
  for (unsigned i = 0; i < looks; ++i) {
    const TargetLines lines = random_lines(dice);
    ++seen[static_cast<std::size_t>(lines.target.score.answer)];
    std::string line;
    append_line(line, lines.target);
    INFO(line);
    const auto consistent = check_consistency(lines.target);
    const auto fits = check_accounts(lines);
    CHECK(consistent);
    CHECK(fits);
  }
  for (const unsigned count : seen) CHECK(count > 0);
}

TEST_CASE("check consistency: a verdict made confirmed, or one that was confirmed made another, refused") {
  Dice dice(8);
  for (unsigned i = 0; i < looks; ++i) {
    TargetLines lines = random_lines(dice);
    const Answer said = lines.target.score.answer;
    if (said != Answer::confirmed) {
      lines.target.score.answer = Answer::confirmed;
      CHECK(!check_consistency(lines.target));
      continue;
    }
    for (unsigned other = 0; other < answers; ++other) {
      lines.target.score.answer = static_cast<Answer>(other);
      CHECK(check_consistency(lines.target).has_value() == (lines.target.score.answer == said));
    }
  }
}

TEST_CASE("check consistency: numbers changed with the verdict, refused by what they are of") {
  const TargetLines lines = confirmed_lines();
  const auto with = [&](const auto& change) {
    TargetLines changed = lines;
    change(changed.target.score);
    return check_consistency(changed.target).has_value();
  };
  CHECK(with([](TargetScore&) {}));
  CHECK(!with([](TargetScore& score) { score.weight = 0; }));
  CHECK(!with([](TargetScore& score) { score.weight = score.low = 0; }));
  CHECK(!with([](TargetScore& score) { score.key.reset(); }));
  CHECK(!with([](TargetScore& score) { score.groups += 1; }));
  CHECK(!with([](TargetScore& score) { score.high = score.groups + 1; }));
  CHECK(!with([](TargetScore& score) { score.threshold = 0; }));
  CHECK(!with([](TargetScore& score) { score.confirm_at = score.threshold = 1, score.hostile = 30; }));
  CHECK(!with([](TargetScore& score) { score.flags.push_back(ScoreFlag::required_missing); }));
  CHECK(!with([](TargetScore& score) {
    for (GroupLine& group : score.group_states) group.state = GroupState::silent;
  }));
}

TEST_CASE("check accounts: W above what they show, or accounts taken away, refused") {
  TargetLines lines = confirmed_lines();
  CHECK(check_accounts(lines));
  TargetLines silent = lines;
  for (AccountLine& account : silent.accounts) account.proven.clear();
  CHECK(!check_accounts(silent));
  TargetLines one_domain = lines;
  for (AccountLine& account : one_domain.accounts) account.domain = "one.example";
  CHECK(!check_accounts(one_domain));
  lines.accounts.pop_back();
  CHECK(!check_accounts(lines));
}

TEST_CASE("check consistency: a target that was not looked at has no score") {
  TargetLine line;
  line.state = TargetState::excluded;
  CHECK(check_consistency(line));
  line.score.weight = 1;
  CHECK(!check_consistency(line));
}

TEST_CASE("read a line of results: an insufficient one whose verdict is edited, refused") {
  std::size_t edited = 0;
  for (const TargetLines& lines : sample::scan_lines()) {
    if (lines.target.score.answer != Answer::insufficient || lines.target.state != TargetState::verdict)
      continue;
    std::string line;
    append_line(line, lines.target);
    line.pop_back();
    REQUIRE(read_target_line(line));
    const std::string verdict = "\"verdict\":\"insufficient\"";
    line.replace(line.find(verdict), verdict.size(), "\"verdict\":\"confirmed\"");
    const auto read = read_target_line(line);
    REQUIRE(!read);
    CHECK(read.error().detail.find("contradicts itself") != std::string::npos);
    ++edited;
  }
  CHECK(edited > 0);
}

}  // namespace quorate
