#include "crawler/serve/routes/handlers.hpp"
#include "crawler/serve/routes/records.hpp"
#include "crawler/version.hpp"
#include "proofs/report/json_values.hpp"

namespace quorate {
namespace {

json::Value number(std::uint64_t value) { return json::Value::number(static_cast<std::int64_t>(value)); }

}  // namespace

ApiAnswer get_alive(const ApiCall&) { return ApiReply{200, "text/plain; charset=utf-8", "alive\n", {}}; }

ApiAnswer get_ready(const ApiCall& call) {
  if (const auto counts = call.store.counts(); !counts)
    return problem(503, "not_ready", "the store does not answer");
  if (call.desk.trouble()) return problem(503, "not_ready", "the daemon is not ready; /v1/status says why");
  return ApiReply{200, "text/plain; charset=utf-8", "ready\n", {}};
}

ApiAnswer get_status(const ApiCall& call) {
  const auto counts = call.store.counts();
  if (!counts) return problem(counts.error());
  const auto next_due = call.store.next_due();
  if (!next_due) return problem(next_due.error());
  const auto last_event = call.store.last_event();
  if (!last_event) return problem(last_event.error());
  json::Value out = json::Value::object();
  out.add("version", json::Value::string(program_version()));
  out.add("store", foreign_string(call.store.description()));
  out.add("now", time_value(call.now));
  out.add("trouble", foreign_or_null(call.desk.trouble()));
  out.add("contacts", number(counts->contacts));
  out.add("paused", number(counts->paused));
  out.add("pending", number(counts->pending));
  out.add("events", number(counts->events));
  out.add("observations", number(counts->observations));
  out.add("last_event", json::Value::number(*last_event));
  out.add("next_check", *next_due ? time_value(**next_due) : json::Value());
  return json_reply(200, out);
}

}  // namespace quorate
