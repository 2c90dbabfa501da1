#include "tests/proofs/report/read/scored.hpp"

#include "proofs/forge/agreeing.hpp"
#include "tests/proofs/report/sample.hpp"

namespace quorate {
namespace {

std::string uri_of(const std::string& name) {
  const std::size_t slash = name.find('/');
  return "https://" + name.substr(0, slash) + ".example" + name.substr(slash);
}

}  // namespace

Report scored(ScoreInput input, Dice& dice) {
  Report report;
  report.now = sample::now;
  report.versions = {"0.1.0", "1", "1", "1"};
  report.subject = input.subject;
  report.given_key = input.key;
  report.rule = input.rule;
  report.judgement.keys = input.keys;
  for (KeyFacts& facts : report.judgement.keys)
    for (std::string& account : facts.listed_accounts) account = uri_of(account);
  for (AccountEvidence& evidence : input.accounts) {
    evidence.account = uri_of(evidence.account);
    for (const Speaker& speaker : evidence.proven)
      if (dice.chance(10)) evidence.outdated.push_back(speaker);
    if (dice.chance(10)) evidence.observed = {"op" + std::to_string(dice.roll(3))};
    if (dice.chance(10)) report.required.push_back(evidence.account);
    AccountVerdict judged{.account = Account::parse(evidence.account).value()};
    for (std::size_t kind = 0; kind < key_kinds; ++kind)
      judged.by_kind[kind].outcome = evidence.outcome[kind];
    judged.verdict = better(judged.by_kind[0], judged.by_kind[1]);
    judged.proven = evidence.proven;
    judged.conflicted = evidence.conflicted;
    judged.outdated = evidence.outdated;
    report.judgement.accounts.push_back(std::move(judged));
    report.evidence.push_back(evidence);
    report.points.emplace_back();
    for (std::size_t kind = 1; kind < control_kinds; ++kind)
      if (dice.chance(10))
        report.points.back().push_back({static_cast<ControlKind>(kind), "op" + std::to_string(dice.roll(3))});
  }
  report.score = score(score_input(report));
  report.forge_cost = forge_cost(report.score, report.evidence, report.points);
  return report;
}

}  // namespace quorate
