#include "crawler/fetch_settings.hpp"

#include "crawler/version.hpp"
#include "tests/show.hpp"

namespace quorate {

TEST_CASE("fetch settings: the User-Agent, names the program and whom to ask about it") {
  Tables tables;
  tables.settings.contact = "https://example.org/crawler";
  const std::string program = "quorate/" + std::string(program_version());
  CHECK(fetch_settings({}, tables)->user_agent == program + " (+https://example.org/crawler)");
  tables.settings.contact.reset();
  CHECK(fetch_settings({}, tables)->user_agent == program);
}

TEST_CASE("fetch settings: vantage points with one proxy in two spellings, refused") {
  Tables tables;
  tables.settings.vantages = {{"here", {}, {}},
                              {"a", "socks5h://[::1]:9050", {}},
                              {"b", "socks5h://[::1]:9051", {}},
                              {"c", "http://[::1]:9050", {}}};
  REQUIRE(vantages({}, tables, {}));
  CHECK(vantages({}, tables, {})->size() == 4);
  tables.settings.vantages[2].proxy = "socks5h://[0:0:0:0:0:0:0:1]:9050";
  const auto twice = vantages({}, tables, {});
  REQUIRE_FALSE(twice);
  CHECK(twice.error().code == Code::bad_config);
  CHECK(twice.error().detail.find("\"a\"") != std::string::npos);
}

}  // namespace quorate
