#include "proofs/report/json.hpp"

#include "proofs/report/sentence.hpp"
#include "tests/proofs/report/sample.hpp"
#include "tests/show.hpp"

#include <fstream>
#include <set>
#include <sstream>

namespace quorate {
namespace {

using json::Value;

const Value& at(const Value& value, std::string_view name) {
  const Value* found = value.find(name);
  REQUIRE(found != nullptr);
  return *found;
}

std::vector<std::string> names(const Value& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.members()) names.push_back(name);
  return names;
}

std::set<std::string> texts(const Value& array) {
  std::set<std::string> texts;
  for (const Value& item : array.items()) texts.insert(item.text());
  return texts;
}

Value schema(const std::string& name) {
  std::ifstream file(QUORATE_SOURCE_DIR "/docs/" + name);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  const auto value = json::parse(bytes.str(), 32);
  REQUIRE(value);
  return *value;
}

// The texts of an enumeration that begins at 0 and whose text is empty beyond its end.
template <class Enum>
std::set<std::string> all_texts(int first) {
  std::set<std::string> texts;
  for (int i = first; !text(static_cast<Enum>(i)).empty(); ++i) texts.emplace(text(static_cast<Enum>(i)));
  return texts;
}

}  // namespace

TEST_CASE("report to JSON: every answer, the same members in the same order") {
  const std::vector<std::string> expected = {
      "schema",      "contact",    "subject",        "given_key",  "key",        "verdict",
      "exit_status", "flags",      "sentence",       "speaks_for", "numbers",    "forge_cost",
      "keys",        "rivals",     "groups",         "set_aside",  "missing",    "accounts",
      "policy",      "facts",      "left_out",       "late",       "statements", "proof",
      "history",     "connect_to", "vantage_points", "now",        "versions",   "run"};
  for (const auto& [name, report] : sample::all()) {
    INFO(name);
    const Value value = to_json(report);
    CHECK(names(value) == expected);
    CHECK(at(value, "schema").text() == "quorate.report/1");
    CHECK(at(value, "verdict").text() == text(report.score.answer));
    CHECK(*at(value, "exit_status").integer() == exit_status(report));
    CHECK(at(value, "sentence").text() == sentence(report));
    CHECK(at(value, "now").text() == "2026-11-18T11:06:40Z");
    CHECK(at(value, "accounts").items().size() == report.judgement.accounts.size());
  }
}

TEST_CASE(
    "report to JSON: exit status, 0 where the policy accepts what was corroborated and for nothing else") {
  for (const auto& [name, original] : sample::all()) {
    INFO(name);
    Report report = original;
    CHECK(exit_status(report) == exit_status(report.score.answer));
    report.acceptance = Acceptance::corroborated_too;
    const bool corroborated = report.score.answer == Answer::corroborated;
    CHECK(*at(to_json(report), "exit_status").integer() ==
          (corroborated ? 0 : exit_status(report.score.answer)));
  }
}

TEST_CASE("report to JSON: an account, as it was judged and grouped") {
  const Value value = to_json(sample::confirmed_with_outage());
  const Value& first = at(value, "accounts").items()[0];
  CHECK(at(first, "account").text() == "https://alice.example/");
  CHECK(at(first, "standing").text() == "anchored");
  CHECK(at(first, "outcome").text() == "proven");
  CHECK(at(first, "reason").text().empty());
  CHECK(at(first, "since").text() == "2026-09-21T14:13:20Z");
  CHECK(at(at(first, "proven_for").items()[0], "id").text() == sample::alice_key().key.id);
  const Value& down = at(value, "accounts").items()[5];
  CHECK(at(down, "outcome").text() == "unknown");
  CHECK(at(down, "reason").text() == "TCP");
  CHECK(at(down, "detail").text() == "connection refused");
  CHECK(at(down, "since").kind() == json::Kind::null);
  CHECK(at(at(at(down, "by_kind"), "native"), "reason").text() == "TCP");
  CHECK(at(at(at(down, "by_kind"), "keybase"), "outcome").text() == "absent");
  CHECK(at(at(value, "accounts").items()[4], "flags").items()[0].text() == "stale");
}

TEST_CASE("report to JSON: an account of a company, with who runs its host") {
  const Value account = at(to_json(sample::in_groups()), "accounts").items()[2];
  CHECK(at(account, "group").text() == "bigcorp");
  CHECK(at(account, "domain").text() == "code.example");
  REQUIRE(at(account, "ties").items().size() == 1);
  CHECK(at(account, "ties").items()[0].text() == "Forge, of bigcorp");
}

TEST_CASE("report to JSON: required accounts that are missing, listed") {
  Report report = sample::insufficient();
  CHECK(at(to_json(report), "missing").items().empty());
  report.score.missing = {"https://code.example/alice"};
  CHECK(at(to_json(report), "missing").items()[0].text() == "https://code.example/alice");
}

TEST_CASE("report to JSON: numbers and margins, also below zero") {
  const Value numbers = at(to_json(sample::contested()), "numbers");
  CHECK(
      json::write(numbers) ==
      R"({"groups":3,"hostile":1,"threshold":3,"confirm_at":3,"weight":2,"low":2,"high":2,"exact":true,"margins":{"forge":1,"unique":0,"rival":1}})");
  CHECK(*at(at(at(to_json(sample::key_changed()), "numbers"), "margins"), "rival").integer() == -3);
}

TEST_CASE("report to JSON: speaks for, proven, claimed or null") {
  CHECK(json::write(at(to_json(sample::confirmed()), "speaks_for")) ==
        R"({"subject":"mimi://im.example/u/alice","state":"proven"})");
  CHECK(json::write(at(to_json(sample::contested()), "speaks_for")) ==
        R"({"subject":"mimi://im.example/u/alice","state":"claimed"})");
  CHECK(at(to_json(sample::tied()), "speaks_for").kind() == json::Kind::null);
  CHECK(at(to_json(sample::nothing_named()), "speaks_for").kind() == json::Kind::null);
}

TEST_CASE("report to JSON: the tokens that prove a revocation or a contradiction, whole") {
  const Value revoked = at(to_json(sample::revoked()), "proof");
  REQUIRE(revoked.items().size() == 1);
  CHECK(at(revoked.items()[0], "state").text() == "revoked");
  CHECK(at(revoked.items()[0], "tokens").items()[0].text() == "eyJ.revocation.c2ln");
  const Value pair = at(to_json(sample::equivocating()), "proof");
  CHECK(at(pair.items()[0], "state").text() == "equivocating");
  CHECK(at(pair.items()[0], "tokens").items().size() == 2);
  CHECK(at(to_json(sample::confirmed()), "proof").items().empty());

  Report report = sample::revoked();
  report.judgement.keys[0].proof = {std::string(200000, 'A')};
  CHECK(at(at(to_json(report), "proof").items()[0], "tokens").items()[0].text().size() == 200000);
}

TEST_CASE("report to JSON: vantage points, by name; none where there was one path") {
  Report report = sample::confirmed();
  CHECK(at(to_json(report), "vantage_points").items().empty());
  report.vantages = {"here", "tor"};
  REQUIRE(at(to_json(report), "vantage_points").items().size() == 2);
  CHECK(at(to_json(report), "vantage_points").items()[1].text() == "tor");
}

TEST_CASE("report to JSON: connect_to, contact, keys, statements") {
  CHECK(at(to_json(sample::in_groups()), "connect_to").text() == "127.0.0.1:8443");
  CHECK(at(to_json(sample::confirmed()), "connect_to").kind() == json::Kind::null);
  CHECK(at(to_json(sample::confirmed_with_outage()), "contact").text() == "Alice");
  CHECK(at(at(to_json(sample::key_changed()), "given_key"), "kind").text() == "native");
  CHECK(at(to_json(sample::contested()), "rivals").items().size() == 1);
  CHECK(at(to_json(sample::contested()), "keys").items().size() == 2);
  const Value statement = at(to_json(sample::confirmed()), "statements").items()[0];
  CHECK(at(statement, "unknown_claims").items()[0].text() == "favourite_colour");
  CHECK(at(at(statement, "clients").items()[0], "uri").text() == "mimi://im.example/d/alice/phone");
  CHECK(at(statement, "expires_at").text() == "2027-09-21T14:13:20Z");
}

TEST_CASE("report to JSON: a time that RFC 3339 cannot write, null and not a guess") {
  Report report = sample::insufficient();
  report.judgement.accounts[0].since = 999999999999999;
  report.now = -999999999999999;
  const Value value = to_json(report);
  CHECK(at(at(value, "accounts").items()[0], "since").kind() == json::Kind::null);
  CHECK(at(value, "now").kind() == json::Kind::null);
}

TEST_CASE("schemas: their lists of outcomes, reasons and flags, those of the code") {
  for (const std::string name : {"report.schema.json", "verify.schema.json"}) {
    INFO(name);
    const Value defs = at(schema(name), "$defs");
    std::set<std::string> reasons = all_texts<Reason>(1);
    reasons.insert("");
    CHECK(texts(at(at(defs, "reason"), "enum")) == reasons);
    CHECK(texts(at(at(defs, "flag"), "enum")) == all_texts<Flag>(0));
    std::set<std::string> outcomes;
    for (const Outcome outcome : {Outcome::unknown, Outcome::absent, Outcome::refuted, Outcome::proven})
      outcomes.emplace(text(outcome));
    CHECK(texts(at(at(defs, "outcome"), "enum")) == outcomes);
  }
}

TEST_CASE("schemas: their lists of verdicts, flags and states of groups, those of the code") {
  const Value properties = at(schema("report.schema.json"), "properties");
  std::set<std::string> answers;
  for (int i = 0; i <= static_cast<int>(Answer::insufficient); ++i)
    answers.emplace(text(static_cast<Answer>(i)));
  CHECK(answers.size() == 8);
  CHECK(texts(at(at(properties, "verdict"), "enum")) == answers);
  CHECK(texts(at(at(at(properties, "flags"), "items"), "enum")) == all_texts<ScoreFlag>(0));
  std::set<std::string> states;
  for (int i = 0; i <= static_cast<int>(GroupState::silent); ++i)
    states.emplace(text(static_cast<GroupState>(i)));
  const Value& group = at(at(at(at(properties, "groups"), "items"), "properties"), "state");
  CHECK(texts(at(group, "enum")) == states);
}

TEST_CASE("schemas: their list of events, that of the code") {
  const Value history = at(at(schema("report.schema.json"), "$defs"), "history");
  const Value& event = at(at(at(history, "properties"), "events"), "items");
  std::set<std::string> kinds;
  for (int i = 0; i < event_kinds; ++i) kinds.emplace(text(static_cast<EventKind>(i)));
  CHECK(kinds.size() == event_kinds);
  CHECK(texts(at(at(at(event, "properties"), "event"), "enum")) == kinds);
}

TEST_CASE("report to JSON: without a history null, with one what it says") {
  CHECK(at(to_json(sample::confirmed()), "history").kind() == json::Kind::null);
  const Value history = at(to_json(sample::remembered()), "history");
  CHECK(*at(history, "looks").integer() == 12);
  CHECK(at(at(history, "pin"), "accounts").items().size() == 1);
  CHECK(at(history, "events").items().size() == static_cast<std::size_t>(event_kinds));
  CHECK(at(at(history, "better"), "verdict").text() == "confirmed");
  CHECK(at(at(to_json(sample::first_look()), "history"), "last_look").kind() == json::Kind::null);
}

}  // namespace quorate
