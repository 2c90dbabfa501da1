// What the API decides about a request before it is asked what it wants, and the texts that it makes.
#include "crawler/serve/access_line.hpp"
#include "crawler/serve/api.hpp"
#include "crawler/serve/http/target.hpp"
#include "crawler/serve/metrics/metric.hpp"
#include "crawler/serve/wire/listening.hpp"
#include "proofs/log/tail.hpp"
#include "tests/crawler/serve/demo_desk.hpp"
#include "tests/crawler/store/memory_store.hpp"
#include "tests/show.hpp"

#include <set>

namespace quorate {
namespace {

constexpr UnixTime now = 1'795'000'000;
const std::string reader = "qrt_" + std::string(43, 'r');
const std::string writer = "qrt_" + std::string(43, 'w');

ApiRules slack_rules() {
  ApiRules rules;
  rules.of_token = {std::chrono::milliseconds(100), 1000};
  rules.of_visitor = rules.of_token;
  rules.remembered_visitors = 4;
  return rules;
}

ApiTokens two_tokens() {
  return ApiTokens({{"reader", parse_scopes("read").value(), now, hash_token(reader)},
                    {"writer", parse_scopes("write").value(), now, hash_token(writer)}});
}

class Office {
 public:
  explicit Office(const ApiRules& rules = slack_rules())
      : api_(store_, desk_, two_tokens(), {loopback_names(), Carried::in_clear, {}}, rules) {
    fill_demo(store_, now, "");
  }

  static ApiRequest request(std::string method, std::string target, const std::string& token,
                            std::string body = "") {
    ApiRequest made{
        std::move(method), std::move(target), {{"host", "localhost:8470"}}, std::move(body), "127.0.0.1"};
    if (!token.empty()) made.headers.emplace_back("authorization", "Bearer " + token);
    if (!made.body.empty()) made.headers.emplace_back("content-type", "application/json");
    return made;
  }
  unsigned status(const ApiRequest& request) { return reply(request).status; }
  ApiReply reply(const ApiRequest& request) {
    return std::get<ApiReply>(api_.answer(request, {now, Bucket::Time(std::chrono::hours(1))}));
  }
  std::size_t writes() const { return desk_.writes(); }

 private:
  MemoryStore store_;
  DemoDesk desk_{store_, [] { return now; }};
  Api api_;
};

}  // namespace

TEST_CASE("parse target: paths and parameters, decoded") {
  const auto target = parse_target("/v1/contacts/7?name=a%20b+c&after=3");
  REQUIRE(target);
  CHECK(target->segments == std::vector<std::string>{"v1", "contacts", "7"});
  CHECK(*target->find("name") == "a b c");
  CHECK(*target->find("after") == "3");
  CHECK(parse_target("/")->segments.empty());
}

TEST_CASE("parse target: what another reader could read otherwise, refused") {
  for (const char* bad :
       {"", "v1", "//v1", "/v1/", "/v1//x", "/a%2fb", "/a%00", "/a%0d%0a", "/a%", "/a%2", "/a%zz", "/a b",
        "/a#b", "/\xc3\xa4", "/%ff", "/a?x=1&x=2", "/a?x=%0a", "http://x/", "*"}) {
    INFO(bad);
    CHECK(!parse_target(bad));
  }
  CHECK(!parse_target("/" + std::string(max_target_bytes, 'a')));
}

TEST_CASE("route: each path and method once; HEAD goes where GET goes") {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const ApiRoute& route : api_routes()) CHECK(seen.emplace(route.method, route.path).second);
  const auto target = parse_target("/v1/contacts/12").value();
  CHECK(match_route(api_routes(), "HEAD", target).id == 12);
  CHECK(match_route(api_routes(), "PUT", target).allowed == "GET, HEAD, PATCH, DELETE");
  CHECK(match_route(api_routes(), "GET", parse_target("/v1/contacts/-1").value()).route == nullptr);
}

TEST_CASE("api: without a token, or one of the wrong scope, nothing but the page and its health") {
  Office office;
  for (const ApiRoute& route : api_routes()) {
    std::string path(route.path);
    if (const std::size_t at = path.find("{id}"); at != path.npos) path.replace(at, 4, "1");
    INFO(route.method << " " << path);
    const bool open = !route.scope.has_value();
    CHECK((office.status(Office::request(std::string(route.method), path, "")) == 401) == !open);
    CHECK((office.status(Office::request(std::string(route.method), path, reader + "x")) == 401) == !open);
    if (!open && *route.scope != Scope::read)
      CHECK(office.status(Office::request(std::string(route.method), path, reader)) == 403);
    if (!open && *route.scope != Scope::write)
      CHECK(office.status(Office::request(std::string(route.method), path, writer)) == 403);
  }
  CHECK(office.writes() == 0);
}

TEST_CASE("api: a host that is not ours, or a page of another site, is turned away") {
  Office office;
  const auto with = [&](const std::string& name, const std::string& value) {
    ApiRequest request = Office::request("GET", "/v1/status", reader);
    if (name == "host") request.headers.clear();
    request.headers.emplace_back(name, value);
    return office.status(request);
  };
  for (const char* host :
       {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8470", "localhost:x", "", "[::2]"})
    CHECK(with("host", host) == 421);
  for (const char* origin : {"http://evil.example", "null", "https://localhost:8470", "http://localhost",
                             "http://localhost:8470.evil.example"})
    CHECK(with("origin", origin) == 403);
  CHECK(with("origin", "http://localhost:8470") == 200);
  CHECK(with("sec-fetch-site", "cross-site") == 403);
  CHECK(with("sec-fetch-site", "same-site") == 403);
  CHECK(with("sec-fetch-site", "same-origin") == 200);
}

TEST_CASE("api: who asks too often waits as long as is said") {
  ApiRules rules = slack_rules();
  rules.of_token = {std::chrono::milliseconds(2500), 2};
  Office office(rules);
  const ApiRequest request = Office::request("GET", "/v1/status", reader);
  CHECK(office.status(request) == 200);
  CHECK(office.status(request) == 200);
  const ApiReply reply = office.reply(request);
  CHECK(reply.status == 429);
  CHECK(std::count(reply.headers.begin(), reply.headers.end(),
                   std::pair<std::string, std::string>("Retry-After", "3")) == 1);
}

TEST_CASE("visitors: those beyond what is remembered share one bucket") {
  Visitors visitors({std::chrono::seconds(1), 1}, 2);
  const Bucket::Time tick{std::chrono::hours(1)};
  CHECK(!visitors.come("a", tick));
  CHECK(!visitors.come("b", tick));
  CHECK(!visitors.come("c", tick));
  CHECK(visitors.come("d", tick));
  CHECK(visitors.come("a", tick));
  CHECK(!visitors.come("d", tick + std::chrono::seconds(5)));
  CHECK(visitors.remembered() <= 2);
}

TEST_CASE("tokens: written and read back; broken lines refused with their number") {
  const ApiToken token{"chat.server-1", parse_scopes("read,check").value(), now, hash_token(reader)};
  const auto read = parse_tokens("tokens", "# mine\n\n" + token_line(token));
  REQUIRE(read);
  REQUIRE(read->size() == 1);
  CHECK(read->front().name == token.name);
  CHECK(read->front().scopes == token.scopes);
  CHECK(read->front().hash == token.hash);
  for (const std::string& bad :
       {std::string("x\n"), token_line(token) + token_line(token), "00" + token_line(token),
        std::string(64, 'a') + " root 1 x\n", std::string(64, 'a') + " read -1 x\n",
        std::string(64, 'a') + " read 1 a/b\n"}) {
    INFO(bad);
    CHECK(!parse_tokens("tokens", bad));
  }
  CHECK(bearer("Bearer x") == "x");
  CHECK(bearer("bEARER x") == "x");
  CHECK(!bearer("Basic x"));
  CHECK(!bearer("Bearer"));
}

TEST_CASE("access line: one line, whatever was asked for") {
  ApiRequest request{"G\nET", "/\r\n\x1b[31m\xe2\x80\xae", {}, "", "1.2.3.4"};
  const std::string line = access_line(request, "", 400);
  CHECK(line.find_first_of("\r\n\x1b") == line.npos);
  CHECK(line.find("\xe2\x80\xae") == line.npos);
}

TEST_CASE("metrics: label values cannot break out") {
  const std::string text =
      write_metrics({{"a_total", "Help.", MetricKind::counter, {{{{"l", "x\"}\n\\"}}, 1.5}}}});
  CHECK(text == "# HELP a_total Help.\n# TYPE a_total counter\na_total{l=\"x\\\"}\\\\u{A}\\\\\"} 1.5\n");
}

TEST_CASE("listening: other than loopback only with TLS and a token") {
  ApiSettings settings;
  CHECK(check_listening(settings, TokensKnown::none));
  for (const char* far : {"0.0.0.0:8470", "[::]:8470", "192.0.2.1:8470"}) {
    settings.listen = {far};
    settings.tls.reset();
    CHECK(!check_listening(settings, TokensKnown::some));
    settings.tls = TlsFiles{"a", "b"};
    CHECK(!check_listening(settings, TokensKnown::none));
    CHECK(check_listening(settings, TokensKnown::some));
  }
  for (const char* bad : {"", "localhost:1", "127.0.0.1", "::1:8470", "127.0.0.1:99999", "[127.0.0.1]:1"})
    CHECK(!parse_listen_address(bad));
}

}  // namespace quorate
