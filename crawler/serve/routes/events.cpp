#include "crawler/serve/event_text.hpp"
#include "crawler/serve/routes/handlers.hpp"
#include "crawler/serve/routes/numbers.hpp"
#include "crawler/serve/routes/records.hpp"

namespace quorate {
namespace {

constexpr WholeRange page_lengths = {1, static_cast<std::int64_t>(max_page)};

bool wants_stream(const ApiRequest& request) {
  const auto accept = header(request, "accept");
  return accept && accept->find("text/event-stream") != accept->npos;
}

// A browser that was cut off says which event it saw last (WHATWG HTML, server-sent events).
ApiAnswer stream(const ApiCall& call, EventStream stream) {
  if (call.target.find("before") != nullptr || call.target.find("limit") != nullptr)
    return problem(400, "bad_argument", "a stream of events goes forward without an end");
  if (const auto last = header(call.request, "last-event-id")) {
    const auto id = parse_whole(*last, any_place.most);
    if (!id) return problem(400, "bad_argument", "Last-Event-ID is no id of an event");
    stream.after = *id;
  } else if (call.target.find("after") == nullptr) {
    const auto newest = call.store.last_event();
    if (!newest) return problem(newest.error());
    stream.after = *newest;
  }
  return stream;
}

}  // namespace

ApiAnswer get_events(const ApiCall& call) {
  const auto after = number_parameter(call.target, "after", any_place, 0);
  if (!after) return problem(after.error());
  const auto contact = number_parameter(call.target, "contact", any_place, 0);
  if (!contact) return problem(contact.error());
  if (wants_stream(call.request)) return stream(call, {*after, *contact});
  const auto limit = number_parameter(call.target, "limit", page_lengths, usual_page);
  if (!limit) return problem(limit.error());
  EventQuery query{*after, std::nullopt, static_cast<std::size_t>(*limit), *contact};
  if (call.target.find("before") != nullptr) {
    const auto before = number_parameter(call.target, "before", any_place, 0);
    if (!before) return problem(before.error());
    query.before = *before;
  }
  const auto events = call.store.events(query);
  if (!events) return problem(events.error());
  std::vector<json::Value> items;
  for (const StoredEvent& event : *events) items.push_back(event_value(event));
  std::optional<std::int64_t> next;
  if (events->size() == query.limit) next = events->back().id;
  return json_reply(200, page_value("events", std::move(items), next));
}

}  // namespace quorate
