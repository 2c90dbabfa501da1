// ApiRoute: one line of the table of what the HTTP API can be asked.
#pragma once

#include "crawler/serve/access/api_tokens.hpp"
#include "crawler/serve/desk.hpp"
#include "crawler/serve/http/api_reply.hpp"
#include "crawler/serve/http/api_request.hpp"
#include "crawler/serve/http/target.hpp"
#include "crawler/store/store_reader.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// What a handler is given. Whoever asks was let in, and the form of the request is that of its route.
struct ApiCall {
  StoreReader& store;
  Desk& desk;
  const ApiRequest& request;
  const ApiTarget& target;
  std::int64_t id = 0;      // what stood for {id} in the path
  std::string_view name;    // ... or for {name}
  const json::Value& body;  // an object, where the route takes one
  std::string_view bearer;  // the name of the token; empty without one
  UnixTime now = 0;
};

enum class BodyWanted { none, json_object };

struct ApiRoute {
  std::string_view method;
  std::string_view path;       // "/v1/contacts/{id}"; {id} is a number, {name} any one segment
  std::optional<Scope> scope;  // none: open to everybody
  BodyWanted body = BodyWanted::none;
  std::vector<std::string_view> parameters;  // that may stand in the query
  ApiAnswer (*handle)(const ApiCall& call) = nullptr;
};

// Every one, each method and path once.
const std::vector<ApiRoute>& api_routes();

struct RouteMatch {
  const ApiRoute* route = nullptr;  // null: there is no such path, or `allowed` tells what it takes
  std::int64_t id = 0;
  std::string_view name;  // within the target
  std::string allowed;    // "GET, POST" where the path is there but not for this method
};

// HEAD goes where GET goes.
RouteMatch match_route(std::span<const ApiRoute> routes, std::string_view method, const ApiTarget& target);

}  // namespace quorate
