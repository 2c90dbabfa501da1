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

}  // namespace quorate
