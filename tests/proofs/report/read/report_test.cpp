#include "proofs/report/read/report.hpp"

#include "proofs/report/json.hpp"
#include "tests/proofs/report/read/scored.hpp"
#include "tests/proofs/report/sample.hpp"
#include "tests/proofs/score/random_look.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

// Every sample, with the score that follows from it.
std::vector<std::pair<std::string, Report>> samples() {
  auto all = sample::all();
  for (auto& [name, report] : all) {
    report.score = score(score_input(report));
    report.hindsight.reset();
  }
  return all;
}

std::string written(const Report& report) { return json::write(to_json(report)); }

std::string problem(const std::string& bytes) {
  const auto reports = read_reports(bytes);
  return reports ? "" : reports.error().detail;
}

// The text with its first `from` replaced.
std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != text.npos);
  return text.replace(at, from.size(), to);
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("read report: every sample, the same JSON again but for the devices of statements") {
  for (auto& [name, report] : samples()) {
    INFO(name);
    for (Statement& statement : report.judgement.statements) statement.clients.clear();
    const auto read = read_reports(written(report));
    REQUIRE(read);
    REQUIRE(read->size() == 1);
    CHECK(read->front().score == report.score);
    CHECK(written(read->front()) == written(report));
  }
}

TEST_CASE("read report: held against earlier looks, refused and not half believed") {
  for (Report report : {sample::remembered(), sample::first_look()}) {
    report.score = score(score_input(report));
    CHECK(has(problem(written(report)), "was held against earlier looks (--history)"));
  }
}

TEST_CASE("read report: a statement with devices, read without them") {
  Report report = sample::confirmed();
  report.score = score(score_input(report));
  const auto read = read_reports(written(report));
  REQUIRE(read);
  CHECK(read->front().judgement.statements.at(0).seq == 1790000000);
  CHECK(read->front().judgement.statements.at(0).clients.empty());
}

TEST_CASE("read report: random looks, the identical score") {
  Dice dice(20261123);
  for (int i = 0; i < 300; ++i) {
    const Report report = scored(random_look(dice, 8), dice);
    const auto read = read_reports(written(report));
    REQUIRE(read);
    REQUIRE(read->front().score == report.score);
    REQUIRE(score(score_input(read->front())) == score(score_input(report)));
    REQUIRE(written(read->front()) == written(report));
  }
}

TEST_CASE("read report: several, one a line, indented, or with empty lines between") {
  const std::string one = written(samples()[0].second);
  const std::string other = written(samples()[2].second);
  const auto reports =
      read_reports(one + "\n\n" + json::write_pretty(*json::parse(other, 16)) + "\r\n" + one);
  REQUIRE(reports);
  REQUIRE(reports->size() == 3);
  CHECK((*reports)[1].score.answer == Answer::contested);
}

TEST_CASE("read report: a verdict, a number, a key or a group that does not follow, refused") {
  const std::string contested = written(samples()[2].second);
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {R"("verdict":"contested")", R"("verdict":"confirmed")"},
           {R"("exit_status":1)", R"("exit_status":0)"},
           {R"("threshold":3)", R"("threshold":2)"},
           {R"("margins":{"forge":1)", R"("margins":{"forge":2)"},
           {R"("state":"rival")", R"("state":"silent")"},
           {R"("domain_weight":2)", R"("domain_weight":3)"},
           {R"("missing":[])", R"("missing":["https://alice.example/"])"},
           {R"("quorum":null)", R"("quorum":1)"}}) {
    INFO(from);
    CHECK(has(problem(replaced(contested, from, to)),
              "line 1: the report does not follow from its own evidence: "));
  }
  CHECK(has(problem(replaced(contested, R"("verdict":"contested")", R"("verdict":"confirmed")")),
            R"(verdict says "confirmed", and "contested" follows)"));
}

TEST_CASE("read report: malformed, said where") {
  const std::string good = written(samples()[2].second);
  CHECK(problem("") == "holds no report");
  CHECK(problem(" \n\t\n") == "holds no report");
  CHECK(problem("subject: mimi://im.example/u/alice\n") == "line 1: a JSON object is wanted here");
  CHECK(problem(good + "\n[]") == "line 2: a JSON object is wanted here");
  CHECK(has(problem("\n" + good.substr(0, good.size() / 2)),
            "line 2: the object that begins here does not end"));
  CHECK(has(problem(R"({"schema":"quorate.verify/1"})"),
            R"(the schema is "quorate.verify/1"; wanted is "quorate.report/1")"));
  CHECK(has(problem("{}"), "the schema is not named"));
  CHECK(has(problem(replaced(good, R"("outcome":"proven")", R"("outcome":"Proven")")),
            R"(line 1: accounts[0].outcome: unknown word "Proven")"));
  CHECK(has(problem(replaced(good, R"("standing":"anchored")", R"("standing":1)")),
            "accounts[0].standing: a text is wanted here"));
  CHECK(has(problem(replaced(good, R"("domain":)", R"("dominion":)")), R"(accounts[0]: no member "domain")"));
  CHECK(has(problem(replaced(good, R"("left_out":0)", R"("left_out":-1)")), "left_out: a whole number"));
  CHECK(has(problem(replaced(good, R"("left_out":0)", R"("left_out":0.5)")), "left_out: a whole number"));
  CHECK(has(problem(replaced(good, R"("left_out":0)", R"("left_out":0,"right_out":0)")),
            R"(unknown member "right_out")"));
  CHECK(has(problem(replaced(good, R"("domain":)", R"("more":1,"domain":)")),
            R"(accounts[0]: unknown member "more")"));
  CHECK(has(problem(replaced(good, R"("account":"https://alice.example/","standing")",
                             R"("account":"alice","standing")")),
            "accounts[0].account: "));
  CHECK(has(problem(replaced(good, R"("now":"2026-)", R"("now":"20-)")), "now: "));
  CHECK(has(problem(replaced(good, R"("accept":["confirmed"])", R"("accept":{})")), "policy.accept: a list"));
  CHECK(
      has(problem(replaced(good, R"("hostile":null)", R"("hostile":0)")), "policy.hostile: a whole number"));
  CHECK(has(problem(replaced(replaced(good, R"("hostile":null)", R"("hostile":1)"), R"("quorum":null)",
                             R"("quorum":2)")),
            "exclude each other"));
}

TEST_CASE("read report: too large, and too many in one list, refused") {
  CHECK(read_reports(std::string(max_reports_bytes + 1, ' ')).error().code == Code::over_limit);
  std::string many = R"("left_out":0)";
  std::string list = R"("required":["https://alice.example/")";
  for (int i = 0; i < 5000; ++i) list += R"(,"x")";
  CHECK(has(problem(replaced(written(samples()[2].second), R"("required":[)", list + "],\"z\":[")),
            "policy.required: a list of more than 4096"));
}

TEST_CASE("read report: cut anywhere, an error and never half a report") {
  const std::string good = written(samples()[0].second);
  for (std::size_t size = 1; size < good.size(); size += 37) CHECK_FALSE(read_reports(good.substr(0, size)));
  for (std::size_t at = 0; at < good.size(); at += 101) {
    std::string broken = good;
    broken.erase(at, 1);
    const auto read = read_reports(broken);
    if (read) CHECK(read->front().score.answer == Answer::confirmed);
  }
}

}  // namespace quorate
