#include "proofs/report/report.hpp"

#include <algorithm>

namespace quorate {
namespace {

bool counts(const AccountEvidence& evidence, const AccountVerdict& verdict) {
  const auto& flags = verdict.flags;
  return evidence.counting == Counting::counted &&
         std::find(flags.begin(), flags.end(), Flag::not_secure) == flags.end();
}

}  // namespace

ScoreInput score_input(const Report& report) {
  return {report.subject,  report.given_key,      report.rule,
          report.evidence, report.judgement.keys, report.required};
}

int exit_status(const Report& report) {
  const bool accepted =
      report.score.answer == Answer::corroborated && report.acceptance == Acceptance::corroborated_too;
  return accepted ? 0 : exit_status(report.score.answer);
}

bool holds(const std::vector<Speaker>& speakers, const Speaker& speaker) {
  return std::find(speakers.begin(), speakers.end(), speaker) != speakers.end();
}

bool holds(const std::vector<ScoreFlag>& flags, ScoreFlag flag) {
  return std::find(flags.begin(), flags.end(), flag) != flags.end();
}

std::string_view text(SubjectClaim claim) {
  switch (claim) {
    case SubjectClaim::none:
      return "none";
    case SubjectClaim::claimed:
      return "claimed";
    case SubjectClaim::proven:
      return "proven";
  }
  return "none";
}

const KeyFacts* facts_of(const Report& report, const Speaker& speaker) {
  for (const KeyFacts& facts : report.judgement.keys)
    if (facts.speaker == speaker) return &facts;
  return nullptr;
}

std::vector<KeyName> revoked_keys(const Report& report) {
  std::vector<KeyName> keys;
  for (const KeyScore& key : report.score.keys) {
    const bool of_subject = !report.subject || key.speaker.subject == *report.subject;
    const bool known = std::find(keys.begin(), keys.end(), key.speaker.key) != keys.end();
    if (key.state == KeyState::revoked && of_subject && !known) keys.push_back(key.speaker.key);
  }
  return keys;
}

std::optional<Speaker> held_key(const Report& report) {
  if (report.given_key || !report.hindsight) return std::nullopt;
  return report.hindsight->held;
}

std::optional<Speaker> replaced_key(const Report& report) {
  const bool changed = holds(report.score.flags, ScoreFlag::key_changed);
  return changed && report.score.subject_key ? held_key(report) : std::nullopt;
}

HalfDone half_rotation(const Report& report, const Speaker& speaker) {
  const KeyFacts* facts = facts_of(report, speaker);
  const auto joined = [&](const KeyName& other) {
    return facts != nullptr &&
           std::find(facts->joined.begin(), facts->joined.end(), other) != facts->joined.end();
  };
  for (const Statement& statement : report.judgement.statements) {
    if (statement.kid != speaker.key.id || statement.subject != speaker.subject) continue;
    if (statement.next && !joined({KeyKind::native, *statement.next}))
      return {HalfRotation::successor_silent, {KeyKind::native, *statement.next}};
    if (statement.prev && !joined({KeyKind::native, *statement.prev}))
      return {HalfRotation::predecessor_silent, {KeyKind::native, *statement.prev}};
  }
  return {};
}

SubjectClaim subject_claim(const Report& report) {
  if (!report.score.subject_key || report.score.subject_key->subject.empty()) return SubjectClaim::none;
  const Speaker& speaker = *report.score.subject_key;
  const KeyFacts* facts = facts_of(report, speaker);
  const bool sound = facts == nullptr || facts->state == KeyState::sound;
  bool shown = facts != nullptr;
  const auto& accounts = report.judgement.accounts;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const AccountEvidence& evidence = report.evidence.at(i);
    if (!holds(evidence.proven, speaker)) continue;
    shown = true;
    if (holds(evidence.outdated, speaker)) continue;
    // SPEC: statement.md section 5 (g): only an account that is the subject, and proven, makes it speak.
    const bool is_subject =
        evidence.account == speaker.subject && accounts[i].account.uri() == speaker.subject;
    if (sound && is_subject && counts(evidence, accounts[i]) && !holds(evidence.conflicted, speaker))
      return SubjectClaim::proven;
  }
  return shown ? SubjectClaim::claimed : SubjectClaim::none;
}

}  // namespace quorate
