#include "crawler/fetch/proxy.hpp"

#include "crawler/fetch/address.hpp"

#include <array>

namespace quorate {
namespace {

struct Scheme {
  std::string_view prefix;
  ProxyKind kind;
};
constexpr std::array<Scheme, 2> schemes = {{{"socks5h://", ProxyKind::socks5}, {"http://", ProxyKind::http}}};

constexpr std::array<std::string_view, 4> local_names = {"localhost", "local", "internal", "home.arpa"};

}  // namespace

Result<Proxy> parse_proxy(std::string_view text) {
  for (const Scheme& scheme : schemes) {
    if (!text.starts_with(scheme.prefix)) continue;
    const auto endpoint = parse_endpoint(text.substr(scheme.prefix.size()));
    if (!endpoint) return endpoint.error();
    return Proxy{scheme.kind, *endpoint};
  }
  return Error{Code::bad_argument, "a proxy is socks5h://ADDR:PORT or http://ADDR:PORT"};
}

std::string text(const Proxy& proxy) {
  for (const Scheme& scheme : schemes)
    if (scheme.kind == proxy.kind) return std::string(scheme.prefix) + text(proxy.endpoint);
  return {};
}

Reach reach_of(std::string_view host) {
  for (const std::string_view name : local_names) {
    if (!host.ends_with(name)) continue;
    const std::string_view before = host.substr(0, host.size() - name.size());
    if (before.empty() || before.back() == '.') return Reach::local;
  }
  return Reach::internet;
}

}  // namespace quorate
