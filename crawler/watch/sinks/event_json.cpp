#include "crawler/watch/sinks/event_json.hpp"

#include "proofs/encoding/json.hpp"
#include "proofs/encoding/utf8.hpp"
#include "proofs/report/layout/time.hpp"

namespace quorate {
namespace {

constexpr std::size_t longest_text = 2000;  // an event's text is far shorter
constexpr std::size_t max_event_depth = 8;

json::Value shown(const std::string& text) { return json::Value::string(printable(text, longest_text)); }

}  // namespace

std::string event_line(const StoredEvent& event) {
  json::Value contact;
  if (event.contact != 0)
    contact = json::Value::object()
                  .add("id", json::Value::number(event.contact))
                  .add("name", shown(event.contact_name));
  const auto details = json::parse(event.event.json, max_event_depth);
  return json::write(
      json::Value::object()
          .add("schema", json::Value::string("quorate.event/1"))
          .add("id", json::Value::number(event.id))
          .add("at", json::Value::number(event.at))
          .add("time", json::Value::string(write_time(event.at).value_or("")))
          .add("contact", std::move(contact))
          .add("kind", shown(event.event.kind))
          .add("account", event.event.account.empty() ? json::Value() : shown(event.event.account))
          .add("text", shown(event.event.text))
          .add("event", details ? *details : json::Value()));
}

}  // namespace quorate
