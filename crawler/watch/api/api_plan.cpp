#include "crawler/watch/api/api_plan.hpp"

#include "crawler/fetch/address.hpp"
#include "crawler/serve/access/tokens_file.hpp"
#include "crawler/serve/wire/listening.hpp"
#include "crawler/serve/wire/tls.hpp"

#include <filesystem>
#include <string_view>

namespace quorate {
namespace {

using boost::asio::ip::tcp;

std::string host_of(const tcp::endpoint& endpoint) {
  const std::string address = endpoint.address().to_string();
  return endpoint.address().is_v6() ? "[" + address + "]" : address;
}

// "https://quorate.example:8443" without scheme and port.
std::string host_of_url(std::string_view url) {
  const std::string_view authority = url.substr(url.find("//") + 2);
  const std::size_t colon = authority.rfind(':');
  return std::string(colon == authority.npos || authority.ends_with(']') ? authority
                                                                         : authority.substr(0, colon));
}

OwnNames own_names(const ApiSettings& settings, const std::vector<tcp::endpoint>& endpoints) {
  OwnNames own{loopback_names(), settings.tls ? Carried::over_tls : Carried::in_clear, {}};
  for (const tcp::endpoint& endpoint : endpoints)
    if (!endpoint.address().is_unspecified()) own.hosts.push_back(host_of(endpoint));
  own.hosts.insert(own.hosts.end(), settings.names.begin(), settings.names.end());
  if (settings.public_url) {
    own.hosts.push_back(host_of_url(*settings.public_url));
    own.origins.push_back(*settings.public_url);
  }
  return own;
}

Result<std::vector<ApiToken>> known_tokens(const std::string& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored))
    return Error{Code::file_failed,
                 file +
                     ": there is no such file; make it, and a token, with: quorate token new --scope "
                     "admin --name NAME --tokens " +
                     file};
  return read_tokens_file(file);
}

}  // namespace

Result<ApiPlan> plan_api(const ApiSettings& settings) {
  auto tokens = known_tokens(settings.tokens);
  if (!tokens) return tokens.error();
  auto endpoints = check_listening(settings, tokens->empty() ? TokensKnown::none : TokensKnown::some);
  if (!endpoints) return endpoints.error();
  ApiPlan plan;
  if (settings.tls) {
    auto tls = open_server_tls(*settings.tls);
    if (!tls) return tls.error();
    plan.tls = std::move(*tls);
  }
  plan.names = own_names(settings, *endpoints);
  plan.listen = std::move(*endpoints);
  plan.tokens = ApiTokens(std::move(*tokens));
  return plan;
}

std::string address_of(const tcp::endpoint& endpoint, Carried carried) {
  return (carried == Carried::over_tls ? "https://" : "http://") + text(endpoint) + "/";
}

}  // namespace quorate
