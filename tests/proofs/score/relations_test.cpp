#include "proofs/score/score.hpp"
#include "tests/proofs/score/cases.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

// `look` where these accounts are seen to be served by the network.
ScoreInput behind(ScoreInput input, const std::vector<std::size_t>& accounts) {
  for (const std::size_t account : accounts)
    input.accounts[account] = served_by(input.accounts[account], {"Network"});
  return input;
}

std::string group(unsigned account) { return "s" + std::to_string(account) + ".example"; }

}  // namespace

TEST_CASE("score: accounts that one operator is seen to serve, count once and stay in n") {
  const Score free = score(look(5, 5));
  const Score s = score(behind(look(5, 5), {1, 2, 4}));
  CHECK(free.weight == 5);
  CHECK(s.weight == 3);
  CHECK(s.high == 3);
  CHECK(s.groups == 5);
  CHECK(s.threshold == free.threshold);
  CHECK(s.confirm_at == free.threshold);
  CHECK(s.answer == Answer::corroborated);
  CHECK(s.set_aside.size() == 2);
  CHECK(s.group_scores == free.group_scores);
  CHECK(s.exact);
  CHECK(s.margin_forge == 2);
  CHECK(s.margin_unique == 0);
  CHECK(s.keys.front().weight == 3);
  CHECK(s.keys.front().domain_weight == 5);
}

TEST_CASE("score: a host that points at every group, takes only itself out") {
  ScoreInput input = look(5, 5);
  input.accounts[0] = served_by(input.accounts[0], {group(1), group(2), group(3), group(4)});
  const Score s = score(input);
  CHECK(s.weight == 4);
  CHECK(s.answer == Answer::confirmed);
  CHECK(s.set_aside == std::vector<std::string>{group(0)});
}

TEST_CASE("score: whichever of two hosts the other's group serves, one of them counts") {
  for (const unsigned served : {0U, 4U}) {
    ScoreInput input = look(5, 5);
    input.accounts[served] = served_by(input.accounts[served], {group(4 - served)});
    const Score s = score(input);
    CHECK(s.weight == 4);
    CHECK(s.set_aside.size() == 1);
  }
}

TEST_CASE("score: a host served by a group that shows nothing, counts") {
  ScoreInput input = look(4, 3);
  input.accounts[0] = served_by(input.accounts[0], {group(3), "Elsewhere"});
  CHECK(score(input).weight == 3);
  CHECK(score(input).set_aside.empty());
}

TEST_CASE("score: another account of the group that nothing relates, stands for it") {
  ScoreInput input = look(3, 3);
  input.accounts[0] = served_by(input.accounts[0], {group(1)});
  CHECK(score(input).weight == 2);
  AccountEvidence second = in_domain(shows("second", k), group(0));
  input.accounts.push_back(second);
  CHECK(score(input).weight == 3);
  CHECK(score(input).answer == Answer::confirmed);
  // It cannot stand for it when what it shows is too old, or when it shows nothing.
  input.accounts.back().outdated = {k};
  CHECK(score(input).weight == 2);
  input.accounts.back() = in_domain(silent("second"), group(0));
  CHECK(score(input).weight == 2);
}

TEST_CASE("score: two accounts of a group beside related hosts, one in W; one that was not seen, in none") {
  ScoreInput input = look(3, 3);
  input.accounts[0] = served_by(input.accounts[0], {group(1)});
  input.accounts.push_back(in_domain(shows("second", k), group(2)));
  CHECK(score(input).weight == 2);
  input.accounts.back() = in_domain(unknown("second"), group(0));
  CHECK(score(input).weight == 2);
  CHECK(score(input).high == 3);
}

TEST_CASE("score: what serves an account that does not count, relates nothing") {
  ScoreInput input = look(3, 3);
  input.accounts.push_back(served_by(discovered(shows("d", k)), {group(0), group(1)}));
  input.accounts.push_back(served_by(silent("e"), {group(0), group(1)}));
  input.accounts.back().counting = Counting::not_counted;
  CHECK(score(input).weight == 3);
  CHECK(score(input).answer == Answer::confirmed);
}

TEST_CASE("score: related accounts that could not be looked at, raise hi once") {
  const Score s = score(behind(look(4, 2, 2), {2, 3}));
  CHECK(s.low == 2);
  CHECK(s.high == 3);
  CHECK(s.answer == Answer::undecided);
  CHECK(score(behind(look(4, 2, 2), {0, 1, 2, 3})).high == 1);
}

TEST_CASE("score: a rival whose hosts one operator serves, as strong as without") {
  ScoreInput input = look(5, 2);
  for (const unsigned account : {2U, 3U, 4U})
    input.accounts[account] = shows("s" + std::to_string(account), r);
  const Score free = score(input);
  CHECK(free.subject_key == r);
  const Score s = score(behind(input, {2, 3, 4}));
  // What a host says of itself chooses no key, and hides none.
  CHECK(s.subject_key == r);
  CHECK(s.weight == 1);
  CHECK(s.answer == Answer::contested);
  input.key = k.key;
  const Score named = score(behind(input, {2, 3, 4}));
  CHECK(named.rivals == score(input).rivals);
  CHECK(named.rivals.front().weight == 3);
  CHECK(named.margin_rival == -1);
}

TEST_CASE("score: a tie, stays one whatever serves the hosts of one key") {
  ScoreInput input = look(4, 2);
  input.accounts[2] = shows("s2", r);
  input.accounts[3] = shows("s3", r);
  CHECK(has(score(behind(input, {2, 3})), ScoreFlag::tie));
  CHECK(score(behind(input, {2, 3})) == score(input));
}

TEST_CASE("score: a key that reaches the threshold, contests the contact's whatever serves its hosts") {
  ScoreInput input = look(4, 0);
  for (unsigned i = 0; i < 3; ++i) input.accounts[i] = shows("s" + std::to_string(i), r);
  input.key = k.key;
  CHECK(has(score(behind(input, {0, 1, 2})), ScoreFlag::key_changed));
}

TEST_CASE("score: a host joined to the group that serves it, gains nothing") {
  ScoreInput input = look(3, 3);
  input.accounts[0] = served_by(input.accounts[0], {group(1)});
  CHECK(score(input).answer == Answer::corroborated);
  const Score s = score(merged(input, group(0), group(1)));
  CHECK(s.groups == 2);
  CHECK(s.weight == 2);
  CHECK(s.confirm_at == 3);
  CHECK(s.answer == Answer::corroborated);
}

TEST_CASE("score: a ring of more related accounts than are searched, says that W may be larger") {
  constexpr unsigned many = 40;
  ScoreInput input = look(many, many);
  for (unsigned i = 0; i < many; ++i)
    input.accounts[i] =
        served_by(input.accounts[i], {"n" + std::to_string(i), "n" + std::to_string((i + 1) % many)});
  const Score s = score(input);
  CHECK_FALSE(s.exact);
  CHECK(s.weight <= many / 2);
  CHECK(s.weight >= many / 3);
  CHECK(s.high == s.weight);
}

}  // namespace quorate
