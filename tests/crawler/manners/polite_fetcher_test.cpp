#include "crawler/manners/polite_fetcher.hpp"

#include "tests/show.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <deque>
#include <exception>
#include <map>
#include <vector>

namespace quorate {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

Observation status(int code, const std::string& body = "") {
  Observation observation;
  observation.status = code;
  observation.body = body;
  return observation;
}

Observation too_many(const std::string& retry_after) {
  Observation observation = status(429);
  observation.headers.emplace_back("retry-after", retry_after);
  return observation;
}

Observation failed(Code code) {
  Observation observation;
  observation.error = Error{code, ""};
  return observation;
}

// Answers from a list for each URL, the last one again and again; 404 where there is none.
class Scripted final : public Fetcher {
 public:
  std::map<std::string, std::deque<Observation>> script;
  std::vector<std::string> asked;

  asio::awaitable<Observation> fetch(Request request) override {
    asked.push_back(request.url);
    std::deque<Observation>& answers = script[request.url];
    if (answers.empty()) answers.push_back(status(404));
    Observation answer = answers.front();
    if (answers.size() > 1) answers.pop_front();
    co_return answer;
  }
  long times(const std::string& url) const { return std::count(asked.begin(), asked.end(), url); }
};

MannerRules fast(Manners manners, milliseconds interval) {
  Limits limits;
  limits.check_burst = 8;
  limits.domain_interval_ms = static_cast<std::uint32_t>(interval.count());
  limits.domain_connections = 2;
  limits.requests_per_second = 1'000'000;
  limits.requests_in_flight = 64;
  limits.contacts_in_flight = 4;
  limits.retries = 2;
  limits.retry_first_ms = 2;
  limits.longest_hold_ms = 50;
  limits.robots_bytes = 1000;
  limits.robots_cache_bytes = 1'000'000;
  limits.redirects = 1;
  return manner_rules(manners, limits);
}

// What a fetcher says of a redirect that it was not to follow.
Observation moved(const std::string& location) {
  Observation observation = failed(Code::redirect_refused);
  observation.status = 301;
  observation.headers.emplace_back("location", location);
  return observation;
}

// Asks for all at once, in this order; gives "200", or the error's code.
std::vector<std::string> ask(Scripted& world, Manners manners, const std::vector<std::string>& urls,
                             milliseconds interval = milliseconds(1), Fetcher* robots_by = nullptr) {
  asio::io_context context(1);
  const SuffixList suffixes = SuffixList::builtin();
  PoliteFetcher polite(context.get_executor(), world, suffixes, fast(manners, interval),
                       {[] { return UnixTime{1'700'000'000}; }, [] { return 7U; }}, robots_by);
  std::vector<std::string> said(urls.size());
  for (std::size_t i = 0; i < urls.size(); ++i) {
    Request request;
    request.url = urls[i];
    request.redirects = Redirects::www_twin;
    asio::co_spawn(context, polite.fetch(request, Rank::anchored),
                   [&, i](std::exception_ptr thrown, Reply reply) {
                     if (thrown) std::rethrow_exception(thrown);
                     const Observation& seen = reply.observation;
                     said[i] = seen.error ? std::string(name(seen.error->code)) : std::to_string(seen.status);
                   });
  }
  context.run();
  return said;
}

using Said = std::vector<std::string>;

}  // namespace

TEST_CASE("polite fetcher: a crawl, asks robots.txt once for each host and nothing that it denies") {
  Scripted world;
  world.script["https://a.example/robots.txt"] = {status(200, "user-agent: quorate\ndisallow: /private\n")};
  world.script["https://a.example/1"] = {status(200)};
  world.script["https://b.example/1"] = {status(200)};
  CHECK(ask(world, Manners::crawl,
            {"https://a.example/1", "https://a.example/private/2", "https://a.example/3",
             "https://b.example/1"}) == Said{"200", "robots_denied", "404", "200"});
  CHECK(world.times("https://a.example/robots.txt") == 1);
  CHECK(world.times("https://b.example/robots.txt") == 1);
  CHECK(world.times("https://a.example/private/2") == 0);
  CHECK(world.asked.front().ends_with("/robots.txt"));
}

TEST_CASE("polite fetcher: a check, asks what the person asked for and no robots.txt") {
  Scripted world;
  world.script["https://a.example/robots.txt"] = {status(200, "user-agent: *\ndisallow: /\n")};
  world.script["https://a.example/1"] = {status(200)};
  CHECK(ask(world, Manners::check, {"https://a.example/1"}) == Said{"200"});
  CHECK(world.asked == Said{"https://a.example/1"});
}

TEST_CASE(
    "polite fetcher: a host whose robots.txt cannot be had, is not asked, and the reason is the host's") {
  Scripted world;
  world.script["https://a.example/robots.txt"] = {failed(Code::connect_failed)};
  world.script["https://b.example/robots.txt"] = {status(500)};
  CHECK(ask(world, Manners::crawl, {"https://a.example/1", "https://b.example/1"}) ==
        Said{"connect_failed", "robots_denied"});
  CHECK(world.times("https://a.example/1") + world.times("https://b.example/1") == 0);
}

TEST_CASE("polite fetcher: what may pass, is asked again in a crawl and not in a check") {
  Scripted world;
  world.script["https://a.example/1"] = {status(503), failed(Code::timed_out), status(200)};
  world.script["https://b.example/1"] = {status(502)};
  CHECK(ask(world, Manners::crawl, {"https://a.example/1", "https://b.example/1"}) == Said{"200", "502"});
  CHECK(world.times("https://b.example/1") == 3);
  Scripted other;
  other.script["https://a.example/1"] = {status(503), status(200)};
  CHECK(ask(other, Manners::check, {"https://a.example/1"}) == Said{"503"});
}

TEST_CASE("polite fetcher: a domain that wants to be left alone for long, is; others are asked") {
  for (const Manners manners : {Manners::check, Manners::crawl}) {
    Scripted world;
    std::vector<std::string> urls;
    for (int i = 0; i < 12; ++i) {
      urls.push_back("https://a.example/" + std::to_string(i));
      world.script[urls.back()] = {too_many("3600")};
    }
    urls.push_back("https://b.example/1");
    const Said said = ask(world, manners, urls, milliseconds(300));  // so that the hold comes before the next
    CHECK(said.front() == "429");
    CHECK(said[11] == "held_off");
    CHECK(said.back() == "404");
    CHECK(world.times("https://a.example/11") == 0);
  }
}

TEST_CASE("polite fetcher: a domain that wants a short pause, gets it, and is asked then") {
  Scripted world;
  world.script["https://a.example/robots.txt"] = {status(200)};
  world.script["https://a.example/1"] = {too_many("0"), status(200)};
  world.script["https://a.example/2"] = {status(200)};
  CHECK(ask(world, Manners::crawl, {"https://a.example/1", "https://a.example/2"}) == Said{"200", "200"});
}

TEST_CASE("polite fetcher: requests that make no sense, are for the fetcher to refuse") {
  Scripted world;
  CHECK(ask(world, Manners::crawl, {"http://a.example/1", "https://127.0.0.1/"}) == Said{"404", "404"});
  CHECK(world.asked.size() == 2);
}

TEST_CASE("polite fetcher: a redirect to the www. twin in a crawl, its robots.txt asked before its page") {
  Scripted world;
  world.script["https://a.example/1"] = {moved("https://www.a.example/1")};
  world.script["https://www.a.example/1"] = {status(200)};
  CHECK(ask(world, Manners::crawl, {"https://a.example/1"}) == Said{"200"});
  CHECK(world.asked == Said{"https://a.example/robots.txt", "https://a.example/1",
                            "https://www.a.example/robots.txt", "https://www.a.example/1"});
}

TEST_CASE("polite fetcher: a twin whose robots.txt denies it, is not asked") {
  Scripted world;
  world.script["https://a.example/1"] = {moved("https://www.a.example/1")};
  world.script["https://www.a.example/robots.txt"] = {status(200, "user-agent: *\ndisallow: /\n")};
  world.script["https://b.example/1"] = {moved("https://www.b.example/1")};
  world.script["https://www.b.example/robots.txt"] = {failed(Code::connect_failed)};
  CHECK(ask(world, Manners::crawl, {"https://a.example/1", "https://b.example/1"}) ==
        Said{"robots_denied", "connect_failed"});
  CHECK(world.times("https://www.a.example/1") + world.times("https://www.b.example/1") == 0);
}

TEST_CASE("polite fetcher: any other redirect in a crawl, refused and asked nothing of its host") {
  Scripted world;
  const Said elsewhere = {"https://b.example/1",         "https://www.a.example/2", "http://www.a.example/1",
                          "https://a.example/1",         "https://x.a.example/1",   "https://127.0.0.1/1",
                          "https://www.a.example:8443/1"};
  for (const std::string& place : elsewhere) {
    INFO(place);
    world.asked.clear();
    world.script["https://a.example/1"] = {moved(place)};
    CHECK(ask(world, Manners::crawl, {"https://a.example/1"}) == Said{"redirect_refused"});
    CHECK(world.asked == Said{"https://a.example/robots.txt", "https://a.example/1"});
  }
  world.asked.clear();
  world.script["https://a.example/1"] = {moved("https://www.a.example/1")};
  world.script["https://www.a.example/1"] = {moved("https://a.example/1")};
  CHECK(ask(world, Manners::crawl, {"https://a.example/1"}) == Said{"redirect_refused"});
  CHECK(world.asked.size() == 4);
}

TEST_CASE("polite fetcher: a way for robots.txt, taken for that of every host and of no page") {
  Scripted world;
  Scripted robots;
  world.script["https://a.example/1"] = {moved("https://www.a.example/1")};
  robots.script["https://a.example/robots.txt"] = {moved("https://c.example/robots.txt")};
  CHECK(ask(world, Manners::crawl, {"https://a.example/1"}, milliseconds(1), &robots) == Said{"404"});
  CHECK(world.asked == Said{"https://a.example/1", "https://www.a.example/1"});
  CHECK(robots.asked == Said{"https://a.example/robots.txt", "https://c.example/robots.txt",
                             "https://www.a.example/robots.txt"});
}

}  // namespace quorate
