#include "crawler/serve/route.hpp"
#include "crawler/serve/routes/handlers.hpp"

namespace quorate {

const std::vector<ApiRoute>& api_routes() {
  using enum Scope;
  using enum BodyWanted;
  constexpr std::nullopt_t anybody = std::nullopt;
  static const std::vector<ApiRoute> routes = {
      {"GET", "/", anybody, none, {}, get_page},
      {"GET", "/page/{name}", anybody, none, {}, get_asset},
      {"GET", "/healthz", anybody, none, {}, get_alive},
      {"GET", "/readyz", anybody, none, {}, get_ready},
      {"GET", "/metrics", read, none, {}, nullptr},  // Api itself
      {"GET", "/v1/status", read, none, {}, get_status},
      {"GET", "/v1/contacts", read, none, {"after", "limit", "name", "verdict", "show"}, list_contacts},
      {"POST", "/v1/contacts", write, json_object, {}, add_contact},
      {"GET", "/v1/contacts/{id}", read, none, {}, get_contact},
      {"PATCH", "/v1/contacts/{id}", write, json_object, {}, change_contact},
      {"DELETE", "/v1/contacts/{id}", write, none, {}, remove_contact},
      {"POST", "/v1/contacts/{id}/check", check, json_object, {}, check_contact},
      {"POST", "/v1/contacts/{id}/decision", write, json_object, {}, decide_change},
      {"POST", "/v1/checks", check, json_object, {}, check_once},
      {"GET", "/v1/checks/{id}", check, none, {}, get_check},
      {"GET", "/v1/contacts/{id}/report", read, none, {}, get_report},
      {"GET", "/v1/contacts/{id}/explanation", read, none, {}, get_explanation},
      {"GET", "/v1/contacts/{id}/graph", read, none, {}, get_graph},
      {"GET", "/v1/contacts/{id}/graph.svg", read, none, {}, get_picture},
      {"GET", "/v1/contacts/{id}/timeline", read, none, {"limit"}, get_timeline},
      {"GET", "/v1/contacts/{id}/decisions", read, none, {"limit"}, get_decisions},
      {"GET", "/v1/events", read, none, {"after", "before", "limit", "contact"}, get_events},
      {"GET", "/v1/log", read, none, {}, get_log_head},
      {"GET", "/v1/log/entries", read, none, {"from", "limit"}, get_log_entries},
      {"GET", "/v1/log/inclusion", read, none, {"index", "size"}, get_log_inclusion},
      {"GET", "/v1/log/consistency", read, none, {"from", "to"}, get_log_consistency},
  };
  return routes;
}

}  // namespace quorate
