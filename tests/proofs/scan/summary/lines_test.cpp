#include "proofs/scan/summary/lines.hpp"

#include "proofs/scan/rescore.hpp"
#include "tests/proofs/report/sample.hpp"
#include "tests/proofs/scan/samples.hpp"
#include "tests/show.hpp"

#include <map>

namespace quorate {
namespace {

constexpr SummaryRoom room{64, 64};

bool agrees(GroupState state) { return state == GroupState::agrees; }

}  // namespace

TEST_CASE("read facts of a target: every sample report, its groups agree as the score says") {
  const Operators operators;
  const OperatedBy operated{operators, {}};
  std::size_t agreeing = 0;
  for (const auto& [name, report] : sample::all()) {
    if (report.hindsight) continue;
    const TargetFacts facts = target_facts(lines_of(report, operated, 1, name).target);
    REQUIRE(facts.score);
    std::map<std::string, bool> states;
    for (const GroupScore& group : report.score.group_scores) states[group.name] = agrees(group.state);
    INFO(name);
    for (const GroupFacts& group : facts.score->group_list) {
      INFO(group.name);
      REQUIRE(states.count(group.name) == 1);
      CHECK(agrees(group.state) == states[group.name]);
      agreeing += agrees(group.state) ? 1 : 0;
    }
    CHECK(facts.score->group_list.size() == states.size());
    CHECK(facts.state == text(report.score.answer));
  }
  CHECK(agreeing > 10);
}

TEST_CASE("read facts of a target: invalid or excluded, has a state and no score") {
  const auto lines = sample::scan_lines();
  CHECK(target_facts(lines.back().target).state == "excluded");
  CHECK_FALSE(target_facts(lines.back().target).score);
  CHECK(target_facts(lines[lines.size() - 2].target).state == "invalid");
}

namespace {

// Three sites that show one key, the last one signed long ago; two of them of one policy's merge.
TargetLines three_sites(const ScoringRule& rule, std::vector<Merge> merges) {
  const Operators operators;
  const Speaker speaker{{KeyKind::native, "kid"}, "s"};
  TargetLines lines;
  lines.target.judged_at = 1'790'000'000;
  lines.target.anchored = lines.target.proven = 3;
  for (const char* host : {"file0.example", "file1.example", "file2.example"}) {
    AccountLine account;
    account.account = "https://" + std::string(host) + "/";
    account.host = account.domain = account.group = host;
    account.outcome = Outcome::proven;
    account.proven.push_back({speaker, KeyType::ed25519, lines.target.judged_at - 60, 0});
    lines.accounts.push_back(account);
  }
  lines.accounts.back().proven[0].dated = 1'700'000'000;
  TargetLines grouped = lines;
  if (!merges.empty()) {
    const Groups groups(operators, SuffixList::builtin(), std::move(merges));
    regroup(grouped.accounts, operators, groups);
  }
  lines.target.score = rescore(grouped, rule);
  return lines;
}

}  // namespace

TEST_CASE("sum up lines: groups that a policy merged, one operator that falls as one") {
  Merge merge;
  merge.domains = {"file0.example", "file1.example"};
  Summary summary(room);
  const TargetLines lines = three_sites({}, {merge});
  REQUIRE(lines.target.score.answer == Answer::confirmed);
  REQUIRE(lines.target.score.groups == 2);
  add(summary, lines);
  const auto& rows = summary.operators.rows();
  REQUIRE(rows.size() == 2);
  const OperatorCounts& merged = rows.at("file0.example + file1.example");
  CHECK(merged.named == 1);
  CHECK(merged.falls == 1);
  CHECK(merged.accounts.total() == 2);
  CHECK(rows.at("file2.example").falls == 1);
}

TEST_CASE("sum up lines: an account that a policy finds too old, agrees no more") {
  ScoringRule rule;
  rule.rule.quorum = 2;
  rule.max_age = 86'400;
  Summary summary(room);
  const TargetLines lines = three_sites(rule, {});
  REQUIRE(lines.target.score.weight == 2);
  add(summary, lines);
  CHECK(summary.operators.rows().at("file0.example").agrees == 1);
  CHECK(summary.operators.rows().at("file2.example").agrees == 0);
  CHECK(summary.operators.rows().at("file2.example").falls == 0);
  CHECK(summary.operators.rows().at("file2.example").accounts.total() == 1);
}

TEST_CASE("read facts of an account: keys, their end, and how long it took") {
  AccountLine line;
  line.account = "https://code.example/alice";
  line.group = "Forge Inc";
  line.outcome = Outcome::proven;
  line.proven = {{{{KeyKind::native, "a"}, "s"}, KeyType::ed25519, 0, 1000},
                 {{{KeyKind::native, "b"}, "s"}, KeyType::ed25519, 0, 1500},
                 {{{KeyKind::keybase, "c"}, "s"}, KeyType::keybase, 0, 0}};
  line.latency_us = 7;
  TargetLine target;
  target.judged_at = 900;
  const AccountFacts facts = account_facts(line, target);
  CHECK(facts.kind == "page");
  CHECK(facts.keep == Keep::listed);
  CHECK(facts.key_types == std::vector<std::string>{"Ed25519", "Keybase"});
  CHECK(facts.expires_in == 600);
  CHECK(facts.microseconds == 7);
  line.account = "7f3a";
  line.latency_us = 0;
  line.proven.clear();
  const AccountFacts hidden = account_facts(line, target);
  CHECK(hidden.kind == "pseudonym");
  CHECK_FALSE(hidden.microseconds);
  CHECK_FALSE(hidden.expires_in);
}

TEST_CASE("tell groups of the table from domains: by their names alone") {
  CHECK(keep_of_group("Microsoft") == Keep::listed);
  CHECK(keep_of_group("Booking.com B.V.") == Keep::listed);
  CHECK(keep_of_group("alice.example") == Keep::sampled);
  CHECK(keep_of_group("p0123456789abcdef0123456789abcdef.invalid") == Keep::sampled);  // a pseudonym
}

TEST_CASE("sum up lines: every sample, all accounts and all targets are counted") {
  Summary summary(room);
  std::uint64_t accounts = 0;
  const auto all = sample::scan_lines();
  for (const TargetLines& lines : all) {
    add(summary, lines);
    accounts += lines.accounts.size();
  }
  CHECK(summary.targets == all.size());
  CHECK(summary.accounts == accounts);
  CHECK(summary.outcomes.total() == accounts);
  CHECK(summary.states.rows().at("excluded").count == 1);
}

}  // namespace quorate
