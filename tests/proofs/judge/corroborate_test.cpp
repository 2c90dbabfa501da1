#include "proofs/judge/corroborate.hpp"

#include "proofs/formats/sign.hpp"
#include "proofs/judge/judge.hpp"
#include "tests/show.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace quorate {
namespace {

constexpr auto uri = "https://alice.example/";

Badge badge(std::uint8_t which) {
  Badge made;
  made.digest[0] = which;
  return made;
}

Finding empty_place() { return Finding{.account = Account::parse(uri).value(), .service = "own-site"}; }

Finding sees(std::uint8_t which) {
  Finding finding = empty_place();
  finding.badges.push_back(badge(which));
  return finding;
}

Finding obstacle(Outcome outcome, Reason reason) {
  Finding finding = empty_place();
  finding.obstacle = Verdict{outcome, reason, "so it is"};
  return finding;
}
Finding down() { return obstacle(Outcome::unknown, Reason::connect_failed); }

std::vector<Witness> named(const std::vector<Finding>& findings) {
  std::vector<Witness> witnesses;
  for (std::size_t i = 0; i < findings.size(); ++i)
    witnesses.push_back({"v" + std::to_string(i), findings[i]});
  return witnesses;
}

// `same` see one thing, `other` another, `dead` nothing at all.
Finding of(std::size_t same, std::size_t other, std::size_t dead) {
  std::vector<Finding> findings(same, sees(1));
  findings.insert(findings.end(), other, sees(2));
  findings.insert(findings.end(), dead, down());
  return corroborate(named(findings));
}

std::string said(const Finding& finding) {
  if (finding.obstacle) return summary(*finding.obstacle);
  return finding.badges.size() == 1 && finding.badges.front().digest[0] == 1 ? "one" : "another";
}

}  // namespace

TEST_CASE("corroborate: one to nine vantage points, none to two may see something else or nothing") {
  for (std::size_t points = 1; points <= 9; ++points) {
    const std::size_t allowed = points <= 2 ? 0 : points <= 5 ? 1 : 2;
    CHECK(allowed_dissent(points) == allowed);
    for (std::size_t other = 0; other <= points; ++other) {
      for (std::size_t dead = 0; other + dead <= points; ++dead) {
        const std::size_t same = points - other - dead;
        INFO(points << " points: " << other << " see another, " << dead << " nothing");
        const Finding finding = of(same, other, dead);
        const std::size_t most = std::max(same, other);
        if (most > 0 && points - most <= allowed) {
          CHECK(said(finding) == (same >= other ? "one" : "another"));
        } else if (same > 0 && other > 0) {
          CHECK(said(finding) == "refuted: differs between vantage points");
        } else {
          CHECK(said(finding) == "unknown: TCP");
        }
        CHECK((finding.agreement == Agreement::partial) == (same > 0 && other > 0));
      }
    }
  }
}

TEST_CASE("corroborate: nothing there and not found, are the same, and differ from a proof") {
  const Finding absent = obstacle(Outcome::absent, Reason::not_found);
  CHECK(said(corroborate(named({absent, empty_place()}))) == "absent: not found");
  const Finding differs = corroborate(named({sees(1), absent}));
  CHECK(said(differs) == "refuted: differs between vantage points");
  CHECK(differs.obstacle->detail == "v0: 1 proof; v1: no proof");
  CHECK(differs.badges.empty());
}

TEST_CASE("corroborate: what anybody could add or spoil, makes no difference") {
  Finding spoilt = sees(1);
  spoilt.tokens.emplace_back(RejectedToken{Reason::bad_signature, ""});
  spoilt.broken_badges.push_back({Reason::malformed_base64, ""});
  spoilt.peer = "192.0.2.1:443";
  Finding twice = sees(1);
  twice.badges.push_back(badge(1));
  CHECK(corroborate(named({sees(1), spoilt, twice})).agreement == Agreement::full);
}

TEST_CASE("corroborate: the order, makes no difference to what counts") {
  CHECK(said(corroborate(named({sees(2), sees(1), sees(1)}))) == "one");
  CHECK(said(corroborate(named({sees(1), sees(1), sees(2)}))) == "one");
  CHECK(said(corroborate(named({down(), sees(1), sees(1)}))) == "one");
}

namespace {

constexpr UnixTime now = 1'800'000'000;
constexpr auto subject = "mimi://im.example/u/alice";

Ed25519Seed seed() {
  Ed25519Seed made{};
  made[0] = 7;
  return made;
}

Finding shows(const std::string& token) {
  Finding finding = empty_place();
  finding.tokens.push_back(verify_token(token));
  return finding;
}

std::string statement() {
  StatementDraft draft;
  draft.subject = subject;
  draft.issued_at = now - 10;
  draft.expires_at = now + 1000;
  draft.seq = 1;
  draft.accounts = {Account::parse(uri).value()};
  return sign_statement(draft, seed()).value();
}

Judgement judged(const std::vector<Finding>& findings) {
  Context context;
  context.now = now;
  return judge(findings, context);
}

bool has_flag(const AccountVerdict& account) {
  return std::find(account.flags.begin(), account.flags.end(), Flag::vantages_differ) != account.flags.end();
}

}  // namespace

TEST_CASE("corroborate: a place that differs, counts for no key, and its statement is known all the same") {
  const Judgement judgement = judged({corroborate(named({shows(statement()), empty_place()}))});
  const AccountVerdict& account = judgement.accounts.front();
  CHECK(summary(account.verdict) == "refuted: differs between vantage points");
  CHECK(account.proven.empty());
  CHECK(has_flag(account));
  CHECK(judgement.statements.size() == 1);
}

TEST_CASE("corroborate: enough see the proof, it counts, and the flag says that some do not") {
  const Judgement judgement =
      judged({corroborate(named({shows(statement()), empty_place(), shows(statement())}))});
  CHECK(judgement.accounts.front().verdict.outcome == Outcome::proven);
  CHECK(has_flag(judgement.accounts.front()));
  CHECK_FALSE(has_flag(
      judged({corroborate(named({shows(statement()), down(), shows(statement())}))}).accounts.front()));
}

TEST_CASE("corroborate: too few could look, nothing counts, and the statement is known all the same") {
  const Judgement judgement = judged({corroborate(named({shows(statement()), down()}))});
  CHECK(summary(judgement.accounts.front().verdict) == "unknown: TCP");
  CHECK(judgement.accounts.front().proven.empty());
  CHECK(judgement.statements.size() == 1);
}

TEST_CASE("corroborate: a revocation that one alone sees, ends the key everywhere") {
  const std::string revocation = sign_revocation(subject, now - 1, "lost", seed()).value();
  Finding both = shows(statement());
  both.tokens.push_back(verify_token(revocation));
  const Judgement judgement = judged({corroborate(named({shows(statement()), shows(statement()), both}))});
  CHECK(judgement.accounts.front().verdict.outcome != Outcome::proven);
  REQUIRE(judgement.keys.size() == 1);
  CHECK(judgement.keys.front().state == KeyState::revoked);
}

}  // namespace quorate
