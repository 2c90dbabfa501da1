#include "crawler/watch/outcome.hpp"

#include "proofs/encoding/utf8.hpp"
#include "proofs/report/json.hpp"
#include "proofs/report/layout/time.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr std::size_t longest_line = 500;  // of an event's text

json::Value text_or_null(const std::string& text) {
  return text.empty() ? json::Value() : json::Value::string(text);
}

json::Value event_value(std::string_view kind, const std::string& account) {
  return json::Value::object().add("kind", json::Value::string(kind)).add("account", text_or_null(account));
}

std::string event_line(std::string_view kind, const std::string& account, const std::string& detail) {
  std::string line(kind);
  if (!account.empty()) line += ": " + account;
  if (!detail.empty()) line += ": " + detail;
  return printable(line, longest_line);
}

bool is_left_alone(const LookNotes& notes, const std::string& account) {
  return notes.left_alone.count(account) > 0;
}

// Whether the history tells another story of the account than before.
Changed changed(const FinishedLook& look, const std::string& account) {
  const auto& events = look.report.hindsight->events;
  if (std::any_of(events.begin(), events.end(), [&](const Event& event) { return event.account == account; }))
    return Changed::yes;
  for (const ProofMemory& proof : look.past.after->proofs)
    if (proof.account == account && find_proof(look.past.before, account, proof.speaker) == nullptr)
      return Changed::yes;
  return Changed::no;
}

AccountSchedule times_before(const Schedule& schedule, const std::string& account) {
  const auto& all = schedule.accounts;
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const AccountSchedule& each) { return each.account == account; });
  if (found != all.end()) return *found;
  AccountSchedule times;
  times.account = account;
  return times;
}

void tell_of_service(const AccountSchedule& before, const AccountSchedule& after, const ScheduleRules& rules,
                     std::vector<NewEvent>& events) {
  const bool was_dead = before.failures >= rules.slow_failures;
  const bool is_dead = after.failures >= rules.slow_failures;
  if (is_dead && !was_dead)
    events.push_back(
        daemon_event("service dead", after.account,
                     "could not be looked at " + std::to_string(after.failures) + " times in a row"));
  if (was_dead && !is_dead)
    events.push_back(daemon_event("service back", after.account, "can be looked at again"));
}

NewVerdict verdict_of(const AccountVerdict& account) {
  NewVerdict verdict{
      account.account.uri(), account.verdict.outcome, account.verdict.reason, account.verdict.detail, {}};
  for (const Speaker& speaker : account.proven) verdict.keys.push_back(speaker.key.id);
  std::sort(verdict.keys.begin(), verdict.keys.end());
  verdict.keys.erase(std::unique(verdict.keys.begin(), verdict.keys.end()), verdict.keys.end());
  return verdict;
}

std::vector<UnixTime> moments_of(const FinishedLook& look) {
  std::vector<UnixTime> moments;
  const HistoryRules& rules = look.past.rules;
  const History& after = *look.past.after;
  if (const auto& key = look.report.score.subject_key)
    for (const Statement& statement : look.report.judgement.statements)
      if (statement.kid == key->key.id && statement.subject == key->subject) {
        moments.push_back(statement.expires_at - rules.expiring_within);
        moments.push_back(statement.expires_at);
      }
  if (after.rotation) moments.push_back(after.rotation->since + rules.rotation_stands);
  for (const Candidate& candidate : after.candidates)
    moments.push_back(candidate.since + rules.replacement_stands);
  return moments;
}

// What was refused once is not proposed again, until something else has been.
bool is_refused(const Proposal& proposal, std::span<const Decision> decisions) {
  return std::any_of(decisions.begin(), decisions.end(), [&](const Decision& decision) {
    if (decision.decided != Decided::refused) return false;
    const auto refused = read_proposal(decision.change.json);
    return refused && compare(*refused, proposal) == Likeness::same;
  });
}

void set_pending(const FinishedLook& look, UnixTime now, LookRecord& record) {
  const auto& waiting = look.before.pending;
  const auto& proposal = look.past.proposal;
  if (!proposal || is_refused(*proposal, look.decisions)) {
    if (waiting) record.pending_step = PendingStep::clear;
    return;
  }
  UnixTime since = now;
  if (waiting)
    if (const auto known = read_proposal(waiting->json);
        known && compare(*known, *proposal) == Likeness::same)
      since = waiting->since;
  record.pending_step = PendingStep::set;
  record.pending = PendingChange{std::string(text(proposal->kind)), since,
                                 write_proposal(*proposal, look.past.after->pin)};
}

NewAnswer answer_of(const Score& score) {
  return {score.answer, score.subject_key ? score.subject_key->key.id : std::string(), score.weight,
          score.threshold, score.groups};
}

void fill_observations(FinishedLook& look, LookRecord& record) {
  for (NewObservation& seen : look.notes.seen) {
    for (const AccountVerdict& account : look.report.judgement.accounts)
      if (account.account.uri() == seen.place.account) {
        seen.answer.outcome = account.verdict.outcome;
        seen.answer.reason = account.verdict.reason;
      }
    record.observations.push_back(std::move(seen));
  }
}

}  // namespace

NewEvent new_event(const Event& event) {
  json::Value value = event_value(text(event.kind), event.account);
  if (event.speaker) {
    value.add("key", json::Value::object()
                         .add("kind", json::Value::string(text(event.speaker->key.kind)))
                         .add("id", json::Value::string(event.speaker->key.id))
                         .add("subject", json::Value::string(event.speaker->subject)));
  } else {
    value.add("key", json::Value());
  }
  value.add("since", event.since ? json::Value::number(*event.since) : json::Value());
  value.add("detail", json::Value::string(printable(event.detail, longest_line)));
  std::string detail = event.detail;
  if (event.speaker) detail = "key " + event.speaker->key.id + (detail.empty() ? "" : ": ") + detail;
  return {std::string(text(event.kind)), event.account, event_line(text(event.kind), event.account, detail),
          json::write(value)};
}

NewEvent daemon_event(std::string_view kind, const std::string& account, const std::string& detail) {
  json::Value value = event_value(kind, account);
  value.add("key", json::Value()).add("since", json::Value());
  value.add("detail", json::Value::string(printable(detail, longest_line)));
  return {std::string(kind), account, event_line(kind, account, detail), json::write(value)};
}

LookRecord look_record(FinishedLook look, UnixTime now, const ScheduleRules& rules,
                       const std::function<std::uint32_t()>& random) {
  LookRecord record;
  record.contact = look.before.contact.id;
  record.revision = look.before.contact.revision;
  record.at = now;
  record.planned = look.before.schedule.next_check;
  record.history = look.past.after;
  record.report = json::write(to_json(look.report));
  record.answer = answer_of(look.report.score);
  for (const Event& event : look.report.hindsight->events) record.events.push_back(new_event(event));

  bool any_seen = false;
  for (std::size_t i = 0; i < look.report.judgement.accounts.size(); ++i) {
    const AccountVerdict& account = look.report.judgement.accounts[i];
    record.verdicts.push_back(verdict_of(account));
    const std::string uri = account.account.uri();
    const bool named = std::any_of(
        look.report.evidence.begin(), look.report.evidence.end(),
        [&](const auto& each) { return each.account == uri && each.standing == Standing::anchored; });
    if (!named) continue;
    AccountLook seen{glimpse_of(account.verdict), changed(look, uri), {}};
    if (is_left_alone(look.notes, uri)) seen.glimpse = Glimpse::not_asked;
    if (const auto held = look.notes.held.find(uri); held != look.notes.held.end())
      seen.held_until = held->second;
    if (seen.glimpse == Glimpse::seen || seen.glimpse == Glimpse::no_use) any_seen = true;
    const AccountSchedule before = times_before(look.before.schedule, uri);
    record.schedule.accounts.push_back(next_times(before, seen, now, rules, random()));
    tell_of_service(before, record.schedule.accounts.back(), rules, record.events);
  }
  set_pending(look, now, record);
  const std::vector<UnixTime> moments = moments_of(look);
  const History& after = *look.past.after;
  const bool waiting = record.pending_step == PendingStep::set || after.rotation || !after.candidates.empty();
  record.schedule.next_check = next_look(record.schedule.accounts, {waiting, moments}, now, rules, random());
  record.schedule.last_check = now;
  record.schedule.failures = any_seen ? 0 : look.before.schedule.failures + 1;
  fill_observations(look, record);
  return record;
}

}  // namespace quorate
