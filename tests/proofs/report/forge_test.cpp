#include "proofs/report/forge.hpp"

#include "proofs/report/sentence.hpp"
#include "proofs/report/text.hpp"
#include "tests/proofs/report/sample.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("forge sentence: who together could fake it, by what, and with certificate issuers") {
  CHECK(forge_sentence(sample::shared_infrastructure()) ==
        "Forge cost 2: whoever controls GitHub and Cloudflare (CDN and DNS of alice.example and im.example) "
        "could "
        "fake these proofs. With certificate issuers 1: Let's Encrypt (certificates of alice.example, "
        "code.example and "
        "im.example).");
}

TEST_CASE("forge sentence: nothing agrees, nothing said; no issuers seen, nothing said of them") {
  CHECK(forge_sentence(sample::nothing_named()) == "");
  CHECK(json::write(forge_value(sample::nothing_named())) == "null");
  Report report = sample::confirmed();
  CHECK(forge_sentence(report).starts_with("Forge cost 7: whoever controls alice.example, "));
  report.forge_cost = forge_cost({{"https://alice.example/", {{ControlKind::operator_, "alice.example"}}}});
  CHECK(forge_sentence(report) == "Forge cost 1: whoever controls alice.example could fake these proofs.");
}

TEST_CASE("forge sentence: what operators alone would cost, said where it is more; many hosts, counted") {
  Report report = sample::confirmed();
  std::vector<ControlledAccount> accounts;
  for (const char* host : {"a.example", "b.example", "c.example", "d.example"})
    accounts.push_back({"https://" + std::string(host) + "/",
                        {{ControlKind::operator_, host}, {ControlKind::dns, "Names Ltd."}}});
  report.forge_cost = forge_cost(accounts);
  CHECK(forge_sentence(report) ==
        "Forge cost 1 (over operators alone 4): whoever controls Names Ltd. (DNS of 4 hosts) could fake "
        "these proofs.");
}

TEST_CASE("forge sentence: an upper bound, said") {
  Report report = sample::shared_infrastructure();
  report.forge_cost->without_issuers.exactness = Exactness::upper_bound;
  CHECK(forge_sentence(report).starts_with("Forge cost at most 2: "));
}

TEST_CASE("forge value: sets, holders and what each holds") {
  CHECK(has(
      json::write(forge_value(sample::shared_infrastructure())),
      R"("without_issuers":{"cost":2,"exactness":"exact","holders":[{"name":"GitHub","accounts":[)"
      R"({"account":"https://code.example/alice","kinds":["operator"]}]},{"name":"Cloudflare","accounts":[)"
      R"({"account":"https://alice.example/","kinds":["cdn","dns"]},)"));
}

TEST_CASE("sentence: a forge cost below W, not contradicted by the number of services") {
  Report report = sample::shared_infrastructure();
  CHECK_FALSE(has(sentence(report), "would have to control"));
  CHECK(has(write_text(report, Style::plain), "Forge cost 2"));
  report.forge_cost.reset();
  CHECK(has(sentence(report), "would have to control"));
}

}  // namespace quorate
