#include "crawler/serve/access_line.hpp"

#include "proofs/encoding/json.hpp"
#include "proofs/encoding/utf8.hpp"

namespace quorate {
namespace {

constexpr std::size_t longest_word = 256;

json::Value shortened(std::string_view text) { return json::Value::string(printable(text, longest_word)); }

}  // namespace

std::string access_line(const ApiRequest& request, std::string_view bearer, unsigned status) {
  json::Value line = json::Value::object();
  line.add("event", json::Value::string("api"));
  line.add("visitor", shortened(request.visitor));
  line.add("token", bearer.empty() ? json::Value() : shortened(bearer));
  line.add("method", shortened(request.method));
  line.add("target", shortened(request.target));
  line.add("status", json::Value::number(status));
  return json::write(line);
}

}  // namespace quorate
