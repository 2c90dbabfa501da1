#include "crawler/serve/access/origin.hpp"

#include <algorithm>

namespace quorate {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool is_port(std::string_view text) {
  constexpr std::size_t port_digits = 5;
  return !text.empty() && text.size() <= port_digits &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "HOST" or "HOST:PORT" without the port; empty where it is neither.
std::string_view host_of(std::string_view authority) {
  const std::size_t from = authority.starts_with('[') ? authority.find(']') : 0;
  if (from == authority.npos) return {};
  const std::size_t colon = authority.find(':', from);
  if (colon == authority.npos) return authority;
  return is_port(authority.substr(colon + 1)) ? authority.substr(0, colon) : std::string_view{};
}

}  // namespace

std::vector<std::string> loopback_names() { return {"localhost", "127.0.0.1", "[::1]"}; }

std::optional<ApiReply> refuse_stranger(const ApiRequest& request, const OwnNames& own) {
  const auto host = header(request, "host");
  if (!host) return problem(400, "bad_host", "a request has exactly one Host");
  const std::string authority = lower(*host);
  const std::string_view name = host_of(authority);
  if (std::find(own.hosts.begin(), own.hosts.end(), name) == own.hosts.end())
    return problem(421, "bad_host", "this server does not go by that name");

  if (const std::size_t origins = count_headers(request, "origin"); origins > 0) {
    const auto origin = header(request, "origin");
    const std::string ours = (own.carried == Carried::over_tls ? "https://" : "http://") + authority;
    const bool known = origin && (*origin == ours || std::find(own.origins.begin(), own.origins.end(),
                                                               *origin) != own.origins.end());
    if (!known) return problem(403, "bad_origin", "requests of other sites' pages are refused");
  }
  if (count_headers(request, "sec-fetch-site") > 0) {
    const auto site = header(request, "sec-fetch-site");
    // "none": typed by a person into the address bar.
    if (!site || (*site != "same-origin" && *site != "none"))
      return problem(403, "bad_origin", "requests of other sites' pages are refused");
  }
  return std::nullopt;
}

}  // namespace quorate
