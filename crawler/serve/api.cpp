#include "crawler/serve/api.hpp"

#include <chrono>

namespace quorate {
namespace {

constexpr std::size_t max_json_depth = 8;  // a contact file has four
constexpr std::string_view unrouted = "none";

constexpr std::string_view page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
constexpr std::string_view data_policy = "default-src 'none'; frame-ancestors 'none'; sandbox";

ApiReply guarded(ApiReply reply) {
  const bool page = reply.type.starts_with("text/html");
  const auto add = [&](std::string_view name, std::string_view value) {
    reply.headers.emplace_back(name, value);
  };
  add("Content-Security-Policy", page ? page_policy : data_policy);
  add("X-Content-Type-Options", "nosniff");
  add("X-Frame-Options", "DENY");
  add("Referrer-Policy", "no-referrer");
  add("Cross-Origin-Resource-Policy", "same-origin");
  add("Cross-Origin-Opener-Policy", "same-origin");
  add("Cache-Control", "no-store");
  return reply;
}

ApiReply unauthorized(std::string_view detail) {
  ApiReply reply = problem(401, "no_token", detail);
  reply.headers.emplace_back("WWW-Authenticate", "Bearer");
  return reply;
}

bool is_json(std::string_view type) {
  const std::size_t end = std::min(type.find(';'), type.size());
  std::string media(type.substr(0, end));
  while (!media.empty() && media.back() == ' ') media.pop_back();
  for (char& c : media)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return media == "application/json";
}

// The body that the route wants, or what is wrong with it.
std::variant<json::Value, ApiReply> read_body(const ApiRequest& request, const ApiRoute& route) {
  if (route.body == BodyWanted::none) {
    if (!request.body.empty()) return problem(400, "unexpected_body", "this request takes no body");
    return json::Value();
  }
  const auto type = header(request, "content-type");
  if (!type || !is_json(*type))
    return problem(415, "not_json", "send a JSON object with Content-Type: application/json");
  auto body = json::parse(request.body, max_json_depth);
  if (!body) return problem(400, "bad_json", body.error().detail);
  if (!body->is_object()) return problem(400, "bad_json", "the body is no JSON object");
  return std::move(*body);
}

}  // namespace

Api::Api(StoreReader& store, Desk& desk, ApiTokens tokens, OwnNames names, const ApiRules& rules)
    : store_(store),
      desk_(desk),
      tokens_(std::move(tokens)),
      names_(std::move(names)),
      addresses_(rules.of_visitor, rules.remembered_visitors),
      bearers_(rules.of_token, rules.remembered_visitors) {}

std::optional<ApiReply> Api::too_often(Visitors& visitors, const std::string& name, Bucket::Time tick) {
  const auto wait = visitors.come(name, tick);
  if (!wait) return std::nullopt;
  ApiReply reply = problem(429, "too_many_requests", "too many requests; wait as long as Retry-After says");
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(*wait).count();
  reply.headers.emplace_back("Retry-After", std::to_string(seconds));
  return reply;
}

ApiAnswer Api::answer(const ApiRequest& request, const ApiTimes& times) {
  const ApiRoute* route = nullptr;
  ApiAnswer answer = decide(request, times, route);
  auto* reply = std::get_if<ApiReply>(&answer);
  counts_.count(route == nullptr ? unrouted : route->path, reply == nullptr ? 200 : reply->status);
  if (reply != nullptr) *reply = guarded(std::move(*reply));
  return answer;
}

ApiReply Api::refuse(unsigned status, std::string_view code, std::string_view detail) {
  counts_.count(unrouted, status);
  return guarded(problem(status, code, detail));
}

ApiAnswer Api::decide(const ApiRequest& request, const ApiTimes& times, const ApiRoute*& route) {
  if (auto refusal = too_often(addresses_, request.visitor, times.tick)) return std::move(*refusal);
  if (auto refusal = refuse_stranger(request, names_)) return std::move(*refusal);
  if (request.target.size() > max_target_bytes)
    return problem(414, "bad_target", "the request target is too long");
  const auto target = parse_target(request.target);
  if (!target) return problem(400, "bad_target", target.error().detail);
  const RouteMatch match = match_route(api_routes(), request.method, *target);
  if (match.route == nullptr) {
    if (match.allowed.empty()) return problem(404, "no_such_path", "there is nothing at this path");
    ApiReply reply = problem(405, "bad_method", "this path takes " + match.allowed);
    reply.headers.emplace_back("Allow", match.allowed);
    return reply;
  }
  route = match.route;

  const ApiToken* token = nullptr;
  if (route->scope) {
    const auto credentials = header(request, "authorization");
    if (!credentials) return unauthorized("send a token: Authorization: Bearer qrt_...");
    const auto presented = bearer(*credentials);
    token = presented ? tokens_.find(*presented) : nullptr;
    if (token == nullptr) return unauthorized("no such token; `quorate token new` makes one");
    if (auto refusal = too_often(bearers_, token->name, times.tick)) return std::move(*refusal);
    if (!token->scopes.allow(*route->scope))
      return problem(403, "bad_scope", "this needs a token of scope " + std::string(text(*route->scope)));
  }
  return dispatch(request, *target, match, token, times.now);
}

ApiAnswer Api::dispatch(const ApiRequest& request, const ApiTarget& target, const RouteMatch& match,
                        const ApiToken* token, UnixTime now) {
  const ApiRoute& route = *match.route;
  for (const auto& [name, value] : target.query)
    if (std::find(route.parameters.begin(), route.parameters.end(), name) == route.parameters.end())
      return problem(400, "bad_parameter", "no parameter \"" + name + "\" is known here");
  const auto body = read_body(request, route);
  if (const auto* refusal = std::get_if<ApiReply>(&body)) return *refusal;
  if (route.path == "/metrics") return metrics();
  return route.handle({store_, desk_, request, target, match.id, match.name, std::get<json::Value>(body),
                       token == nullptr ? std::string_view() : std::string_view(token->name), now});
}

ApiReply Api::metrics() {
  std::vector<Metric> all = desk_.metrics();
  const auto append = [&](std::vector<Metric> more) { all.insert(all.end(), more.begin(), more.end()); };
  append(counts_.metrics());
  if (wire_metrics_) append(wire_metrics_());
  return {200, std::string(metrics_type), write_metrics(all), {}};
}

}  // namespace quorate
