#include "config/contact.hpp"
#include "crawler/serve/routes/handlers.hpp"
#include "crawler/serve/routes/records.hpp"
#include "proofs/encoding/json.hpp"

namespace quorate {
namespace {

constexpr std::size_t max_report_depth = 32;
constexpr std::string_view unnamed = "check";

ApiReply check_reply(unsigned status, const OneCheck& check) {
  json::Value out = json::Value::object();
  out.add("id", json::Value::number(check.id));
  out.add("state", json::Value::string(check.report ? "done" : "waiting"));
  auto report =
      check.report ? json::parse(*check.report, max_report_depth) : Result<json::Value>(json::Value());
  if (!report) return problem(500, "internal", "the report does not hold together: ask again");
  out.add("report", std::move(*report));
  return json_reply(status, out);
}

}  // namespace

ApiAnswer check_once(const ApiCall& call) {
  json::Value body = call.body;
  if (body.find("name") == nullptr) body.add("name", json::Value::string(unnamed));
  const auto document = contact_document(body);
  if (!document) return problem(document.error());
  const auto id = call.desk.check_once(*document, call.bearer);
  if (!id) return problem(id.error());
  if (!*id) return queue_full();
  ApiReply reply = check_reply(202, {**id, std::nullopt});
  reply.headers.emplace_back("Location", "/v1/checks/" + std::to_string(**id));
  return reply;
}

ApiAnswer get_check(const ApiCall& call) {
  const auto check = call.desk.one_check(call.id, call.bearer);
  if (!check)
    return problem(404, "not_stored", "there is no such check of yours; old ones are forgotten: ask again");
  return check_reply(200, *check);
}

}  // namespace quorate
