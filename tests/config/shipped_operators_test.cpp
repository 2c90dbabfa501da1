#include "config/operators.hpp"
#include "config/shipped.hpp"
#include "proofs/identity/host.hpp"
#include "proofs/score/suffix_list.hpp"
#include "tests/show.hpp"

#include <algorithm>
#include <sstream>

namespace quorate {
namespace {

constexpr std::size_t least_entries = 120;

Operators shipped() {
  auto operators = load_shipped_operators();
  REQUIRE(operators);
  return *operators;
}

std::string company_of(const Operators& operators, std::string_view host) {
  const Operator* entry = operators.of(host);
  return entry == nullptr ? "" : operators.company(*entry).name;
}

}  // namespace

TEST_CASE("load operators: the shipped file, at least 120 entries with canonical domains") {
  const Operators operators = shipped();
  CHECK(operators.entries().size() >= least_entries);
  CHECK_FALSE(operators.version().empty());
  const SuffixList suffixes = SuffixList::builtin();
  for (const Operator& entry : operators.entries()) {
    for (const std::string& domain : entry.domains) {
      CHECK(check_host(domain));
      CHECK(operators.of(domain) == &entry);
      CHECK(operators.of("anyone." + domain) != nullptr);
      // Nobody runs a registry's suffix.
      CHECK(suffixes.registered_domain("a." + domain) != "a." + domain);
    }
  }
}

TEST_CASE("load operators: the shipped file, a source with a date above every entry") {
  std::istringstream lines{std::string(shipped_operators())};
  std::string before;
  std::string line;
  std::size_t entries = 0;
  while (std::getline(lines, line)) {
    if (line.starts_with("  - {id: ") || line.starts_with("  - id: ")) {
      ++entries;
      INFO(line);
      CHECK(before.starts_with("  # source: https://"));
      const std::size_t year = before.find(" (");
      REQUIRE(year != std::string::npos);
      const std::size_t end = before.find("): ", year);
      REQUIRE(end != std::string::npos);
      const std::string date = before.substr(year + 2, end - year - 2);
      CHECK((date.size() == 4 || date.size() == 7));
      CHECK(date.find_first_not_of("0123456789-") == std::string::npos);
    }
    before = line;
  }
  const auto operators = load_operators("operators.yaml", shipped_operators());
  REQUIRE(operators);
  CHECK(entries == operators->entries().size());
}

TEST_CASE("load operators: the shipped file, well-known companies and what they own") {
  const Operators operators = shipped();
  for (const char* host : {"github.com", "gist.github.com", "alice.github.io", "www.linkedin.com",
                           "npmjs.com", "alice.azurewebsites.net", "login.live.com", "www.minecraft.net"})
    CHECK(company_of(operators, host) == "Microsoft");
  for (const char* host : {"www.instagram.com", "facebook.com", "wa.me", "www.threads.net"})
    CHECK(company_of(operators, host) == "Meta");
  for (const char* host : {"www.youtube.com", "alice.blogspot.com", "alice.blogspot.de", "alice.web.app"})
    CHECK(company_of(operators, host) == "Alphabet");
  for (const char* host : {"alice.tumblr.com", "alice.wordpress.com", "gravatar.com"})
    CHECK(company_of(operators, host) == "Automattic");
  for (const char* host : {"tinder.com", "hinge.co", "www.okcupid.com", "match.com"})
    CHECK(company_of(operators, host) == "Match Group");
  CHECK(company_of(operators, "keybase.io") == "Zoom");
  CHECK(company_of(operators, "twitter.com") == company_of(operators, "x.com"));
  for (const char* host : {"google.de", "www.google.co.uk", "maps.google.com.au", "about.google", "g.dev",
                           "pub.dev", "developer.android.com", "alice.withgoogle.com"})
    CHECK(company_of(operators, host) == "Alphabet");
  for (const char* host : {"www.amazon.com.au", "amazon.com.br", "amazon.nl", "amazon.xyz", "audible.de"})
    CHECK(company_of(operators, host) == "Amazon");
  for (const char* host : {"nuget.org", "vscode.dev", "hotmail.fr", "linkedin.cn"})
    CHECK(company_of(operators, host) == "Microsoft");
  for (const char* host : {"webtoons.com", "band.us", "poshmark.ca", "wattpad.com"})
    CHECK(company_of(operators, host) == "Naver");
  for (const char* host : {"pinterest.ca", "www.pinterest.es", "br.pinterest.com"})
    CHECK(company_of(operators, host) == "Pinterest");
  CHECK(company_of(operators, "glassdoor.de") == company_of(operators, "indeed.com"));
  CHECK(company_of(operators, "ebay.fr") == company_of(operators, "depop.com"));
  CHECK(company_of(operators, "dzen.ru") == company_of(operators, "vk.com"));
  CHECK(company_of(operators, "loom.com") == company_of(operators, "bitbucket.org"));
  CHECK(company_of(operators, "komoot.de") == company_of(operators, "evernote.com"));
  CHECK(company_of(operators, "figshare.com") == company_of(operators, "overleaf.com"));
  CHECK(company_of(operators, "wordpress.org") == company_of(operators, "woocommerce.com"));
  CHECK(company_of(operators, "airbnb.de") == "Airbnb");
  CHECK(company_of(operators, "yahoo.co.jp") == "LY Corporation");  // a company of its own
  // A name counts where a registry sells it, and nowhere else.
  CHECK(company_of(operators, "amazon.alice.org").empty());
  CHECK(company_of(operators, "amazon-fans.de").empty());
  CHECK(company_of(operators, "amazon.github.io") == "Microsoft");
  CHECK(company_of(operators, "google.uk.com") == "CentralNic");
  CHECK(company_of(operators, "github.com.evil.org").empty());
  CHECK(company_of(operators, "notgithub.com").empty());
  CHECK(company_of(operators, "com").empty());
}

TEST_CASE("load operators: the shipped services, name operators that run their hosts") {
  const auto services = load_services("services.yaml", shipped_services());
  REQUIRE(services);
  const auto checked = check_operators(*services, shipped());
  CHECK(checked);
}

}  // namespace quorate
