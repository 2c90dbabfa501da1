#include "proofs/history/file/write.hpp"

#include "proofs/encoding/json.hpp"
#include "proofs/judge/lasting.hpp"
#include "proofs/report/json_values.hpp"

namespace quorate {
namespace {

using json::Value;

Value number(std::uint64_t number) { return Value::number(static_cast<std::int64_t>(number)); }

Value time_or_null(const std::optional<UnixTime>& time) { return time ? Value::number(*time) : Value(); }

Value strings(const std::vector<std::string>& texts) {
  Value array = Value::array();
  for (const std::string& text : texts) array.add(Value::string(text));
  return array;
}

Value speaker_of(const Speaker& speaker) {
  return Value::object()
      .add("kind", Value::string(text(speaker.key.kind)))
      .add("id", Value::string(speaker.key.id))
      .add("subject", Value::string(speaker.subject));
}

Value keys_of(const History& history) {
  Value array = Value::array();
  for (const KeyMemory& key : history.keys)
    array.add(Value::object()
                  .add("key", speaker_of(key.speaker))
                  .add("first_seen", Value::number(key.first_seen))
                  .add("last_seen", Value::number(key.last_seen))
                  .add("most", number(key.most))
                  .add("state", Value::string(text(key.state)))
                  .add("seq", number(key.seq))
                  .add("shown_by", strings(key.shown_by))
                  .add("rival_since", time_or_null(key.rival_since))
                  .add("quorum_since", time_or_null(key.quorum_since))
                  .add("quorum_looks", number(key.quorum_looks)));
  return array;
}

Value proofs_of(const History& history) {
  Value array = Value::array();
  for (const ProofMemory& proof : history.proofs)
    array.add(Value::object()
                  .add("account", Value::string(proof.account))
                  .add("key", speaker_of(proof.speaker))
                  .add("first_seen", Value::number(proof.first_seen))
                  .add("last_seen", Value::number(proof.last_seen))
                  .add("state", Value::string(text(proof.state)))
                  .add("gone_since", time_or_null(proof.gone_since))
                  .add("stale_since", time_or_null(proof.stale_since)));
  return array;
}

Value rotation_of(const std::optional<RotationMemory>& rotation) {
  if (!rotation) return {};
  return Value::object()
      .add("from", speaker_of(rotation->from))
      .add("to", speaker_of(rotation->to))
      .add("since", Value::number(rotation->since));
}

Value candidates_of(const History& history) {
  Value array = Value::array();
  for (const Candidate& candidate : history.candidates)
    array.add(Value::object()
                  .add("key", speaker_of(candidate.speaker))
                  .add("since", Value::number(candidate.since))
                  .add("looks", number(candidate.looks)));
  return array;
}

Value peak_of(const std::optional<Peak>& peak) {
  if (!peak) return {};
  return Value::object()
      .add("key", speaker_of(peak->speaker))
      .add("answer", Value::string(text(peak->answer)))
      .add("weight", number(peak->weight))
      .add("last", Value::number(peak->last));
}

}  // namespace

Value pin_value(const std::optional<Pin>& pin) {
  if (!pin) return {};
  Value retired = Value::array();
  for (const RetiredAccount& account : pin->retired)
    retired.add(Value::object()
                    .add("account", Value::string(account.account))
                    .add("since", Value::number(account.since))
                    .add("seq", number(account.seq)));
  return Value::object()
      .add("key", speaker_of(pin->speaker))
      .add("accounts", strings(pin->accounts))
      .add("retired", std::move(retired))
      .add("former", strings(pin->former))
      .add("since", Value::number(pin->since))
      .add("seq", number(pin->seq));
}

std::string_view text(ProofState state) {
  switch (state) {
    case ProofState::standing:
      return "standing";
    case ProofState::out_of_sight:
      return "out of sight";
    case ProofState::gone:
      return "gone";
  }
  return "gone";
}

std::string_view text(QuorumState state) {
  switch (state) {
    case QuorumState::never:
      return "never";
    case QuorumState::reached:
      return "reached";
    case QuorumState::lost:
      return "lost";
  }
  return "never";
}

std::string write_history(const History& history) {
  Value tokens = Value::array();
  for (const VerifiedToken& token : history.tokens) tokens.add(Value::string(token_text(token)));
  const Value value = Value::object()
                          .add("schema", Value::string(history_schema))
                          .add("subject", history.subject ? Value::string(*history.subject) : Value())
                          .add("accounts", strings(history.accounts))
                          .add("looks", Value::object()
                                            .add("first", Value::number(history.first_look))
                                            .add("last", Value::number(history.last_look))
                                            .add("count", number(history.looks)))
                          .add("pin", pin_value(history.pin))
                          .add("keys", keys_of(history))
                          .add("proofs", proofs_of(history))
                          .add("rotation", rotation_of(history.rotation))
                          .add("candidates", candidates_of(history))
                          .add("peak", peak_of(history.peak))
                          .add("quorum", Value::string(text(history.quorum)))
                          .add("regressed_since", time_or_null(history.regressed_since))
                          .add("key_changed_since", time_or_null(history.key_changed_since))
                          .add("tokens", std::move(tokens));
  return json::write_pretty(value) + "\n";
}

}  // namespace quorate
