#include "proofs/scan/summary/summary.hpp"

#include "proofs/scan/summary/json.hpp"
#include "tests/proofs/scan/summary/made_up.hpp"
#include "tests/show.hpp"

#include <random>

namespace quorate {
namespace {

constexpr SummaryRoom small{20, 8};

ScoreFacts confirmed_at(std::uint64_t weight, std::uint64_t confirm_at) {
  ScoreFacts score;
  score.answer = Answer::confirmed;
  score.groups = 3;
  score.weight = weight;
  score.confirm_at = confirm_at;
  score.group_list = {{"Forge Inc", Keep::listed, GroupState::agrees},
                      {"alice.example", Keep::sampled, GroupState::agrees},
                      {"Chat Ltd", Keep::listed, GroupState::silent}};
  return score;
}

std::uint64_t falls(const Summary& summary, const std::string& name) {
  return summary.operators.rows().at(name).falls;
}

}  // namespace

TEST_CASE("sum up: a confirmed identity with nothing to spare, falls with each operator that agrees") {
  Summary summary(small);
  summary.add(TargetFacts{"confirmed", confirmed_at(2, 2), 1'780'000'000});
  CHECK(falls(summary, "Forge Inc") == 1);
  CHECK(falls(summary, "alice.example") == 1);
  CHECK(falls(summary, "Chat Ltd") == 0);
  CHECK(summary.spare.of(0) == 1);
}

TEST_CASE("sum up: a confirmed identity with one to spare, falls with none") {
  Summary summary(small);
  summary.add(TargetFacts{"confirmed", confirmed_at(3, 2), 1'780'000'000});
  CHECK(falls(summary, "Forge Inc") == 0);
  CHECK(summary.operators.rows().at("Forge Inc").agrees == 1);
  CHECK(summary.operators.rows().at("Chat Ltd").named == 1);
  CHECK(summary.operators.rows().at("Chat Ltd").agrees == 0);
  CHECK(summary.spare.of(1) == 1);
}

TEST_CASE("sum up: what is not confirmed, cannot fall") {
  Summary summary(small);
  ScoreFacts score = confirmed_at(2, 2);
  score.answer = Answer::contested;
  summary.add(TargetFacts{"contested", score, 1'780'000'000});
  CHECK(falls(summary, "Forge Inc") == 0);
  CHECK(summary.weight_confirmed.total() == 0);
  CHECK(summary.weight.of(2) == 1);
}

TEST_CASE("sum up: a target without a verdict, counts for its state alone") {
  Summary summary(small);
  summary.add(TargetFacts{"malformed", std::nullopt, 0});
  CHECK(summary.targets == 1);
  CHECK(summary.states.rows().at("malformed").count == 1);
  CHECK(summary.weight.total() == 0);
  CHECK_FALSE(summary.first);
}

TEST_CASE("sum up: accounts, count by outcome, service, kind, reason, operator and time") {
  Summary summary(small);
  AccountFacts account;
  account.kind = "page";
  account.services = {"forge"};
  account.group = "Forge Inc";
  account.keep = Keep::listed;
  account.reason = Reason::timed_out;
  account.microseconds = 1000;
  summary.add(account);
  account.outcome = Outcome::proven;
  account.reason = Reason::none;
  account.key_types = {"ed25519", "keybase"};
  account.expires_in = 8 * 86'400;
  summary.add(account);
  account.services.clear();
  account.microseconds.reset();
  account.outcome = Outcome::absent;
  summary.add(account);
  CHECK(summary.outcomes.by_outcome == std::array<std::uint64_t, 4>{1, 1, 0, 1});
  CHECK(summary.services.rows().at("forge").accounts.total() == 2);
  CHECK(summary.services.rows().at("forge").times.total() == 2);
  CHECK(summary.services.rows().at(std::string(no_service_name)).accounts.of(Outcome::absent) == 1);
  CHECK(summary.kinds.rows().at("page").total() == 3);
  CHECK(summary.reasons.rows().at(std::string(text(Reason::timed_out))).of(Outcome::unknown) == 1);
  CHECK(summary.operators.rows().at("Forge Inc").accounts.total() == 3);
  CHECK(summary.key_types.rows().at("keybase").count == 1);
  CHECK(summary.expiry[static_cast<std::size_t>(Expiry::month)] == 1);
  CHECK(summary.times.total() == 2);
  CHECK(summary.errors[static_cast<std::size_t>(ErrorClass::timeout)] == 1);
}

TEST_CASE("class an expiry: both sides of every edge") {
  constexpr std::int64_t day = 86'400;
  CHECK(expiry_class(std::nullopt) == Expiry::unsaid);
  CHECK(expiry_class(-1) == Expiry::ended);
  CHECK(expiry_class(0) == Expiry::ended);
  CHECK(expiry_class(1) == Expiry::week);
  CHECK(expiry_class(7 * day) == Expiry::week);
  CHECK(expiry_class(7 * day + 1) == Expiry::month);
  CHECK(expiry_class(30 * day + 1) == Expiry::quarter);
  CHECK(expiry_class(90 * day + 1) == Expiry::half_year);
  CHECK(expiry_class(182 * day + 1) == Expiry::year);
  CHECK(expiry_class(366 * day) == Expiry::year);
  CHECK(expiry_class(366 * day + 1) == Expiry::later);
}

TEST_CASE("merge summaries: any division and any order, gives the summary of the whole") {
  constexpr std::uint64_t targets = 600;  // with as many own domains, and room for 20
  Summary whole(small);
  for (std::uint64_t i = 0; i < targets; ++i) add(whole, make_up_target(1, i));
  CHECK_FALSE(whole.operators.complete());
  std::mt19937_64 random(2);
  for (int round = 0; round < 10; ++round) {
    std::vector<Summary> parts(3, Summary(small));
    for (std::uint64_t i = targets; i-- > 0;) add(parts[random() % parts.size()], make_up_target(1, i));
    Summary left = parts[0];  // (a + b) + c
    left.merge(parts[1]);
    left.merge(parts[2]);
    Summary right = parts[1];  // a + (b + c)
    right.merge(parts[2]);
    Summary outer = parts[0];
    outer.merge(right);
    Summary turned = parts[2];  // c + a + b
    turned.merge(parts[0]);
    turned.merge(parts[1]);
    CHECK(left == whole);
    CHECK(outer == whole);
    CHECK(turned == whole);
    CHECK(write_summary(turned) == write_summary(whole));
  }
}

TEST_CASE("merge summaries: an empty one, changes nothing") {
  Summary whole(small);
  for (std::uint64_t i = 0; i < 50; ++i) add(whole, make_up_target(3, i));
  Summary merged = whole;
  merged.merge(Summary(small));
  CHECK(merged == whole);
  Summary other(small);
  other.merge(whole);
  CHECK(other == whole);
}

TEST_CASE("sum up: ever more targets, the summary grows no further") {
  Summary summary(small);
  std::size_t before = 0;
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    add(summary, make_up_target(4, i));
    if (i == 2'000) before = write_summary(summary).size();
  }
  CHECK(write_summary(summary).size() < before * 3 / 2);  // digits, and times seen for the first time
  CHECK(summary.operators.rows().size() == small.operators);
}

TEST_CASE("write a summary: any, is JSON with its schema and adds up") {
  Summary summary(small);
  for (std::uint64_t i = 0; i < 300; ++i) add(summary, make_up_target(5, i));
  const auto read = json::parse(write_summary(summary), 16);
  REQUIRE(read);
  CHECK(*read->find_string("schema") == report_schema_of_scan);
  CHECK(read->find("targets")->integer().value() == 300);
  std::int64_t states = 0;
  for (const json::Value& row : read->find("states")->find("rows")->items())
    states += row.find("count")->integer().value();
  CHECK(states == 300);
  const json::Value* operators = read->find("operators");
  std::int64_t accounts = operators->find("others")->find("proven")->integer().value() +
                          operators->find("small")->find("proven")->integer().value();
  CHECK(write_summary(summary).find("person") == std::string::npos);
  for (const json::Value& row : operators->find("rows")->items())
    accounts += row.find("proven")->integer().value();
  CHECK(accounts == read->find("outcomes")->find("proven")->integer().value());
}

TEST_CASE("write a summary: names that would move a terminal, come out printable") {
  Summary summary(small);
  summary.add(TargetFacts{"\x1b[2J\xff", std::nullopt, 0});
  const std::string written = write_summary(summary);
  CHECK(written.find("\\u001b") == std::string::npos);
  CHECK(written.find("u{1b}[2J\xef\xbf\xbd") != std::string::npos);
}

}  // namespace quorate
