// robots.txt as a real server gives it, asked by a crawl over the fetcher of the live world.
#include "config/limits.hpp"
#include "crawler/manners/polite_fetcher.hpp"
#include "tests/crawler/fetch/web.hpp"
#include "tests/servers/bind.hpp"
#include "tests/show.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <map>
#include <string>
#include <vector>

namespace quorate {
namespace {

namespace asio = boost::asio;

MannerRules crawl() {
  Limits limits;
  limits.domain_interval_ms = 1;
  limits.domain_connections = 2;
  limits.requests_per_second = 1'000'000;
  limits.requests_in_flight = 64;
  limits.contacts_in_flight = 4;
  limits.longest_hold_ms = 50;
  limits.robots_bytes = 512'000;
  limits.robots_cache_bytes = 1'000'000;
  limits.redirects = 1;
  return manner_rules(Manners::crawl, limits);
}

// What a crawl gets for these URLs: the body, or the error's code.
std::map<std::string, std::string> crawled(const FetchSettings& settings,
                                           const std::vector<std::string>& urls) {
  asio::io_context context(1);
  const auto world = make_fetcher(context.get_executor(), settings);
  const SuffixList suffixes = SuffixList::builtin();
  PoliteFetcher polite(context.get_executor(), *world, suffixes, crawl());
  std::map<std::string, std::string> said;
  for (const std::string& url : urls) {
    Request request = page(url);
    request.redirects = Redirects::www_twin;
    asio::co_spawn(context, polite.fetch(request, Rank::anchored),
                   [&, url](std::exception_ptr thrown, Reply reply) {
                     if (thrown) std::rethrow_exception(thrown);
                     const Observation& seen = reply.observation;
                     said[url] = seen.error ? code(seen) : seen.body;
                   });
  }
  context.run();
  return said;
}

const std::string page_of_alice = "https://alice.test/a";

std::string with_robots(std::string_view robots) {
  return "location = /robots.txt { " + std::string(robots) + " }\nlocation / { return 200 $uri; }";
}

}  // namespace

TEST_CASE("robots, served: what it denies is not asked, what it allows is") {
  const Web web(with_robots("return 200 'user-agent: *\\ndisallow: /private';"));
  auto said = crawled(web.settings(), {page_of_alice, "https://alice.test/private/a"});
  CHECK(said[page_of_alice] == "/a");
  CHECK(said["https://alice.test/private/a"] == "robots_denied");
}

TEST_CASE("robots, served: none there, everything is asked; the server at fault, nothing") {
  const Web none(with_robots("return 404;"));
  CHECK(crawled(none.settings(), {page_of_alice})[page_of_alice] == "/a");
  const Web fault(with_robots("return 503;"));
  CHECK(crawled(fault.settings(), {page_of_alice})[page_of_alice] == "robots_denied");
}

TEST_CASE("robots, served: longer than any page may be, its beginning holds and its end does not") {
  const std::string start = "user-agent: *\ndisallow: /private\n";
  for (const std::string_view packing : {"gzip off;", "gzip on; gzip_types text/plain;"}) {
    INFO(packing);
    Web web(with_robots("default_type text/plain; " + std::string(packing)));
    std::string text = start;
    while (text.size() < 3'000'000)
      text += "# " + std::to_string(text.size() * 2654435761U) + "\n";  // packs badly
    web.put("robots.txt", text + "disallow: /a\n");
    auto said = crawled(web.settings(), {page_of_alice, "https://alice.test/private/a"});
    CHECK(said[page_of_alice] == "/a");
    CHECK(said["https://alice.test/private/a"] == "robots_denied");
  }
}

TEST_CASE("robots, served: five redirects followed, the rules behind them hold") {
  const Web web(
      "location = /robots.txt { return 301 https://www.alice.test/1; }\nlocation = /1 { return 302 /2; }\n"
      "location = /2 { return 303 /3; }\nlocation = /3 { return 307 /4; }\nlocation = /4 { return 308 /5; }\n"
      "location = /5 { return 200 'user-agent: *\\ndisallow: /a'; }\nlocation / { return 200 $uri; }\n"
      "absolute_redirect off;");
  CHECK(crawled(web.settings(), {page_of_alice})[page_of_alice] == "robots_denied");
}

TEST_CASE("robots, served: a redirect to an inner address, refused, and with it the host") {
  const Zone zone{"inside.test", "apex IN A 127.0.0.1\nhidden IN A 127.0.0.2\n", false, {}};
  const Bind bind({zone});
  const TempDirectory files;
  CertificateAuthority authority;
  const Nginx nginx(files,
                    virtual_host(authority.issue({"apex.inside.test"}), "apex.inside.test",
                                 "location = /robots.txt { return 302 https://hidden.inside.test:PORT/; }\n"
                                 "location / { return 200 $uri; }"));
  FetchSettings settings = settings_for(nginx.port(), authority);
  settings.connect_to.reset();
  settings.resolver = parse_endpoint("127.0.0.1:" + std::to_string(bind.port())).value();
  settings.allowed = {parse_range("127.0.0.1/32").value()};
  const std::string url = "https://apex.inside.test:" + std::to_string(nginx.port()) + "/a";
  CHECK(crawled(settings, {url})[url] == "address_refused");
}

TEST_CASE("robots, served: the www. twin's own one, holds for its page after a redirect") {
  CertificateAuthority authority;
  const TempDirectory files;
  const Certificate both = authority.issue({"alice.test", "www.alice.test"});
  const Nginx nginx(files,
                    virtual_host(both, "alice.test",
                                 "location = /robots.txt { return 404; }\n"
                                 "location / { return 301 https://www.alice.test$uri; }") +
                        virtual_host(both, "www.alice.test",
                                     "location = /robots.txt { return 200 'user-agent: *\\ndisallow: /a'; }\n"
                                     "location / { return 200 $uri; }"));
  auto said = crawled(settings_for(nginx.port(), authority), {page_of_alice, "https://alice.test/b"});
  CHECK(said[page_of_alice] == "robots_denied");
  CHECK(said["https://alice.test/b"] == "/b");
}

}  // namespace quorate
