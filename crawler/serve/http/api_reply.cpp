#include "crawler/serve/http/api_reply.hpp"

#include "proofs/encoding/utf8.hpp"

#include <array>

namespace quorate {
namespace {

constexpr std::size_t longest_detail = 1000;

struct StatusName {
  unsigned status;
  std::string_view text;
};
constexpr std::array<StatusName, 23> names = {{{200, "OK"},
                                               {201, "Created"},
                                               {202, "Accepted"},
                                               {204, "No Content"},
                                               {400, "Bad Request"},
                                               {401, "Unauthorized"},
                                               {403, "Forbidden"},
                                               {404, "Not Found"},
                                               {405, "Method Not Allowed"},
                                               {406, "Not Acceptable"},
                                               {408, "Request Timeout"},
                                               {409, "Conflict"},
                                               {411, "Length Required"},
                                               {413, "Content Too Large"},
                                               {414, "URI Too Long"},
                                               {415, "Unsupported Media Type"},
                                               {417, "Expectation Failed"},
                                               {421, "Misdirected Request"},
                                               {429, "Too Many Requests"},
                                               {431, "Request Header Fields Too Large"},
                                               {500, "Internal Server Error"},
                                               {503, "Service Unavailable"},
                                               {505, "HTTP Version Not Supported"}}};

unsigned status_of(Code code) {
  switch (code) {
    case Code::internal:
    case Code::file_failed:
      return 500;
    case Code::store_failed:
      return 503;
    case Code::not_stored:
      return 404;
    case Code::changed_meanwhile:
      return 409;
    default:
      return 400;
  }
}

}  // namespace

ApiReply json_reply(unsigned status, const json::Value& value) {
  return {status, "application/json", json::write(value) + "\n", {}};
}

ApiReply problem(unsigned status, std::string_view code, std::string_view detail) {
  json::Value body = json::Value::object();
  body.add("type", json::Value::string("about:blank"));
  body.add("title", json::Value::string(status_text(status)));
  body.add("status", json::Value::number(status));
  body.add("code", json::Value::string(code));
  body.add("detail", json::Value::string(printable(detail, longest_detail)));
  return {status, "application/problem+json", json::write(body) + "\n", {}};
}

ApiReply problem(const Error& error) {
  return problem(status_of(error.code), name(error.code), error.detail);
}

std::string_view status_text(unsigned status) {
  for (const StatusName& known : names)
    if (known.status == status) return known.text;
  return "";
}

}  // namespace quorate
