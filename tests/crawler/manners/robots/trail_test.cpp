#include "crawler/manners/robots/trail.hpp"

#include "tests/show.hpp"

#include <string>
#include <vector>

namespace quorate {
namespace {

constexpr std::size_t max_bytes = 40;

RobotsTrail new_trail() { return {parse_https("https://a.example:8443/x?y").value(), "quorate", max_bytes}; }

Observation status(int code, const std::string& body = "", const std::string& location = "") {
  Observation observation;
  observation.status = code;
  observation.body = body;
  if (!location.empty()) {
    observation.headers.emplace_back("location", location);
    observation.error = Error{Code::redirect_refused, "redirects are not followed here"};
  }
  return observation;
}

// "allow", "deny" (what it says of /x), the code of the error, or "go on".
std::string said(const std::optional<RobotsAnswer>& answer) {
  if (!answer) return "go on";
  if (!answer->rules) return std::string(name(answer->why_not.code));
  return answer->rules->access("/x") == Access::allowed ? "allow" : "deny";
}

}  // namespace

TEST_CASE("robots trail: asks for /robots.txt of the same host and port, and follows nothing by itself") {
  const Request request = new_trail().request();
  CHECK(request.url == "https://a.example:8443/robots.txt");
  CHECK(request.redirects == Redirects::none);
}

TEST_CASE(
    "robots trail: of a long file, asks for what is read and one byte more, and reads whole lines of it") {
  const Request request = new_trail().request();
  CHECK(request.excess == Excess::cut);
  CHECK(request.max_body_bytes == max_bytes + 1);
  const std::string text = "user-agent: *\ndisallow: /x\nallow: /xyz-and-more\n";
  std::string cut = text.substr(0, request.max_body_bytes);
  CHECK(said(new_trail().step(status(200, cut))) == "deny");
  const std::string half = "user-agent: *\nallow: /x\n\ndisallow: /x/abcdef";  // its half would deny more
  cut = half.substr(0, request.max_body_bytes);
  CHECK(cut.ends_with("disallow: /x/abc"));
  auto answer = new_trail().step(status(200, cut));
  REQUIRE(answer);
  CHECK(answer->rules->access("/x/abc") == Access::allowed);
}

TEST_CASE("robots trail: every status, means what RFC 9309 says") {
  const std::string deny = "user-agent: *\ndisallow: /\n";
  for (const int code : {200, 201, 203}) CHECK(said(new_trail().step(status(code, deny))) == "deny");
  CHECK(said(new_trail().step(status(200, "<html>"))) == "allow");
  CHECK(said(new_trail().step(status(204))) == "allow");
  for (const int code : {400, 401, 403, 404, 410, 418, 451, 499}) {
    INFO(code);
    CHECK(said(new_trail().step(status(code, deny))) == "allow");
  }
  for (const int code : {300, 304, 305, 500, 502, 503, 504, 599, 600, 101}) {
    INFO(code);
    CHECK(said(new_trail().step(status(code))) == "robots_denied");
  }
  CHECK(said(new_trail().step(status(429))) == "held_off");
}

TEST_CASE("robots trail: no answer, is no leave to ask, and the error is that of the host") {
  for (const Code code : {Code::dns_failed, Code::connect_failed, Code::tls_failed, Code::timed_out,
                          Code::over_limit, Code::address_refused, Code::transfer_failed, Code::held_off}) {
    Observation observation;
    observation.error = Error{code, "so it is"};
    CHECK(said(new_trail().step(observation)) == name(code));
  }
}

TEST_CASE("robots trail: redirects, are followed to any host by https") {
  struct Row {
    std::string location;
    std::string next;
  };
  for (const auto& [location, next] :
       std::vector<Row>{{"https://b.example/r.txt", "https://b.example/r.txt"},
                        {"HTTPS://B.example", "https://b.example/"},
                        {"//b.example/r#x", "https://b.example/r"},
                        {"/other.txt", "https://a.example:8443/other.txt"},
                        {"https://b.example:8443/r", "https://b.example:8443/r"},
                        {"https://a.example:443/robots.txt", "https://a.example/robots.txt"}}) {
    INFO(location);
    RobotsTrail trail = new_trail();
    CHECK(said(trail.step(status(301, "", location))) == "go on");
    CHECK(trail.request().url == next);
    CHECK(said(trail.step(status(200, "user-agent: quorate\ndisallow: /x"))) == "deny");
  }
}

TEST_CASE("robots trail: a redirect to what may not be asked, is no leave to ask") {
  for (const std::string location :
       {"http://a.example/robots.txt", "https://127.0.0.1/robots.txt", "https://2130706433/",
        "https://[::1]/", "https://u:p@b.example/", "other.txt", "file:///etc/passwd", "https://b example/",
        "javascript:1", "https://b.example:8080/robots.txt", "https://a.example:22/robots.txt"}) {
    INFO(location);
    CHECK(said(new_trail().step(status(302, "", location))) == "redirect_refused");
  }
  CHECK(said(new_trail().step(status(302))) == "redirect_refused");
}

TEST_CASE("robots trail: five redirects, are followed; with the sixth everything is allowed") {
  RobotsTrail trail = new_trail();
  for (int i = 0; i < 5; ++i)
    CHECK(said(trail.step(status(307, "", "https://b.example/" + std::to_string(i)))) == "go on");
  RobotsTrail other = trail;
  CHECK(said(trail.step(status(200, "user-agent: *\ndisallow: /"))) == "deny");
  CHECK(said(other.step(status(307, "", "https://b.example/5"))) == "allow");
}

}  // namespace quorate
