#include "proofs/report/json_values.hpp"

#include "proofs/encoding/utf8.hpp"
#include "proofs/report/layout/time.hpp"

#include <limits>

namespace quorate {
namespace {

template <class T, class Write>
json::Value array_of(const std::vector<T>& items, Write write) {
  json::Value array = json::Value::array();
  for (const T& item : items) array.add(write(item));
  return array;
}

json::Value uris_value(const std::vector<Account>& accounts) {
  return array_of(accounts, [](const Account& account) { return foreign_string(account.uri()); });
}

json::Value client_value(const ClientKey& client) {
  return json::Value::object()
      .add("uri", foreign_string(client.uri))
      .add("key", json::Value::string(kid(client.key)));
}

}  // namespace

std::string_view text(KeyState state) {
  switch (state) {
    case KeyState::sound:
      return "sound";
    case KeyState::revoked:
      return "revoked";
    case KeyState::equivocating:
      return "equivocating";
  }
  return "";
}

std::string_view text(Standing standing) {
  switch (standing) {
    case Standing::anchored:
      return "anchored";
    case Standing::discovered:
      return "discovered";
  }
  return "";
}

std::string_view text(Counting counting) {
  switch (counting) {
    case Counting::counted:
      return "counted";
    case Counting::not_counted:
      return "not counted";
  }
  return "";
}

json::Value foreign_string(std::string_view text) {
  return json::Value::string(printable(text, std::numeric_limits<std::size_t>::max()));
}
json::Value foreign_or_null(const std::optional<std::string>& text) {
  return text ? foreign_string(*text) : json::Value();
}
json::Value foreign_strings(const std::vector<std::string>& texts) {
  return array_of(texts, [](const std::string& text) { return foreign_string(text); });
}

json::Value time_value(UnixTime time) {
  const auto text = write_time(time);
  return text ? json::Value::string(*text) : json::Value();
}

json::Value key_value(const KeyName& key) {
  return json::Value::object()
      .add("kind", json::Value::string(text(key.kind)))
      .add("id", foreign_string(key.id));
}

json::Value speaker_value(const Speaker& speaker) {
  return key_value(speaker.key).add("subject", foreign_string(speaker.subject));
}

json::Value speakers_value(const std::vector<Speaker>& speakers) { return array_of(speakers, speaker_value); }

json::Value flags_value(const std::vector<Flag>& flags) {
  return array_of(flags, [](Flag flag) { return json::Value::string(text(flag)); });
}

json::Value statement_value(const Statement& statement) {
  return speaker_value({{KeyKind::native, statement.kid}, statement.subject})
      .add("seq", json::Value::number(statement.seq))
      .add("issued_at", time_value(statement.issued_at))
      .add("expires_at", time_value(statement.expires_at))
      .add("accounts", uris_value(statement.accounts))
      .add("retired", uris_value(statement.retired))
      .add("clients", array_of(statement.clients, client_value))
      .add("next", foreign_or_null(statement.next))
      .add("prev", foreign_or_null(statement.prev))
      .add("unknown_claims", foreign_strings(statement.unknown_claims));
}

json::Value statements_value(const std::vector<Statement>& statements) {
  return array_of(statements, statement_value);
}

}  // namespace quorate
