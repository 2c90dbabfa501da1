#include "proofs/report/json.hpp"

#include "proofs/report/forge.hpp"
#include "proofs/report/history/json.hpp"
#include "proofs/report/json_values.hpp"
#include "proofs/report/sentence.hpp"

#include <array>

namespace quorate {
namespace {

using json::Value;

Value numbers_value(const Score& score) {
  Value margins = Value::object();
  margins.add("forge", Value::number(score.margin_forge))
      .add("unique", Value::number(score.margin_unique))
      .add("rival", Value::number(score.margin_rival));
  return Value::object()
      .add("groups", Value::number(score.groups))
      .add("hostile", Value::number(score.hostile))
      .add("threshold", Value::number(score.threshold))
      .add("confirm_at", Value::number(score.confirm_at))
      .add("weight", Value::number(score.weight))
      .add("low", Value::number(score.low))
      .add("high", Value::number(score.high))
      .add("exact", Value::boolean(score.exact))
      .add("margins", std::move(margins));
}

Value score_flags_value(const std::vector<ScoreFlag>& flags) {
  Value array = Value::array();
  for (const ScoreFlag flag : flags) array.add(Value::string(text(flag)));
  return array;
}

// `joined`: the names of keys that a rotation joins to this one.
Value keys_value(const Report& report, const std::vector<KeyScore>& keys) {
  Value array = Value::array();
  for (const KeyScore& key : keys) {
    Value joined = Value::array();
    if (const KeyFacts* facts = facts_of(report, key.speaker))
      for (const KeyName& other : facts->joined) joined.add(key_value(other));
    array.add(speaker_value(key.speaker)
                  .add("weight", Value::number(key.weight))
                  .add("domain_weight", Value::number(key.domain_weight))
                  .add("state", Value::string(text(key.state)))
                  .add("joined", std::move(joined)));
  }
  return array;
}

Value groups_value(const std::vector<GroupScore>& groups) {
  Value array = Value::array();
  for (const GroupScore& group : groups)
    array.add(Value::object()
                  .add("name", foreign_string(group.name))
                  .add("state", Value::string(text(group.state)))
                  .add("accounts", foreign_strings(group.accounts)));
  return array;
}

Value verdict_value(const Verdict& verdict) {
  return Value::object()
      .add("outcome", Value::string(text(verdict.outcome)))
      .add("reason", Value::string(text(verdict.reason)))
      .add("detail", foreign_string(verdict.detail));
}

Value by_kind_value(const std::array<Verdict, key_kinds>& verdicts) {
  Value object = Value::object();
  for (const KeyKind kind : {KeyKind::native, KeyKind::keybase})
    object.add(text(kind), verdict_value(verdicts[static_cast<std::size_t>(kind)]));
  return object;
}

Value account_value(const AccountVerdict& account, const AccountEvidence& evidence,
                    const std::vector<ControlPoint>& points) {
  return Value::object()
      .add("account", foreign_string(account.account.uri()))
      .add("standing", Value::string(text(evidence.standing)))
      .add("counting", Value::string(text(evidence.counting)))
      .add("group", foreign_string(evidence.group))
      .add("domain", foreign_string(evidence.domain))
      .add("ties", foreign_strings(evidence.ties))
      .add("observed", foreign_strings(evidence.observed))
      .add("control_points", points_value(points))
      .add("services", foreign_strings(account.services))
      .add("places", foreign_strings(account.places))
      .add("outcome", Value::string(text(account.verdict.outcome)))
      .add("reason", Value::string(text(account.verdict.reason)))
      .add("detail", foreign_string(account.verdict.detail))
      .add("flags", flags_value(account.flags))
      .add("since", account.since == 0 ? Value() : time_value(account.since))
      .add("by_kind", by_kind_value(account.by_kind))
      .add("proven_for", speakers_value(account.proven))
      .add("conflicted_for", speakers_value(account.conflicted))
      .add("outdated_for", speakers_value(account.outdated));
}

Value accounts_value(const Report& report) {
  Value array = Value::array();
  for (std::size_t i = 0; i < report.judgement.accounts.size(); ++i)
    array.add(account_value(report.judgement.accounts[i], report.evidence.at(i),
                            i < report.points.size() ? report.points[i] : std::vector<ControlPoint>()));
  return array;
}

Value speaks_for_value(const Report& report) {
  const SubjectClaim claim = subject_claim(report);
  if (claim == SubjectClaim::none) return {};
  return Value::object()
      .add("subject", foreign_string(report.score.subject_key->subject))
      .add("state", Value::string(text(claim)));
}

Value count_or_null(const std::optional<unsigned>& number) {
  return number ? Value::number(*number) : Value();
}

// What of the relying party's policy the verdict rests on.
Value policy_value(const Report& report) {
  Value accept = Value::array();
  accept.add(Value::string(text(Answer::confirmed)));
  if (report.acceptance == Acceptance::corroborated_too)
    accept.add(Value::string(text(Answer::corroborated)));
  return Value::object()
      .add("hostile", count_or_null(report.rule.hostile))
      .add("quorum", count_or_null(report.rule.quorum))
      .add("accept", std::move(accept))
      .add("required", foreign_strings(report.required))
      .add("max_age", report.max_age ? Value::number(*report.max_age) : Value());
}

// What the tokens that were seen say of each key, for whoever scores again.
Value facts_value(const std::vector<KeyFacts>& all) {
  Value array = Value::array();
  for (const KeyFacts& facts : all) {
    Value joined = Value::array();
    for (const KeyName& other : facts.joined) joined.add(key_value(other));
    array.add(speaker_value(facts.speaker)
                  .add("state", Value::string(text(facts.state)))
                  .add("joined", std::move(joined))
                  .add("successor", facts.successor ? key_value(*facts.successor) : Value())
                  .add("listed_accounts", foreign_strings(facts.listed_accounts)));
  }
  return array;
}

// The tokens that end a key or show that it contradicts itself: anybody can verify them without quorate.
Value proof_value(const Report& report) {
  Value array = Value::array();
  for (const KeyFacts& facts : report.judgement.keys)
    if (facts.state != KeyState::sound)
      array.add(speaker_value(facts.speaker)
                    .add("state", Value::string(text(facts.state)))
                    .add("tokens", foreign_strings(facts.proof)));
  return array;
}

Value versions_value(const Versions& versions) {
  return Value::object()
      .add("program", foreign_string(versions.program))
      .add("services", foreign_string(versions.services))
      .add("operators", foreign_string(versions.operators))
      .add("suffix_list", foreign_string(versions.suffix_list));
}

}  // namespace

Value to_json(const Report& report) {
  const Score& score = report.score;
  return Value::object()
      .add("schema", Value::string(report_schema))
      .add("contact", foreign_or_null(report.contact_name))
      .add("subject", foreign_or_null(report.subject))
      .add("given_key", report.given_key ? key_value(*report.given_key) : Value())
      .add("key", score.subject_key ? speaker_value(*score.subject_key) : Value())
      .add("verdict", Value::string(text(score.answer)))
      .add("exit_status", Value::number(exit_status(report)))
      .add("flags", score_flags_value(score.flags))
      .add("sentence", Value::string(sentence(report)))
      .add("speaks_for", speaks_for_value(report))
      .add("numbers", numbers_value(score))
      .add("forge_cost", forge_value(report))
      .add("keys", keys_value(report, score.keys))
      .add("rivals", keys_value(report, score.rivals))
      .add("groups", groups_value(score.group_scores))
      .add("set_aside", foreign_strings(score.set_aside))
      .add("missing", foreign_strings(score.missing))
      .add("accounts", accounts_value(report))
      .add("policy", policy_value(report))
      .add("facts", facts_value(report.judgement.keys))
      .add("left_out", Value::number(static_cast<std::int64_t>(report.left_out)))
      .add("late", Value::number(static_cast<std::int64_t>(report.late)))
      .add("statements", statements_value(report.judgement.statements))
      .add("proof", proof_value(report))
      .add("history", history_value(report.hindsight))
      .add("connect_to", foreign_or_null(report.connect_to))
      .add("vantage_points", foreign_strings(report.vantages))
      .add("now", time_value(report.now))
      .add("versions", versions_value(report.versions))
      .add("run", Value::object()
                      .add("elapsed_ms", Value::number(report.elapsed_ms))
                      .add("replayed", Value::boolean(report.replayed)));
}

}  // namespace quorate
