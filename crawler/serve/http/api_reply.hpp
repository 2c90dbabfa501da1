// ApiReply: what is answered to an HTTP request, as a value.
#pragma once

#include "proofs/encoding/json.hpp"
#include "proofs/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace quorate {

struct ApiReply {
  unsigned status = 200;
  std::string type;  // Content-Type; empty: no body
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  // further ones
};

// Instead of a reply: events as they come, as text/event-stream, until one side hangs up.
struct EventStream {
  std::int64_t after = 0;    // the first event is the one after it
  std::int64_t contact = 0;  // of this one alone; 0: of all
};

using ApiAnswer = std::variant<ApiReply, EventStream>;

ApiReply json_reply(unsigned status, const json::Value& value);

// An error as RFC 9457 has it: {"type": "about:blank", "title": TEXT, "status": N, "code": WORD,
// "detail": TEXT}. `code` is for programs and one of docs/api.md; `detail` for people, made printable here.
ApiReply problem(unsigned status, std::string_view code, std::string_view detail);

// The same for an error of ours: 400 for what was wrong with the request, 404, 409, and 500 or 503 else.
ApiReply problem(const Error& error);

// "Not Found"; of those that we send.
std::string_view status_text(unsigned status);

}  // namespace quorate
