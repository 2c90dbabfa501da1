#include "crawler/check.hpp"

#include "config/operators.hpp"
#include "config/shipped.hpp"
#include "crawler/live_asker.hpp"
#include "proofs/formats/sign.hpp"
#include "tests/show.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <map>

namespace quorate {
namespace {

constexpr UnixTime now = 1'790'000'000;

// Answers every request with the page of its address, over the route of its host; asks nobody.
class Recorded final : public Fetcher {
 public:
  std::map<std::string, std::string> pages;  // by address
  std::map<std::string, Route> routes;       // by the address's beginning
  std::vector<std::string> zones;            // that were asked for

  boost::asio::awaitable<Observation> fetch(Request request) override {
    Observation seen;
    seen.final_url = request.url;
    seen.status = 404;
    if (const auto page = pages.find(request.url); page != pages.end()) {
      seen.status = 200;
      seen.headers = {{"content-type", "text/plain"}};
      seen.body = page->second;
    }
    for (const auto& [beginning, route] : routes)
      if (request.url.starts_with(beginning)) seen.route = route;
    zones.push_back(request.zone);
    co_return seen;
  }
};

// Alice's three sites, which all show her statement.
struct Scene {
  explicit Scene(std::size_t named_besides = 0) {
    Ed25519Seed seed{};
    seed.fill(7);
    StatementDraft draft;
    draft.subject = "mimi://im.example/u/alice";
    draft.issued_at = now - 1000;
    draft.expires_at = now + 86'400;
    draft.seq = 1;
    for (const char* host : {"alice.example", "alice.org", "www.alice.net"}) {
      draft.accounts.push_back(Account::parse("https://" + std::string(host) + "/").value());
      contact.accounts.push_back(draft.accounts.back());
    }
    for (std::size_t i = 0; i < named_besides; ++i)
      draft.accounts.push_back(Account::parse("https://n" + std::to_string(i) + ".victim.example/").value());
    const std::string token = sign_statement(draft, seed).value();
    for (const Account& account : contact.accounts)
      fetcher.pages[account.uri() + ".well-known/cross-signature"] = token + "\n";
  }

  // Another key of the same person, shown on a site of its own, that names so many accounts of others.
  void add_key(std::size_t named) {
    Ed25519Seed seed{};
    seed.fill(9);
    StatementDraft draft;
    draft.subject = "mimi://im.example/u/alice";
    draft.issued_at = now - 1000;
    draft.expires_at = now + 86'400;
    draft.seq = 1;
    draft.accounts.push_back(Account::parse("https://alice.info/").value());
    contact.accounts.push_back(draft.accounts.back());
    for (std::size_t i = 0; i < named; ++i)
      draft.accounts.push_back(Account::parse("mimi://m" + std::to_string(i) + ".example/u/alice").value());
    fetcher.pages[contact.accounts.back().uri() + ".well-known/cross-signature"] =
        sign_statement(draft, seed).value() + "\n";
  }

  Report run(NameServers name_servers = NameServers::not_asked,
             std::optional<std::uint32_t> discovered_requests = {}) {
    const auto services = load_services("services.yaml", shipped_services()).value();
    auto limits = load_limits("limits.yaml", shipped_limits()).value();
    limits.domain_interval_ms = 0;  // what waits here is a script
    limits.discovered_requests = discovered_requests.value_or(limits.discovered_requests);
    const auto operators = load_shipped_operators().value();
    const SuffixList suffixes = SuffixList::builtin();
    const Networks networks;
    boost::asio::io_context io{1};
    PoliteFetcher polite(io.get_executor(), fetcher, suffixes, manner_rules(Manners::check, limits));
    FindingMemory memory(limits.findings_bytes, std::chrono::seconds(limits.reuse_seconds));
    LiveAsker asker(polite);
    Observer observer(io.get_executor(), asker, memory, io.get_executor());
    const Workshop workshop{services, limits,   operators,      suffixes,
                            networks, observer, Manners::check, name_servers};
    Report report;
    std::exception_ptr fault;
    boost::asio::co_spawn(io, check(contact, workshop, now, nullptr),
                          [&](std::exception_ptr thrown, Report made) {
                            fault = thrown;
                            report = std::move(made);
                          });
    io.run();
    if (fault) std::rethrow_exception(fault);
    return report;
  }

  Contact contact;
  Recorded fetcher;
};

std::vector<std::string> holders(const CheapestSet& set) {
  std::vector<std::string> names;
  for (const Holder& holder : set.holders) names.push_back(holder.name);
  return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("check: nothing seen of the routes, a forge cost over the operators") {
  Scene scene;
  const Report report = scene.run();
  CHECK(report.score.weight == 3);
  REQUIRE(report.forge_cost);
  CHECK(holders(report.forge_cost->overall) == Names{"alice.example", "alice.net", "alice.org"});
  CHECK(scene.fetcher.zones.size() == 9);  // each site has three places
  for (const std::string& zone : scene.fetcher.zones) CHECK(zone == "");
}

TEST_CASE("check: a key names many accounts at one victim, is asked for no more than the limit lets") {
  Scene scene(29);
  const Report report = scene.run();
  CHECK(scene.fetcher.zones.size() == 9 + 30);  // ten whole accounts of the 29, three places each
  CHECK(report.left_out == 19);
  CHECK(report.evidence.size() == 3 + 10);
}

TEST_CASE("check: keys name more accounts than 32, 32 of them are looked at and the rest is counted") {
  Scene scene(29);
  scene.add_key(31);
  const Report report = scene.run(NameServers::not_asked, 1000);
  CHECK(report.evidence.size() == 4 + 32);
  CHECK(report.left_out == 29 + 31 - 32);
  CHECK(scene.fetcher.zones.size() == 3 * 4 + 3 * 29 + 3);  // sites have three places, messengers one
}

TEST_CASE("check: what is seen of the routes and known of logins, in the evidence and in the forge cost") {
  Scene scene;
  const Route served{{"alice.netlify.app"}, {"198.51.100.1"}, {"ns.names.example"}, "Let's Encrypt"};
  const Route delivered{{}, {"104.16.0.1"}, {"ns.names.example"}, "Let's Encrypt"};
  const Route own{{}, {"198.51.100.3"}, {}, "Let's Encrypt"};
  scene.fetcher.routes = {
      {"https://alice.example/", served}, {"https://alice.org/", delivered}, {"https://www.alice.net/", own}};
  scene.contact.logins["https://www.alice.net/"] = "netlify";
  const Report report = scene.run(NameServers::asked);
  REQUIRE(report.evidence.size() == 3);
  CHECK(report.evidence[0].observed == Names{"Netlify"});
  CHECK(report.evidence[1].observed == Names{"Cloudflare"});
  CHECK(report.evidence[2].observed.empty());
  REQUIRE(report.forge_cost);
  CHECK(holders(report.forge_cost->overall) == Names{"Let's Encrypt"});
  CHECK(holders(report.forge_cost->without_issuers) == Names{"alice.net", "names.example"});
  CHECK(holders(report.forge_cost->operators) == Names{"alice.example", "alice.net", "alice.org"});
  for (const std::string& zone : scene.fetcher.zones)
    CHECK((zone == "alice.example" || zone == "alice.org" || zone == "alice.net"));
}

}  // namespace quorate
