// What reports say of keys that ended, contradict themselves or hand over by halves, and of policies that are
// too easy to meet.
#include "proofs/report/advice.hpp"
#include "proofs/report/sentence.hpp"
#include "proofs/report/text.hpp"
#include "tests/proofs/report/sample.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

Report rescored(Report report) {
  report.score = score(score_input(report));
  return report;
}

KeyFacts facts(const Speaker& speaker, KeyState state) { return {speaker, state, {}, {}, {}, {}}; }

Statement statement_of(const Speaker& speaker) {
  Statement statement = sample::alice_statement();
  statement.kid = speaker.key.id;
  return statement;
}

}  // namespace

TEST_CASE("ended: a revoked key that the contact does not name, named with what to do") {
  Report report = sample::revoked();
  report.judgement.keys = {facts(sample::alice_key(), KeyState::revoked)};
  report = rescored(report);
  CHECK(report.score.answer == Answer::insufficient);
  CHECK(has(sentence(report), "Its owner has revoked key YgHnupF3…: nothing that shows it counts."));
  CHECK(
      advice(report) ==
      "Do not use key YgHnupF3… any more. Ask the person over another channel for their new key, and to put "
      "its statement on alice.example, code.example and im.example.");
}

TEST_CASE("ended: a revoked key of somebody else, not spoken of") {
  Report report = sample::revoked();
  Speaker other = sample::alice_key();
  other.subject = "mimi://im.example/u/bob";
  report.judgement.keys = {facts(other, KeyState::revoked)};
  report = rescored(report);
  CHECK(revoked_keys(report).empty());
  CHECK_FALSE(has(sentence(report), "has revoked key"));
}

TEST_CASE("ended: a key that contradicts itself claims nobody, proven or unproven") {
  Report report = sample::equivocating();
  const std::string out = write_text(report, Style::plain);
  CHECK(has(sentence(report),
            "The holder of key YgHnupF3…, in the name of mimi://im.example/u/alice, has signed two"));
  CHECK_FALSE(has(out, "unproven"));
  CHECK(has(out, "\n         contradicts itself: speaks for nobody\n"));
  CHECK(has(advice(report), "--proof FILE keeps both statements as proof."));
  CHECK(has(write_text(sample::revoked(), Style::plain), "\n         revoked: speaks for nobody any more\n"));
}

TEST_CASE("ended: a successor that does not name the key back, said beside the key and in the advice") {
  Report report = sample::contested();
  report.judgement.statements = {statement_of(sample::alice_key()), statement_of(sample::villain_key())};
  report.judgement.statements[0].next = sample::villain_key().key.id;
  CHECK(half_rotation(report, sample::alice_key()).missing == HalfRotation::successor_silent);
  CHECK(half_rotation(report, sample::villain_key()).missing == HalfRotation::none);
  CHECK(has(write_text(report, Style::plain),
            "names key Zq7dVhW0… as its successor, which was not seen to name it back: no rotation yet\n"));
  CHECK(advice(report).starts_with("Key YgHnupF3… names the other one as its successor"));
  CHECK(has(advice(report), "half done"));
}

TEST_CASE(
    "ended: a key that says it takes over, and is not named, is told by that and gets no advice of its own") {
  Report report = sample::contested();
  report.judgement.statements = {statement_of(sample::villain_key())};
  report.judgement.statements[0].prev = sample::alice_key().key.id;
  CHECK(has(write_text(report, Style::plain),
            "says that it takes over from key YgHnupF3…, which was not seen to name it: no rotation\n"));
  CHECK(advice(report).starts_with("Do not accept either key yet."));
}

TEST_CASE("ended: a whole rotation, no word of halves") {
  Report report = sample::contested();
  report.judgement.statements = {statement_of(sample::alice_key())};
  report.judgement.statements[0].next = sample::villain_key().key.id;
  for (KeyFacts& facts : report.judgement.keys)
    facts.joined = {facts.speaker == sample::alice_key() ? sample::villain_key().key
                                                         : sample::alice_key().key};
  CHECK(half_rotation(report, sample::alice_key()).missing == HalfRotation::none);
}

TEST_CASE("ended: a policy's quorum of one is not what is missing") {
  Report report = sample::insufficient();
  report.rule.quorum = 1;
  report = rescored(report);
  CHECK(report.score.answer == Answer::insufficient);
  CHECK(has(sentence(report),
            "the policy asks for 1, but as 1 service may be hostile, fewer than 2 say nothing."));
  CHECK_FALSE(has(sentence(report), "a quorum takes 1"));
}

}  // namespace quorate
