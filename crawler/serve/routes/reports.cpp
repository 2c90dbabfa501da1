#include "crawler/serve/routes/graph_json.hpp"
#include "crawler/serve/routes/handlers.hpp"
#include "crawler/serve/routes/numbers.hpp"
#include "crawler/serve/routes/records.hpp"
#include "proofs/explain/explain.hpp"
#include "proofs/explain/graph/svg.hpp"
#include "proofs/report/json_values.hpp"
#include "proofs/report/read/report.hpp"

namespace quorate {
namespace {

constexpr WholeRange span_counts = {1, static_cast<std::int64_t>(max_page)};

// The report of the contact's last check as the store has it, or the answer that says why there is none.
std::variant<std::string, ApiReply> stored_report(const ApiCall& call) {
  const auto contact = call.store.contact(call.id);
  if (!contact) return problem(contact.error());
  if (!*contact) return problem(404, "not_stored", "there is no such contact");
  const auto report = call.store.report(call.id);
  if (!report) return problem(report.error());
  if (!*report) return problem(404, "no_report", "the contact was not checked yet");
  return **report;
}

// What `show` makes of the report, read back and scored anew.
template <class Show>
ApiAnswer shown_report(const ApiCall& call, Show show) {
  auto stored = stored_report(call);
  if (auto* refusal = std::get_if<ApiReply>(&stored)) return std::move(*refusal);
  const auto report = read_kept_report(std::get<std::string>(stored));
  if (!report)
    return problem(500, "internal", "the stored report does not hold together: check the contact again");
  return show(*report);
}

}  // namespace

ApiAnswer get_report(const ApiCall& call) {
  auto stored = stored_report(call);
  if (auto* refusal = std::get_if<ApiReply>(&stored)) return std::move(*refusal);
  return ApiReply{200, "application/json", std::get<std::string>(stored), {}};
}

ApiAnswer get_explanation(const ApiCall& call) {
  return shown_report(call, [](const Report& report) {
    return ApiReply{200, "text/plain; charset=utf-8", write_explanation(report, Style::plain), {}};
  });
}

ApiAnswer get_graph(const ApiCall& call) {
  return shown_report(call,
                      [](const Report& report) { return json_reply(200, graph_value(graph_of(report))); });
}

ApiAnswer get_picture(const ApiCall& call) {
  return shown_report(call, [](const Report& report) {
    return ApiReply{200, "image/svg+xml", write_svg(graph_of(report)), {}};
  });
}

ApiAnswer get_timeline(const ApiCall& call) {
  const auto limit = number_parameter(call.target, "limit", span_counts, usual_page);
  if (!limit) return problem(limit.error());
  const auto count = static_cast<std::size_t>(*limit);
  const auto contact = call.store.contact(call.id);
  if (!contact) return problem(contact.error());
  if (!*contact) return problem(404, "not_stored", "there is no such contact");
  const auto answers = call.store.answers(call.id, std::nullopt, count);
  if (!answers) return problem(answers.error());
  std::vector<json::Value> verdicts;
  for (const AnswerSpan& answer : *answers) verdicts.push_back(answer_value(answer));
  std::vector<json::Value> accounts;
  for (const AccountSchedule& account : (*contact)->schedule.accounts) {
    const auto spans = call.store.timeline(call.id, account.account, std::nullopt, count);
    if (!spans) return problem(spans.error());
    std::vector<json::Value> items;
    for (const VerdictSpan& span : *spans) items.push_back(verdict_value(span));
    json::Value out = json::Value::object();
    out.add("account", foreign_string(account.account));
    out.add("spans", json::Value::array(std::move(items)));
    accounts.push_back(std::move(out));
  }
  json::Value out = json::Value::object();
  out.add("now", time_value(call.now));
  out.add("answers", json::Value::array(std::move(verdicts)));
  out.add("accounts", json::Value::array(std::move(accounts)));
  return json_reply(200, out);
}

ApiAnswer get_decisions(const ApiCall& call) {
  const auto limit = number_parameter(call.target, "limit", span_counts, usual_page);
  if (!limit) return problem(limit.error());
  const auto contact = call.store.contact(call.id);
  if (!contact) return problem(contact.error());
  if (!*contact) return problem(404, "not_stored", "there is no such contact");
  const auto decisions = call.store.decisions(call.id, static_cast<std::size_t>(*limit));
  if (!decisions) return problem(decisions.error());
  std::vector<json::Value> items;
  for (const Decision& decision : *decisions) items.push_back(decision_value(decision));
  json::Value out = json::Value::object();
  out.add("decisions", json::Value::array(std::move(items)));
  return json_reply(200, out);
}

}  // namespace quorate
