#include "proofs/report/verify/json.hpp"
#include "proofs/report/verify/text.hpp"
#include "tests/proofs/report/harmless.hpp"
#include "tests/proofs/report/sample.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

std::string member(const json::Value& value, std::string_view name) {
  const json::Value* found = value.find(name);
  return found == nullptr ? "(missing)" : json::write(*found);
}

}  // namespace

TEST_CASE("verify report: the account's own verdict, picked out of a judgement") {
  const Report checked = sample::confirmed_with_outage();
  Context context;
  context.subject = std::string(sample::alice);
  context.now = sample::now;
  const auto work = Account::parse("https://work.example/in/alice-example");
  const VerifyReport report = verify_report(*work, checked.judgement, context);
  CHECK(report.verdict.outcome == Outcome::proven);
  CHECK(report.flags == std::vector{Flag::stale});
  CHECK(report.proven == std::vector{sample::alice_key()});
  CHECK(report.since == sample::signed_at);
  CHECK(report.subject == sample::alice);
  CHECK(report.now == sample::now);
}

TEST_CASE("verify report: an account that was not judged, unknown") {
  const auto account = Account::parse("https://other.example/");
  const VerifyReport report = verify_report(*account, sample::confirmed().judgement, {});
  CHECK(report.verdict.outcome == Outcome::unknown);
  CHECK(report.verdict.reason == Reason::not_looked);
  CHECK(report.proven.empty());
}

TEST_CASE("exit status of verify: 0 proven, 1 absent or refuted, 3 unknown") {
  CHECK(exit_status(Outcome::proven) == 0);
  CHECK(exit_status(Outcome::absent) == 1);
  CHECK(exit_status(Outcome::refuted) == 1);
  CHECK(exit_status(Outcome::unknown) == 3);
}

TEST_CASE("verify to JSON: every reason, exactly its text") {
  VerifyReport report = sample::verify_refuted();
  for (int i = 1; !text(static_cast<Reason>(i)).empty(); ++i) {
    report.verdict.reason = static_cast<Reason>(i);
    const json::Value value = to_json(report);
    CHECK(*value.find_string("reason") == text(report.verdict.reason));
    CHECK(*value.find_string("outcome") == "refuted");
  }
}

TEST_CASE("verify to JSON: what the file proves and says") {
  const json::Value value = to_json(sample::verify_proven());
  CHECK(member(value, "schema") == R"("quorate.verify/1")");
  CHECK(member(value, "account") == R"("mimi://im.example/u/alice")");
  CHECK(member(value, "subject") == "null");
  CHECK(member(value, "outcome") == R"("proven")");
  CHECK(member(value, "reason") == R"("")");
  CHECK(member(value, "exit_status") == "0");
  CHECK(member(value, "flags") == R"(["stale"])");
  CHECK(member(value, "since") == R"("2026-09-21T14:13:20Z")");
  const json::Value& statement = value.find("statements")->items().at(0);
  CHECK(member(statement, "seq") == "1790000000");
  CHECK(member(statement, "retired") == R"(["https://old.example/alice"])");
  CHECK(member(statement, "unknown_claims") == R"(["favourite_colour"])");
  CHECK(member(to_json(sample::verify_refuted()), "since") == "null");
}

TEST_CASE("verify to text: refuted, the whole screen") {
  CHECK(write_text(sample::verify_refuted(), Style::plain) ==
        R"(REFUTED: account not named  https://evil.example/

What stands in this file does not prove https://evil.example/: the newest statement of the key
does not list this account.

Key      urn:ietf:params:oauth:jwk-thumbprint:sha-256:YgHnupF3tA1bqJ2u0cKm5vXr8sPz4dLwEo9iRjTfQyU
         claims mimi://im.example/u/alice, unproven
Signed   2026-09-21T14:13:20Z, number 1790000000
Expires  2027-09-21T14:13:20Z
Names    https://alice.example/
         mimi://im.example/u/alice
Gave up  https://old.example/alice
Device   mimi://im.example/d/alice/phone (the key's word, not the device's)
Ignored  the claim "favourite_colour", which this version does not know
)");
}

TEST_CASE("verify to text: proven, and that the place decides") {
  const std::string out = write_text(sample::verify_proven(), Style::plain);
  CHECK(out.starts_with("PROVEN  mimi://im.example/u/alice\n"));
  CHECK(has(out, "It counts only where that"));
  CHECK(has(out, "speaks for mimi://im.example/u/alice\n"));
  CHECK(has(out, "Flag     stale\n"));
}

TEST_CASE("verify to text: another account than the subject, claimed only") {
  VerifyReport report = sample::verify_proven();
  report.account = *Account::parse("https://alice.example/");
  CHECK_FALSE(has(write_text(report, Style::plain), "speaks for"));
  CHECK(has(write_text(report, Style::plain), "claims mimi://im.example/u/alice, unproven\n"));
}

TEST_CASE("verify to text: absent, unknown, expired, and a Keybase key without a statement") {
  VerifyReport report = sample::verify_refuted();
  report.statements.clear();
  report.verdict = {Outcome::absent, Reason::none, "nothing there"};
  CHECK(write_text(report, Style::plain) ==
        "ABSENT  https://evil.example/\n\nNo proof stands in this file.\n");
  report.verdict = {Outcome::unknown, Reason::no_statement, ""};
  CHECK(has(write_text(report, Style::plain), "UNKNOWN: no statement  https://evil.example/\n"));
  CHECK(has(write_text(report, Style::plain), "cannot be said: a badge stands there"));
  report.verdict = {Outcome::refuted, Reason::not_yet_valid, ""};
  CHECK(has(write_text(report, Style::plain), "wrong?\n"));

  VerifyReport late = sample::verify_proven();
  late.now = sample::now + 100000000;
  CHECK(has(write_text(late, Style::plain), "Expired  2027-09-21T14:13:20Z\n"));

  const std::string keybase = write_text(sample::verify_keybase(), Style::plain);
  CHECK(has(keybase, "Key      0120f1c6a1b2"));
  CHECK(has(keybase, "claims https://keybase.io/alice, unproven\nSigned   2026-09-21T14:13:20Z\n"));
}

TEST_CASE("verify to text and JSON: hostile text in every foreign field, nothing raw in the output") {
  for (const std::string& evil : hostile_texts())
    for (VerifyReport report :
         {sample::verify_proven(), sample::verify_refuted(), sample::verify_keybase()}) {
      sample::poison(report, evil);
      check_harmless_screen(write_text(report, Style::plain));
      check_harmless_line(json::write(to_json(report)));
    }
}

}  // namespace quorate
