#include "tests/proofs/score/laws.hpp"

#include "tests/proofs/score/exhaustive.hpp"
#include "tests/proofs/score/merging.hpp"
#include "tests/proofs/score/observing.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

void require_no_violations(const Ledger& ledger) {
  INFO(ledger);
  CHECK(ledger.looks() > 0);
  CHECK(ledger.violations() == 0);
}

}  // namespace

TEST_CASE("score laws: every look at up to 4 groups under every rule, hold") {
  Ledger ledger;
  for (unsigned groups = 0; groups <= 3; ++groups)
    for (const QuorumRule& rule : rules(groups)) check_all_looks(groups, rule, ledger);
  for (const QuorumRule& rule : {QuorumRule{}, QuorumRule{2, {}}, QuorumRule{{}, 3}})
    check_all_looks(4, rule, ledger);
  require_no_violations(ledger);
  for (const Law law : {Law::table, Law::one_key, Law::forged, Law::genuine, Law::deletion, Law::more_proven})
    CHECK(ledger.checks(law) > 0);
}

TEST_CASE("score laws: every merging of up to 4 domains, never raises an answer") {
  Ledger ledger;
  const std::vector<Sight> all = {Sight::silent, Sight::unknown, Sight::key, Sight::rival, Sight::both};
  for (unsigned domains = 1; domains <= 3; ++domains)
    for (const QuorumRule& rule : rules(domains)) check_all_mergings(domains, rule, all, ledger);
  check_all_mergings(4, {}, {Sight::silent, Sight::unknown, Sight::key, Sight::rival}, ledger);
  require_no_violations(ledger);
}

TEST_CASE("score laws: six domains that agree or are silent, merged in every way, hold") {
  Ledger ledger;
  check_all_mergings(6, {}, {Sight::silent, Sight::key}, ledger);
  require_no_violations(ledger);
}

TEST_CASE("score laws: up to 3 groups seen to serve each other in every way, only W and hi fall") {
  Ledger ledger;
  const std::vector<Sight> all = {Sight::silent, Sight::unknown, Sight::key, Sight::rival};
  for (unsigned groups = 1; groups <= 3; ++groups)
    for (const QuorumRule& rule : rules(groups))
      check_all_relations(groups, rule, all, groups < 3 ? Network::there : Network::none, ledger);
  check_all_relations(4, {}, {Sight::unknown, Sight::key}, Network::there, ledger);
  require_no_violations(ledger);
  CHECK(ledger.checks(Law::observed) > 0);
}

TEST_CASE("score laws: related domains merged in every way, never raises an answer") {
  Ledger ledger;
  for (const QuorumRule& rule : rules(3))
    for (Relating relating = 1; relating < 1U << relating_bits(3, Network::there); ++relating)
      check_all_mergings(3, rule, {Sight::unknown, Sight::key, Sight::rival}, ledger, relating);
  for (Relating relating = 1; relating < 1U << relating_bits(4, Network::none); ++relating)
    check_all_mergings(4, {}, {Sight::silent, Sight::key}, ledger, relating);
  require_no_violations(ledger);
}

TEST_CASE("score laws: random looks, hold") {
  Ledger ledger;
  Dice dice(1);
  constexpr unsigned max_domains = 12;
  for (int i = 0; i < 2000; ++i) check_laws(random_look(dice, max_domains), dice, ledger);
  require_no_violations(ledger);
}

TEST_CASE("score laws: random looks, scored as the literal model scores them") {
  Ledger ledger;
  Dice dice(2);
  constexpr unsigned max_domains = 5;
  for (int i = 0; i < 1500; ++i) check_model(random_look(dice, max_domains), ledger);
  require_no_violations(ledger);
}

}  // namespace quorate
