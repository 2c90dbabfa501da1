#include "proofs/scan/lines.hpp"

#include <algorithm>
#include <utility>

namespace quorate {
namespace {

CheapestLine cheapest(const CheapestSet& set) {
  CheapestLine line;
  line.exactness = set.exactness;
  for (const Holder& holder : set.holders) line.holders.push_back(holder.name);
  return line;
}

const Statement* newest(const Judgement& judgement, const Speaker& speaker) {
  for (const Statement& statement : judgement.statements)
    if (statement.kid == speaker.key.id && statement.subject == speaker.subject) return &statement;
  return nullptr;
}

ShownKey shown_key(const Speaker& speaker, UnixTime dated, const Judgement& judgement) {
  ShownKey shown{speaker, KeyType::unknown, dated, 0};
  if (speaker.key.kind == KeyKind::keybase) {
    shown.type = KeyType::keybase;
  } else if (const Statement* statement = newest(judgement, speaker)) {
    shown.type = statement->key.curve == Curve::ed25519 ? KeyType::ed25519 : KeyType::p256;
    shown.expires_at = statement->expires_at;
  }
  return shown;
}

std::string operator_of(const AccountVerdict& judged, const OperatedBy& operated) {
  for (const std::string& service : judged.services)
    if (const auto found = operated.services.find(service);
        found != operated.services.end() && !found->second.empty())
      return found->second;
  const Operator* entry = operated.operators.of(judged.account.host());
  return entry == nullptr ? std::string() : entry->id;
}

AccountLine account_line(const AccountVerdict& judged, const AccountEvidence& evidence,
                         const std::vector<ControlPoint>& points, const Judgement& judgement,
                         const OperatedBy& operated) {
  AccountLine line;
  line.account = judged.account.uri();
  line.host = judged.account.host();
  line.services = judged.services;
  line.operator_id = operator_of(judged, operated);
  line.standing = evidence.standing;
  line.counting = evidence.counting;
  line.domain = evidence.domain;
  line.group = evidence.group;
  line.observed = evidence.observed;
  line.outcome = judged.verdict.outcome;
  line.reason = judged.verdict.reason;
  for (std::size_t kind = 0; kind < key_kinds; ++kind)
    line.by_kind[kind] = {judged.by_kind[kind].outcome, judged.by_kind[kind].reason};
  for (const Flag flag : judged.flags)
    if (flag != Flag::too_old) line.flags.push_back(flag);  // a matter of the policy
  for (std::size_t i = 0; i < judged.proven.size(); ++i)
    line.proven.push_back(
        shown_key(judged.proven[i], i < judged.dated.size() ? judged.dated[i] : 0, judgement));
  line.conflicted = judged.conflicted;
  line.since = judged.since;
  line.points = points;
  line.latency_us = judged.elapsed_us;
  return line;
}

}  // namespace

TargetScore score_of(const Score& score, const std::optional<ForgeCost>& forge, SubjectClaim claim) {
  TargetScore line;
  line.answer = score.answer;
  line.flags = score.flags;
  line.key = score.subject_key;
  line.speaks_for = claim;
  line.groups = score.groups;
  for (const GroupScore& group : score.group_scores) line.group_states.push_back({group.name, group.state});
  line.hostile = score.hostile;
  line.threshold = score.threshold;
  line.confirm_at = score.confirm_at;
  line.weight = score.weight;
  line.low = score.low;
  line.high = score.high;
  line.exact = score.exact;
  line.rivals = static_cast<unsigned>(score.rivals.size());
  if (forge)
    line.forge =
        ForgeLine{cheapest(forge->overall), cheapest(forge->without_issuers), cheapest(forge->operators)};
  return line;
}

TargetLines lines_of(const Report& report, const OperatedBy& operated, std::uint64_t n, std::string id) {
  TargetLines lines;
  TargetLine& target = lines.target;
  target.n = n;
  target.id = std::move(id);
  target.judged_at = report.now;
  target.elapsed_ms = report.elapsed_ms;
  target.subject = report.subject;
  target.given_key = report.given_key;
  target.score = score_of(report.score, report.forge_cost, subject_claim(report));
  target.left_out = report.left_out;
  target.late = report.late;
  for (const KeyFacts& facts : report.judgement.keys)
    target.facts.push_back(
        {facts.speaker, facts.state, facts.joined, facts.successor, facts.listed_accounts, {}});
  const std::vector<AccountVerdict>& judged = report.judgement.accounts;
  lines.accounts.reserve(judged.size());
  for (std::size_t i = 0; i < judged.size(); ++i) {
    const AccountEvidence& evidence = report.evidence.at(i);
    const bool anchored = evidence.standing == Standing::anchored;
    ++(anchored ? target.anchored : target.discovered);
    if (anchored && judged[i].verdict.outcome == Outcome::proven) ++target.proven;
    lines.accounts.push_back(account_line(
        judged[i], evidence, i < report.points.size() ? report.points[i] : std::vector<ControlPoint>(),
        report.judgement, operated));
    lines.accounts.back().n = n;
  }
  return lines;
}

}  // namespace quorate
