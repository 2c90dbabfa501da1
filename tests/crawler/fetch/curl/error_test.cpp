#include "crawler/fetch/curl/error.hpp"

#include "tests/show.hpp"

namespace quorate {

TEST_CASE("curl error: a field without a name that curl can read, the answer's fault and said plainly") {
  for (const std::string_view text : {"", "A libcurl function was given a bad argument"}) {
    const Error error = curl_error(CURLE_BAD_FUNCTION_ARGUMENT, text);
    CHECK(error.code == Code::transfer_failed);
    CHECK(error.detail == "a header line whose name cannot be read");
  }
}

TEST_CASE("curl error: what this program did wrong, told from what the host did") {
  CHECK(curl_error(CURLE_FAILED_INIT, "").code == Code::internal);
  CHECK(curl_error(CURLE_UNKNOWN_OPTION, "").code == Code::internal);
  CHECK(curl_error(CURLE_WEIRD_SERVER_REPLY, "").code == Code::transfer_failed);
  CHECK(curl_error(CURLE_PARTIAL_FILE, "").code == Code::transfer_failed);
}

TEST_CASE("curl error: curl's text, printable and no longer than an error may be") {
  CHECK(curl_error(CURLE_WEIRD_SERVER_REPLY, "a\x1b[1mb").detail.find('\x1b') == std::string::npos);
  CHECK(curl_error(CURLE_WEIRD_SERVER_REPLY, std::string(10'000, 'a')).detail.size() < 300);
  CHECK_FALSE(curl_error(CURLE_WEIRD_SERVER_REPLY, "").detail.empty());
}

}  // namespace quorate
