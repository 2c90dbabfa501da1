#include "tests/proofs/scan/samples.hpp"

#include "tests/proofs/report/sample.hpp"

namespace quorate::sample {

std::vector<TargetLines> scan_lines() {
  const Operators operators;
  const OperatedBy operated{operators, {{"site", "somebody"}}};
  std::vector<TargetLines> all;
  for (auto& [name, report] : sample::all()) {
    if (report.hindsight) continue;
    // One sample wears every flag; no line could have this one beside its verdict.
    if (report.score.answer == Answer::confirmed) std::erase(report.score.flags, ScoreFlag::weak_policy);
    if (!report.judgement.statements.empty() && report.score.subject_key)
      report.judgement.statements.front().kid = report.score.subject_key->key.id;
    for (AccountVerdict& account : report.judgement.accounts)
      account.dated.assign(account.proven.size(), signed_at);
    all.push_back(lines_of(report, operated, all.size() + 1, name));
  }
  TargetLine other;
  other.n = all.size() + 1;
  other.judged_at = now;
  other.state = TargetState::invalid;
  other.error = "line 9: \"https://X/\" is not canonical";
  all.push_back({other, {}});
  ++other.n;
  other.id = "https://quiet.example/";
  other.state = TargetState::excluded;
  other.error = "quiet.example";
  all.push_back({other, {}});
  return all;
}

}  // namespace quorate::sample
