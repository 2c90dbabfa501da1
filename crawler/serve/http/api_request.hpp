// ApiRequest: one HTTP request as a value, framed already and otherwise not to be trusted.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quorate {

struct ApiRequest {
  std::string method;                                        // as sent
  std::string target;                                        // as sent: "/v1/contacts?limit=10"
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case, in their order
  std::string body;
  std::string visitor;  // who is asking: an IPv4 address, or the /64 network of an IPv6 address
};

// The value of a header that stands there exactly once; nothing where it is missing or doubled. `name` in
// lower case.
std::optional<std::string_view> header(const ApiRequest& request, std::string_view name);
std::size_t count_headers(const ApiRequest& request, std::string_view name);

}  // namespace quorate
