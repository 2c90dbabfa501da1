#include "crawler/store/log_record.hpp"

#include "proofs/encoding/json.hpp"

namespace quorate {

std::string log_leaf(const ObservationRecord& observation) {
  const auto number = [](auto value) { return json::Value::number(static_cast<std::int64_t>(value)); };
  const auto text_of = [](std::string_view value) { return json::Value::string(value); };
  return json::write(json::Value::object({
      {"schema", text_of("quorate.observation/1")},
      {"index", number(observation.index)},
      {"contact", number(observation.contact)},
      {"account", text_of(observation.place.account)},
      {"url", text_of(observation.place.url)},
      {"vantage", text_of(observation.place.vantage)},
      {"at", number(observation.at)},
      {"status", number(observation.answer.status)},
      {"error", text_of(observation.answer.error)},
      {"content_type", text_of(observation.answer.content_type)},
      {"final_url", text_of(observation.answer.final_url)},
      {"outcome", text_of(text(observation.answer.outcome))},
      {"reason", text_of(text(observation.answer.reason))},
      {"body", text_of(encode_hex(observation.body))},
      {"body_bytes", number(observation.body_bytes)},
  }));
}

}  // namespace quorate
