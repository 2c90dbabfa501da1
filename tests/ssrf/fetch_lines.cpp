// Fetches every URL of standard input through one fetcher and prints the code of each, "-" for an answer.
#include "config/shipped.hpp"
#include "crawler/fetch/fetcher.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <iostream>

namespace quorate {
namespace {

namespace asio = boost::asio;

void run(const FetchSettings& settings) {
  asio::io_context context(1);
  const auto fetcher = make_fetcher(context.get_executor(), settings);
  for (std::string url; std::getline(std::cin, url);) {
    Request request;
    request.url = url;
    asio::co_spawn(context, fetcher->fetch(request),
                   [url](std::exception_ptr thrown, const Observation& seen) {
                     if (thrown) std::rethrow_exception(thrown);
                     std::cout << url << ' ' << (seen.error ? name(seen.error->code) : "-") << '\n';
                   });
  }
  context.run();
}

}  // namespace
}  // namespace quorate

// Usage: fetch_lines RESOLVER_PORT < URLS
int main(int argc, char** argv) {
  using namespace quorate;
  if (argc != 2) return 2;
  FetchSettings settings;
  settings.limits = fetch_limits(load_limits("limits.yaml", shipped_limits()).value());
  settings.resolver = parse_endpoint(std::string("127.0.0.1:") + argv[1]).value();
  run(settings);
}
