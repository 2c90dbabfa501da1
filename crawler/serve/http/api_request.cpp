#include "crawler/serve/http/api_request.hpp"

#include <algorithm>

namespace quorate {

std::optional<std::string_view> header(const ApiRequest& request, std::string_view name) {
  std::optional<std::string_view> found;
  for (const auto& [other, value] : request.headers) {
    if (other != name) continue;
    if (found) return std::nullopt;
    found = value;
  }
  return found;
}

std::size_t count_headers(const ApiRequest& request, std::string_view name) {
  return static_cast<std::size_t>(std::count_if(request.headers.begin(), request.headers.end(),
                                                [&](const auto& other) { return other.first == name; }));
}

}  // namespace quorate
