// Turns a request and what became of it into a line for the log.
#pragma once

#include "crawler/serve/http/api_request.hpp"

#include <string>
#include <string_view>

namespace quorate {

// {"event":"api","visitor":TEXT,"token":NAME or null,"method":TEXT,"target":TEXT,"status":N}: one line
// whatever the request holds, without control characters, and without anything that is secret.
std::string access_line(const ApiRequest& request, std::string_view bearer, unsigned status);

}  // namespace quorate
