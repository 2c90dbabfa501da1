#include "proofs/explain/explain.hpp"

#include "proofs/explain/account_rule.hpp"
#include "proofs/explain/verdict_rule.hpp"
#include "tests/proofs/report/harmless.hpp"
#include "tests/proofs/report/read/scored.hpp"
#include "tests/proofs/report/sample.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

Report rescored(Report report) {
  report.score = score(score_input(report));
  return report;
}

}  // namespace

TEST_CASE("explain: a contested contact, the whole screen") {
  CHECK(write_explanation(rescored(sample::contested()), Style::plain) ==
        R"(Why, account by account
  https://alice.example/
    asked   https://alice.example/
    found   a valid proof of key YgHnupF3…, signed 2026-09-21
    rule    a valid token stands in the owner's own place, names this account and is in date ->
            proven (statement.md section 5 (a) to (g))
    counts  yes: group alice.example agrees (quorum.md "Groups")
  https://code.example/alice
    asked   https://code.example/alice
    found   a valid proof of key YgHnupF3…, signed 2026-09-21
    rule    a valid token stands in the owner's own place, names this account and is in date ->
            proven (statement.md section 5 (a) to (g))
    counts  yes: group code.example agrees (quorum.md "Groups")
  https://dating.example/alice
    asked   https://dating.example/alice
    found   a valid proof of key Zq7dVhW0…, signed 2026-09-21
    rule    a valid token stands in the owner's own place, names this account and is in date ->
            proven (statement.md section 5 (a) to (g))
    counts  against it: group dating.example shows a rival (quorum.md "Groups")

Why CONTESTED
  n = 3 groups; f = 1 of them may be hostile: max(1, floor((3 - 1) / 3)); t = 3 must agree:
  floor((3 + 1) / 2) + 1. (quorum.md "Numbers")
  The first row that applies is the verdict (quorum.md "The verdict is about one key"):
    revoked       no: no revocation of key YgHnupF3… was seen
    equivocating  no: no two statements of key YgHnupF3… contradict each other
    confirmed     no: W = 2 < t = 3
    contested     yes: there is a rival: key Zq7dVhW0… (W = 1)

What would change this verdict
  - CONFIRMED if https://dating.example/alice showed key YgHnupF3….
  - https://dating.example/alice: CORROBORATED if it showed nothing when seen; UNDECIDED if it
    could not be reached.
  - CONFIRMED, for key Zq7dVhW0… if https://alice.example/ and https://code.example/alice showed
    key Zq7dVhW0… instead.
)");
}

TEST_CASE("explain: undecided, the row with its numbers, and what its coming back would do") {
  const std::string out = write_explanation(rescored(sample::undecided()), Style::plain);
  CHECK(has(out, "    undecided     yes: W = 2 < t = 3 <= hi = 4: what could not be seen decides\n"));
  CHECK(has(out,
            "    rule    without a whole answer nothing is known, for or against -> unknown: timeout\n"
            "            (statement.md section 4, asking)\n"));
  CHECK(
      has(out,
          "  - CONFIRMED if any one of https://code.example/alice and https://pictures.example/alice/about\n"
          "    showed key YgHnupF3….\n"));
}

TEST_CASE("explain: a group that is set aside, said in its account's lines") {
  Report report = sample::confirmed();
  report.evidence[0].observed = {"code.example"};
  report = rescored(report);
  REQUIRE(report.score.set_aside.size() == 1);
  CHECK(report.score.weight == 6);
  CHECK(has(write_explanation(report, Style::plain), " agrees, but serves another"));
}

TEST_CASE("explain: every reason and flag has a rule and a source") {
  for (int i = 1; !text(static_cast<Reason>(i)).empty(); ++i) {
    const Rule rule = rule_of(Outcome::refuted, static_cast<Reason>(i));
    CHECK_FALSE(rule.words.empty());
    CHECK(rule.source.starts_with("statement.md "));
  }
  for (const Outcome outcome : {Outcome::unknown, Outcome::absent, Outcome::refuted, Outcome::proven})
    CHECK_FALSE(rule_of(outcome, Reason::none).words.empty());
  for (int i = 0; !text(static_cast<Flag>(i)).empty(); ++i)
    CHECK(rule_of(static_cast<Flag>(i)).source.starts_with("statement.md "));
}

TEST_CASE("explain: every answer, its row is the last and it says yes") {
  for (const auto& [name, report] : sample::all()) {
    INFO(name);
    const Report mine = rescored(report);
    const auto rows = verdict_rows(mine);
    CHECK(rows.back().answer == mine.score.answer);
    CHECK(rows.size() == static_cast<std::size_t>(mine.score.answer) + 1);
    const std::string out = write_explanation(mine, Style::plain);
    CHECK(has(out, "What would change this verdict\n  - "));
    for (const AccountVerdict& account : mine.judgement.accounts) CHECK(has(out, account.account.uri()));
  }
}

TEST_CASE("explain: random looks, rows whose numbers are in order") {
  Dice dice(99);
  for (int i = 0; i < 2000; ++i) {
    const Report report = scored(random_look(dice, 6), dice);
    const Score& score = report.score;
    for (const VerdictRow& row : verdict_rows(report)) {
      INFO(text(score.answer) << " " << text(row.answer) << " " << row.because);
      CHECK_FALSE(row.because.empty());
      const bool below = row.because.starts_with("W = " + std::to_string(score.weight) + " < ");
      if (row.answer == Answer::confirmed && below)
        CHECK(score.weight < std::max(score.threshold, score.confirm_at));
      if (row.answer == Answer::corroborated && below) CHECK(score.weight < score.hostile + 1);
    }
  }
}

TEST_CASE("explain: a revocation, for good; a contradiction, only its holder") {
  Report report = sample::revoked();
  CHECK(has(write_explanation(report, Style::plain), "Nothing: a revocation is for good"));
  report = sample::equivocating();
  CHECK(has(write_explanation(report, Style::plain), "only a newer statement of the key's holder"));
}

TEST_CASE("explain: hostile text in every foreign field, nothing raw in the output") {
  for (const std::string& evil : hostile_texts())
    for (const auto& [name, original] : sample::all()) {
      INFO(name);
      Report report = original;
      sample::poison(report, evil);
      check_harmless_screen(write_explanation(report, Style::plain));
    }
}

}  // namespace quorate
