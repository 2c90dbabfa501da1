#include "crawler/serve/wire/listening.hpp"

#include "crawler/serve/http/target.hpp"

#include <boost/asio/ip/address.hpp>

namespace quorate {
namespace {

using boost::asio::ip::tcp;

constexpr std::int64_t highest_port = 65'535;

}  // namespace

Result<tcp::endpoint> parse_listen_address(std::string_view text) {
  const Error bad{Code::bad_config,
                  "listen: \"" + std::string(text) +
                      "\" is not ADDRESS:PORT, as 127.0.0.1:8470 or [::1]:8470 (names are not "
                      "looked up)"};
  const std::size_t colon = text.rfind(':');
  if (colon == text.npos) return bad;
  std::string_view host = text.substr(0, colon);
  const auto port = parse_whole(text.substr(colon + 1), highest_port);
  if (!port) return bad;
  const bool bracketed = host.starts_with('[') && host.ends_with(']');
  if (bracketed) host = host.substr(1, host.size() - 2);
  boost::system::error_code failed;
  const auto address = boost::asio::ip::make_address(host, failed);
  if (failed || address.is_v6() != bracketed) return bad;
  return tcp::endpoint(address, static_cast<std::uint16_t>(*port));
}

Result<std::vector<tcp::endpoint>> check_listening(const ApiSettings& settings, TokensKnown tokens) {
  std::vector<tcp::endpoint> endpoints;
  for (const std::string& text : settings.listen) {
    const auto endpoint = parse_listen_address(text);
    if (!endpoint) return endpoint.error();
    if (!endpoint->address().is_loopback()) {
      if (!settings.tls)
        return Error{
            Code::bad_config,
            "listen: " + text +
                " can be reached from other machines, and without TLS tokens could be read on the way: "
                "name a certificate and its key under tls:, or listen on 127.0.0.1 and [::1] alone"};
      if (tokens == TokensKnown::none)
        return Error{Code::bad_config, "listen: " + text +
                                           " can be reached from other machines, and there is no token in " +
                                           settings.tokens + " yet: make one with `quorate token new`"};
    }
    endpoints.push_back(*endpoint);
  }
  if (endpoints.empty()) return Error{Code::bad_config, "listen: names no address"};
  return endpoints;
}

}  // namespace quorate
