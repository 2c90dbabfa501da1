#include "tests/crawler/fetch/web.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <fstream>
#include <iterator>
#include <sstream>

namespace quorate {

namespace asio = boost::asio;

FetchLimits shipped_limits() {
  std::ifstream in(QUORATE_SOURCE_DIR "/config/limits.yaml", std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  return fetch_limits(load_limits("limits.yaml", bytes).value());
}

std::vector<Observation> fetch_all(const FetchSettings& settings, const std::vector<Request>& requests) {
  asio::io_context context(1);
  const auto fetcher = make_fetcher(context.get_executor(), settings);
  std::vector<Observation> observations(requests.size());
  for (std::size_t i = 0; i < requests.size(); ++i)
    asio::co_spawn(context, fetcher->fetch(requests[i]),
                   [&, i](std::exception_ptr thrown, Observation observation) {
                     if (thrown) std::rethrow_exception(thrown);
                     observations[i] = std::move(observation);
                   });
  context.run();
  return observations;
}

Observation fetch_one(const FetchSettings& settings, const Request& request) {
  return fetch_all(settings, {request}).front();
}

Request page(std::string url) {
  Request request;
  request.url = std::move(url);
  return request;
}

std::string code(const Observation& observation) {
  return observation.error ? std::string(name(observation.error->code)) : "";
}

std::string failure(const Observation& observation) {
  std::ostringstream out;
  if (observation.error) out << *observation.error;
  return out.str();
}

std::string virtual_host(const Certificate& certificate, std::string_view names, std::string_view locations,
                         Protocol protocol) {
  return std::string("server {\nlisten 127.0.0.1:PORT ssl")
      .append(protocol == Protocol::http2 ? " http2" : "")
      .append(";\nroot ROOT;\nserver_name ")
      .append(names)
      .append(";\nssl_certificate " + certificate.chain + ";\nssl_certificate_key " + certificate.key + ";\n")
      .append(locations)
      .append("\n}\n");
}

Web::Web(std::string_view locations, Protocol protocol)
    : nginx_(files_, virtual_host(authority_.issue({"alice.test", "www.alice.test"}),
                                  "alice.test www.alice.test", locations, protocol)) {}

FetchSettings Web::settings() const { return settings_for(port(), authority_); }

FetchSettings settings_for(int port, const CertificateAuthority& authority) {
  FetchSettings settings;
  settings.connect_to = parse_endpoint("127.0.0.1:" + std::to_string(port)).value();
  settings.ca_file = authority.file();
  settings.limits = shipped_limits();
  return settings;
}

}  // namespace quorate
