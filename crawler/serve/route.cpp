#include "crawler/serve/route.hpp"

#include <algorithm>
#include <limits>

namespace quorate {
namespace {

// Whether the path has that form; what stands for {id} and {name} goes into `match`.
bool fits(std::string_view path, const std::vector<std::string>& segments, RouteMatch& match) {
  path.remove_prefix(1);
  for (const std::string& segment : segments) {
    if (path.empty()) return false;
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view wanted = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    if (wanted == "{id}") {
      const auto id = parse_whole(segment, std::numeric_limits<std::int64_t>::max());
      if (!id) return false;
      match.id = *id;
    } else if (wanted == "{name}") {
      match.name = segment;
    } else if (wanted != segment) {
      return false;
    }
  }
  return path.empty();
}

void add_method(std::string& list, std::string_view method) {
  list.append(list.empty() ? "" : ", ").append(method);
}

}  // namespace

RouteMatch match_route(std::span<const ApiRoute> routes, std::string_view method, const ApiTarget& target) {
  RouteMatch found;
  for (const ApiRoute& route : routes) {
    RouteMatch match;
    if (!fits(route.path, target.segments, match)) continue;
    if (route.method == method || (route.method == "GET" && method == "HEAD")) {
      match.route = &route;
      return match;
    }
    add_method(found.allowed, route.method);
    if (route.method == "GET") add_method(found.allowed, "HEAD");
  }
  return found;
}

}  // namespace quorate
