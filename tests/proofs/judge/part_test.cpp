// Answers whose end was not seen: what they show counts, and that they show nothing more does not.
#include "proofs/formats/sign.hpp"
#include "proofs/judge/corroborate.hpp"
#include "proofs/judge/judge.hpp"
#include "tests/show.hpp"

#include <string>
#include <vector>

namespace quorate {
namespace {

constexpr UnixTime now = 1'795'000'000;
constexpr UnixTime day = 86'400;
const std::string alice = "mimi://im.example/u/alice";
const std::string site = "https://alice.example/";

Ed25519Seed seed_of(std::uint8_t number) {
  Ed25519Seed seed{};
  seed.fill(number);
  return seed;
}

std::string statement(const std::string& uri, UnixTime to = now + day) {
  StatementDraft draft;
  draft.subject = alice;
  draft.issued_at = now - 2 * day;
  draft.expires_at = to;
  draft.seq = 1;
  draft.accounts = {*Account::parse(uri)};
  return *sign_statement(draft, seed_of(1));
}

Finding seen(const std::string& body, Ending ending = Ending::unsure) {
  Place place;
  place.regions = {{RegionKind::lines, ""}};
  place.formats = {FormatId::cross_signature};
  Observation observation;
  observation.status = 200;
  observation.body = body;
  observation.ending = ending;
  return examine(*Account::parse(site), place, {}, observation);
}

std::string outcome(const std::string& body, Ending ending = Ending::unsure) {
  Context context;
  context.now = now;
  context.subject = alice;
  return summary(judge({seen(body, ending)}, context).accounts.front().verdict);
}

}  // namespace

TEST_CASE("judge: a part in which nothing holds, unknown where the whole would be absent or refuted") {
  CHECK(outcome("# nothing\n", Ending::seen) == "absent");
  CHECK(outcome("# nothing\n") == "unknown: transfer");
  CHECK(outcome("") == "unknown: transfer");
  const std::string token = statement(site);
  const std::string cut = token.substr(0, token.size() - 20);
  CHECK(outcome(cut, Ending::seen).starts_with("refuted: "));
  CHECK(outcome(cut) == "unknown: transfer");
}

TEST_CASE("judge: a part with a proof, proven") { CHECK(outcome(statement(site)) == "proven"); }

TEST_CASE(
    "judge: a part with a statement that is none for the account, unknown, for a better one may follow") {
  const std::string other = statement("https://bob.example/");
  CHECK(outcome(other, Ending::seen) == "refuted: account not named");
  CHECK(outcome(other) == "unknown: transfer");
  const std::string old = statement(site, now - day);
  CHECK(outcome(old, Ending::seen) == "refuted: expired");
  CHECK(outcome(old) == "unknown: transfer");
}

TEST_CASE("judge: a part with a revocation, the key revoked") {
  Context context;
  context.now = now;
  const std::string revocation = *sign_revocation(alice, now - day, "lost", seed_of(1));
  const Judgement judgement = judge({seen(revocation)}, context);
  REQUIRE(judgement.keys.size() == 1);
  CHECK(judgement.keys.front().state == KeyState::revoked);
}

TEST_CASE("judge: a status that says that nothing is there, absent without its end") {
  Observation gone;
  gone.status = 404;
  gone.ending = Ending::unsure;
  Place place;
  place.regions = {{RegionKind::lines, ""}};
  const Finding finding = examine(*Account::parse(site), place, {}, gone);
  REQUIRE(finding.obstacle);
  CHECK(summary(*finding.obstacle) == "absent: not found");
}

TEST_CASE("corroborate: one vantage point saw a part with nothing in it, as if it could not look") {
  std::vector<Witness> witnesses;
  witnesses.push_back({"near", seen(statement(site), Ending::seen)});
  witnesses.push_back({"far", seen(statement(site), Ending::seen)});
  witnesses.push_back({"cut", seen("")});
  const Finding finding = corroborate(witnesses);
  CHECK(finding.agreement == Agreement::full);
  CHECK(finding.tokens.size() == 1);
}

}  // namespace quorate
