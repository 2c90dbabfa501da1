#include "proofs/report/history/json.hpp"

#include "proofs/report/json_values.hpp"

namespace quorate {
namespace {

using json::Value;

Value time_or_null(const std::optional<UnixTime>& time) { return time ? time_value(*time) : Value(); }
Value speaker_or_null(const std::optional<Speaker>& speaker) {
  return speaker ? speaker_value(*speaker) : Value();
}

Value events_value(const std::vector<Event>& events) {
  Value array = Value::array();
  for (const Event& event : events)
    array.add(Value::object()
                  .add("event", Value::string(text(event.kind)))
                  .add("account", event.account.empty() ? Value() : foreign_string(event.account))
                  .add("key", speaker_or_null(event.speaker))
                  .add("since", time_or_null(event.since))
                  .add("detail", foreign_string(event.detail)));
  return array;
}

Value accounts_value(const std::vector<AccountPast>& accounts) {
  Value array = Value::array();
  for (const AccountPast& account : accounts)
    array.add(Value::object()
                  .add("account", foreign_string(account.account))
                  .add("first_seen", time_value(account.first_seen))
                  .add("last_seen", time_value(account.last_seen))
                  .add("gone_since", time_or_null(account.gone_since)));
  return array;
}

Value pin_value(const std::optional<Pin>& pin) {
  if (!pin) return {};
  Value retired = Value::array();
  for (const RetiredAccount& account : pin->retired)
    retired.add(Value::object()
                    .add("account", foreign_string(account.account))
                    .add("since", time_value(account.since)));
  return Value::object()
      .add("key", speaker_value(pin->speaker))
      .add("accounts", foreign_strings(pin->accounts))
      .add("retired", std::move(retired))
      .add("since", time_value(pin->since));
}

Value rotation_value(const std::optional<RotationMemory>& rotation) {
  if (!rotation) return {};
  return Value::object().add("to", speaker_value(rotation->to)).add("since", time_value(rotation->since));
}

Value better_value(const std::optional<Peak>& peak) {
  if (!peak) return {};
  return Value::object()
      .add("key", speaker_value(peak->speaker))
      .add("verdict", Value::string(text(peak->answer)))
      .add("weight", Value::number(peak->weight))
      .add("last", time_value(peak->last));
}

Value offer_value(const std::optional<Candidate>& offer) {
  if (!offer) return {};
  return Value::object()
      .add("key", speaker_value(offer->speaker))
      .add("since", time_value(offer->since))
      .add("looks", Value::number(offer->looks));
}

}  // namespace

Value history_value(const std::optional<Hindsight>& hindsight) {
  if (!hindsight) return {};
  return Value::object()
      .add("looks", Value::number(hindsight->looks))
      .add("first_look", time_value(hindsight->first_look))
      .add("last_look", time_or_null(hindsight->last_look))
      .add("clock", Value::string(hindsight->clock == ClockState::back ? "back" : "forward"))
      .add("events", events_value(hindsight->events))
      .add("pin", pin_value(hindsight->pin))
      .add("held", speaker_or_null(hindsight->held))
      .add("rotation", rotation_value(hindsight->rotation))
      .add("quorum_since", time_or_null(hindsight->quorum_since))
      .add("quorum_looks", Value::number(hindsight->quorum_looks))
      .add("standing", accounts_value(hindsight->standing))
      .add("vanished", accounts_value(hindsight->vanished))
      .add("unseen", accounts_value(hindsight->unseen))
      .add("better", better_value(hindsight->better))
      .add("regressed_since", time_or_null(hindsight->regressed_since))
      .add("key_changed_since", time_or_null(hindsight->key_changed_since))
      .add("offer", offer_value(hindsight->offer))
      .add("withheld", hindsight->withheld ? Value::number(*hindsight->withheld) : Value())
      .add("accepted", speaker_or_null(hindsight->accepted));
}

}  // namespace quorate
