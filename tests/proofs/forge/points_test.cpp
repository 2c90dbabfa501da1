#include "proofs/forge/points.hpp"

#include "config/operators.hpp"
#include "config/shipped.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

using Kind = ControlKind;
using Points = std::vector<ControlPoint>;

// What is seen at one host of alice's, while she also has an account on GitHub and one with a friend.
class Scene {
 public:
  explicit Scene(std::vector<Merge> merges = {})
      : groups_(operators_, SuffixList::builtin(), std::move(merges)),
        division_(groups_.divide({"alice.example", "github.com", "friend.example"})) {
    CHECK(networks_.add({parse_address("192.0.2.0").value(), parse_address("192.0.2.255").value()}, 64500,
                        "NET"));
  }

  Points points(const Route& route, std::string_view host = "alice.example") const {
    return points_of(host, route, {operators_, networks_, division_});
  }

 private:
  Operators operators_ = load_shipped_operators().value();
  Networks networks_;
  Groups groups_;
  Division division_;
};

Route route(std::vector<std::string> aliases, std::vector<std::string> addresses) {
  return {std::move(aliases), std::move(addresses), {}, ""};
}

}  // namespace

TEST_CASE("points: nothing seen, nobody") { CHECK(Scene().points({}).empty()); }

TEST_CASE("points: a CNAME into a known operator, its company under the group's name") {
  CHECK(Scene().points(route({"alice.github.io"}, {})) == Points{{Kind::host, "Microsoft"}});
  CHECK(Scene().points(route({"alice.example.cdn.cloudflare.net"}, {})) == Points{{Kind::cdn, "Cloudflare"}});
  const std::vector<Merge> merge = {{{"github"}, {"friend.example"}}};
  CHECK(Scene(merge).points(route({"alice.github.io"}, {})) ==
        Points{{Kind::host, "Microsoft + friend.example"}});
}

TEST_CASE("points: a CNAME to somebody unknown, his registered domain; to oneself, nobody") {
  CHECK(Scene().points(route({"alice.sites.hoster.example", "www.hoster.example"}, {})) ==
        Points{{Kind::alias, "hoster.example"}});
  CHECK(Scene().points(route({"www.friend.example"}, {})) == Points{{Kind::alias, "friend.example"}});
  CHECK(Scene().points(route({"web.alice.example"}, {})).empty());
}

TEST_CASE("points: addresses, by who publishes them, else by network") {
  CHECK(Scene().points(route({}, {"104.16.1.1", "2606:4700::1"})) == Points{{Kind::cdn, "Cloudflare"}});
  CHECK(Scene().points(route({}, {"185.199.108.153"})) == Points{{Kind::host, "Microsoft"}});
  CHECK(Scene().points(route({}, {"192.0.2.7"})) == Points{{Kind::network, "AS64500 NET"}});
  CHECK(Scene().points(route({}, {"203.0.113.1", "no address"})).empty());
}

TEST_CASE("points: what an operator's own host shows of itself is left out") {
  CHECK(Scene().points(route({"github.github.io"}, {"140.82.112.3"}), "github.com").empty());
}

TEST_CASE("points: name servers and issuers, under the name of the company where it is known") {
  Route seen;
  seen.name_servers = {"ns.alice.example", "kim.ns.cloudflare.com", "ns1.names.example", "ns2.names.example"};
  seen.issuer = "Let's Encrypt";
  CHECK(Scene().points(seen) ==
        Points{{Kind::dns, "Cloudflare"}, {Kind::dns, "names.example"}, {Kind::issuer, "Let's Encrypt"}});
  seen = {};
  seen.issuer = "Google Trust Services";
  CHECK(Scene().points(seen) == Points{{Kind::issuer, "Alphabet"}});
}

TEST_CASE("observed: who serves the host, known or not, each once, and nobody else") {
  const Points points = {{Kind::host, "Microsoft"},       {Kind::cdn, "Cloudflare"}, {Kind::cdn, "Microsoft"},
                         {Kind::alias, "hoster.example"}, {Kind::dns, "Names"},      {Kind::network, "AS1"},
                         {Kind::login, "Alphabet"},       {Kind::issuer, "CA"}};
  CHECK(observed(points) == std::vector<std::string>{"Cloudflare", "Microsoft", "hoster.example"});
}

}  // namespace quorate
