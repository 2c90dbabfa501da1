#include "crawler/serve/routes/records.hpp"

#include "config/contact.hpp"
#include "proofs/encoding/base64.hpp"
#include "proofs/report/json_values.hpp"

namespace quorate {
namespace {

constexpr std::size_t max_json_depth = 32;

std::string_view text(Watching watching) { return watching == Watching::active ? "active" : "paused"; }
std::string_view text(Decided decided) { return decided == Decided::accepted ? "accepted" : "refused"; }

// JSON that the daemon stored; null where it is none.
json::Value stored_json(const std::string& text) {
  auto value = json::parse(text, max_json_depth);
  return value ? std::move(*value) : json::Value();
}

json::Value string_or_null(const std::string& text) {
  return text.empty() ? json::Value() : foreign_string(text);
}

json::Value number(std::uint64_t value) { return json::Value::number(static_cast<std::int64_t>(value)); }

json::Value account_value(const AccountSchedule& account) {
  json::Value out = json::Value::object();
  out.add("account", foreign_string(account.account));
  out.add("next_check", time_or_null(account.next_check));
  out.add("last_check", time_or_null(account.last_check));
  out.add("last_change", time_or_null(account.last_change));
  out.add("failures", number(account.failures));
  out.add("held_until", time_or_null(account.held_until));
  return out;
}

json::Value pin_value(const std::optional<Pin>& pin) {
  if (!pin) return {};
  json::Value out = json::Value::object();
  out.add("key", speaker_value(pin->speaker));
  out.add("accounts", foreign_strings(pin->accounts));
  out.add("since", time_value(pin->since));
  return out;
}

json::Value change_value(const std::optional<PendingChange>& change) {
  if (!change) return {};
  json::Value out = json::Value::object();
  out.add("kind", foreign_string(change->kind));
  out.add("since", time_value(change->since));
  out.add("what", stored_json(change->json));
  return out;
}

void add_record(json::Value& out, const ContactRecord& contact) {
  out.add("id", json::Value::number(contact.id));
  out.add("name", foreign_string(contact.name));
  out.add("added", time_value(contact.added));
  out.add("watching", json::Value::string(text(contact.watching)));
}

// What the relying party wrote of the contact.
json::Value known_value(const ContactRecord& record) {
  const auto contact = load_contact(record.name, record.document);
  if (!contact) return {};
  json::Value out = json::Value::object();
  out.add("subject", foreign_or_null(contact->subject));
  out.add("key", contact->key ? key_value(*contact->key) : json::Value());
  std::vector<json::Value> accounts;
  for (const Account& account : contact->accounts) accounts.push_back(foreign_string(account.uri()));
  out.add("accounts", json::Value::array(std::move(accounts)));
  return out;
}

}  // namespace

json::Value time_or_null(UnixTime time) { return time == 0 ? json::Value() : time_value(time); }

json::Value answer_value(const AnswerSpan& answer) {
  json::Value out = json::Value::object();
  out.add("verdict", json::Value::string(text(answer.answer)));
  out.add("key", string_or_null(answer.key));
  out.add("weight", number(answer.weight));
  out.add("needed", number(answer.needed));
  out.add("groups", number(answer.groups));
  out.add("first", time_value(answer.first));
  out.add("last", time_value(answer.last));
  out.add("looks", number(answer.looks));
  return out;
}

json::Value summary_value(const ContactSummary& contact) {
  json::Value out = json::Value::object();
  add_record(out, contact.contact);
  out.add("answer", contact.answer ? answer_value(*contact.answer) : json::Value());
  out.add("next_check", time_or_null(contact.next_check));
  out.add("last_check", time_or_null(contact.last_check));
  out.add("failures", number(contact.failures));
  out.add("pending", foreign_or_null(contact.pending));
  return out;
}

json::Value contact_value(const ContactState& contact, const std::optional<AnswerSpan>& answer) {
  json::Value out = json::Value::object();
  add_record(out, contact.contact);
  out.add("answer", answer ? answer_value(*answer) : json::Value());
  out.add("next_check", time_or_null(contact.schedule.next_check));
  out.add("last_check", time_or_null(contact.schedule.last_check));
  out.add("failures", number(contact.schedule.failures));
  out.add("pending", change_value(contact.pending));
  out.add("revision", json::Value::number(contact.contact.revision));
  out.add("known", known_value(contact.contact));
  out.add("pin", pin_value(contact.history.pin));
  std::vector<json::Value> accounts;
  for (const AccountSchedule& account : contact.schedule.accounts) accounts.push_back(account_value(account));
  out.add("schedule", json::Value::array(std::move(accounts)));
  return out;
}

json::Value verdict_value(const VerdictSpan& span) {
  json::Value out = json::Value::object();
  out.add("outcome", json::Value::string(text(span.verdict.outcome)));
  out.add("reason", span.verdict.reason == Reason::none ? json::Value()
                                                        : json::Value::string(text(span.verdict.reason)));
  out.add("detail", foreign_string(span.verdict.detail));
  out.add("keys", foreign_strings(span.verdict.keys));
  out.add("first", time_value(span.first));
  out.add("last", time_value(span.last));
  out.add("looks", number(span.looks));
  return out;
}

json::Value decision_value(const Decision& decision) {
  json::Value out = json::Value::object();
  out.add("decided", json::Value::string(text(decision.decided)));
  out.add("at", time_value(decision.at));
  out.add("by", foreign_string(decision.by));
  out.add("change", change_value(decision.change));
  return out;
}

json::Value event_value(const StoredEvent& event) {
  json::Value out = json::Value::object();
  out.add("id", json::Value::number(event.id));
  out.add("at", time_value(event.at));
  out.add("kind", foreign_string(event.event.kind));
  out.add("contact", event.contact == 0 ? json::Value() : json::Value::number(event.contact));
  out.add("contact_name", string_or_null(event.contact_name));
  out.add("account", string_or_null(event.event.account));
  out.add("text", foreign_string(event.event.text));
  out.add("what", stored_json(event.event.json));
  return out;
}

json::Value observation_value(const ObservationRecord& observation) {
  json::Value out = json::Value::object();
  out.add("index", number(observation.index));
  out.add("leaf", json::Value::string(log_leaf(observation)));
  out.add("last", time_value(observation.last));
  out.add("times", number(observation.times));
  return out;
}

json::Value page_value(std::string_view name, std::vector<json::Value> items,
                       std::optional<std::int64_t> next) {
  json::Value out = json::Value::object();
  out.add(name, json::Value::array(std::move(items)));
  out.add("next", next ? json::Value::number(*next) : json::Value());
  return out;
}

}  // namespace quorate
