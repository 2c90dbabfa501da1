// Origin: whether a request was meant for this server and comes from its own page or from a program.
#pragma once

#include "crawler/serve/http/api_reply.hpp"
#include "crawler/serve/http/api_request.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quorate {

enum class Carried { in_clear, over_tls };

struct OwnNames {
  std::vector<std::string> hosts;  // without port, in lower case; IPv6 addresses in brackets
  Carried carried = Carried::in_clear;
  // "https://quorate.example", where a server in front of ours speaks TLS; else empty.
  std::vector<std::string> origins;
};

// The names that always mean this machine.
std::vector<std::string> loopback_names();

// The refusal, if any: 400 where there is not exactly one Host; 421 for a host that is not ours, which is how
// a rebound DNS name shows; 403 for an Origin that is not this very host, or a Sec-Fetch-Site that says so.
std::optional<ApiReply> refuse_stranger(const ApiRequest& request, const OwnNames& own);

}  // namespace quorate
