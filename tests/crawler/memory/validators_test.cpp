#include "crawler/memory/validators.hpp"

#include "tests/show.hpp"

#include <string>
#include <vector>

namespace quorate {
namespace {

constexpr auto date = "Sun, 06 Nov 1994 08:49:37 GMT";

Observation answer(std::vector<std::pair<std::string, std::string>> headers, int status = 200) {
  Observation observation;
  observation.status = status;
  observation.headers = std::move(headers);
  return observation;
}

std::string etag_of(const std::string& value) { return validators_of(answer({{"etag", value}})).etag; }

}  // namespace

TEST_CASE("validators: of a whole answer, those that it has") {
  CHECK(validators_of(answer({{"etag", "\"x\""}, {"last-modified", date}})) == Validators{"\"x\"", date});
  CHECK(validators_of(answer({{"last-modified", date}})) == Validators{"", date});
  CHECK(validators_of(answer({{"etag", "W/\"x\""}, {"vary", "Accept-Encoding"}})).etag == "W/\"x\"");
  CHECK(validators_of(answer({})).empty());
}

TEST_CASE("validators: of any other answer, none") {
  for (const int status : {204, 206, 301, 304, 404, 500})
    CHECK(validators_of(answer({{"etag", "\"x\""}}, status)).empty());
  Observation broken = answer({{"etag", "\"x\""}});
  broken.error = Error{Code::over_limit, ""};
  CHECK(validators_of(broken).empty());
  Observation part = answer({{"etag", "\"x\""}});
  part.ending = Ending::unsure;  // asked for anew, in full
  CHECK(validators_of(part).empty());
  CHECK(validators_of(answer({{"etag", "\"x\""}, {"vary", "*"}})).empty());
}

TEST_CASE("validators: malformed, doubled or endless, are none") {
  for (const std::string value :
       {"", "x", "\"", "\"x", "x\"", "w/\"x\"", "\"a\"b\"", "\"a b\"", "\"\x01\"", "\"\xff\""}) {
    INFO(value);
    CHECK(etag_of(value).empty());
  }
  CHECK(etag_of("\"\"") == "\"\"");
  CHECK(etag_of("\"" + std::string(254, 'a') + "\"").size() == 256);
  CHECK(etag_of("\"" + std::string(255, 'a') + "\"").empty());
  CHECK(validators_of(answer({{"etag", "\"x\""}, {"etag", "\"y\""}})).empty());
  CHECK(validators_of(answer({{"last-modified", std::string(65, 'a')}})).empty());
  CHECK(validators_of(answer({{"last-modified", "a\r\nX: y"}})).empty());
}

TEST_CASE("conditional: asks whether it has changed, where that can be asked") {
  Request request;
  request.headers = {{"Accept", "text/plain"}};
  CHECK(conditional(request, {}).headers == request.headers);
  const auto headers = conditional(request, {"\"x\"", date}).headers;
  REQUIRE(headers.size() == 3);
  CHECK(headers[1] == std::pair<std::string, std::string>("If-None-Match", "\"x\""));
  CHECK(headers[2] == std::pair<std::string, std::string>("If-Modified-Since", date));
}

}  // namespace quorate
