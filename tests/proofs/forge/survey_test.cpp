#include "proofs/forge/survey.hpp"

#include "config/operators.hpp"
#include "config/shipped.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

using Kind = ControlKind;
using Points = std::vector<ControlPoint>;

Finding finding(std::string_view account, Route route) {
  Finding finding{.account = Account::parse(account).value()};
  finding.route = std::move(route);
  return finding;
}

AccountEvidence evidence(std::string account) {
  AccountEvidence evidence;
  evidence.account = std::move(account);
  return evidence;
}

}  // namespace

TEST_CASE("survey: all findings of an account together, logins, in the order of the evidence") {
  const Operators operators = load_shipped_operators().value();
  const Groups groups(operators, SuffixList::builtin());
  const Division division = groups.divide({"a.example", "github.com"});
  const Networks networks;
  const std::vector<Finding> findings = {
      finding("https://a.example/", {{"a.netlify.app"}, {}, {}, "Let's Encrypt"}),
      finding("https://github.com/a", {{}, {"140.82.112.3"}, {}, "Sectigo Limited"}),
      finding("https://a.example/", {{}, {"104.16.0.1"}, {}, "Let's Encrypt"})};
  const auto points = survey(
      {evidence("https://github.com/a"), evidence("https://unseen.example/"), evidence("https://a.example/")},
      findings,
      {{"https://a.example/", "youtube"},
       {"https://github.com/a", "linkedin"},
       {"https://unseen.example/", "nobody"}},
      {operators, networks, division});
  REQUIRE(points.size() == 3);
  CHECK(points[0] == Points{{Kind::issuer, "Sectigo Limited"}});  // LinkedIn is of the same group
  CHECK(points[1].empty());
  CHECK(points[2] == Points{{Kind::host, "Netlify"},
                            {Kind::cdn, "Cloudflare"},
                            {Kind::login, "Alphabet"},
                            {Kind::issuer, "Let's Encrypt"}});
}

}  // namespace quorate
