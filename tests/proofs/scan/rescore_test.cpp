#include "proofs/scan/rescore.hpp"

#include "proofs/scan/pseudonyms.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

constexpr UnixTime now = 1'790'000'000;
constexpr UnixTime day = 86'400;

const Speaker alice{{KeyKind::native, "kid-of-alice"}, "https://alice.example/"};

// Four sites that show one key, signed on different days.
TargetLines agreeing() {
  TargetLines lines;
  lines.target.n = 1;
  lines.target.id = "alice";
  lines.target.judged_at = now;
  KeyFacts facts;
  facts.speaker = alice;
  lines.target.facts.push_back(facts);
  int age = 1;
  for (const char* host : {"alice.example", "a.org", "a.net", "www.a.info"}) {
    AccountLine account;
    account.n = 1;
    account.account = "https://" + std::string(host) + "/";
    account.host = host;
    account.domain = account.group = std::string_view(host).starts_with("www.") ? host + 4 : host;
    account.outcome = Outcome::proven;
    account.by_kind[0].outcome = Outcome::proven;
    account.by_kind[1].outcome = Outcome::absent;
    account.proven.push_back(ShownKey{alice, KeyType::ed25519, now - age++ * 30 * day, now + day});
    lines.accounts.push_back(account);
  }
  lines.accounts[1].points.push_back(ControlPoint{ControlKind::dns, "a.net"});
  lines.accounts[1].points.push_back(ControlPoint{ControlKind::network, "AS64500"});
  return lines;
}

}  // namespace

TEST_CASE("rescore: the default rule, confirmed; the key's own site makes it speak") {
  const TargetScore score = rescore(agreeing(), {});
  CHECK(score.answer == Answer::confirmed);
  CHECK(score.weight == 4);
  CHECK(score.speaks_for == SubjectClaim::proven);
  REQUIRE(score.forge);
  CHECK(score.forge->operators.cost() == 4);
}

TEST_CASE("rescore: a quorum, an age and a required account, each only weakens") {
  ScoringRule rule;
  rule.rule.quorum = 5;
  CHECK(rescore(agreeing(), rule).answer != Answer::confirmed);
  rule = {};
  rule.max_age = 61 * day;  // the first two
  CHECK(rescore(agreeing(), rule).weight == 2);
  rule.max_age = 15 * day;  // none, the subject's own among them
  CHECK(rescore(agreeing(), rule).weight == 0);
  CHECK(rescore(agreeing(), rule).speaks_for == SubjectClaim::claimed);
  rule = {};
  rule.required = {"https://elsewhere.example/"};
  CHECK(rescore(agreeing(), rule).answer != Answer::confirmed);
}

TEST_CASE("rescore: no statement seen, too old for every age") {
  TargetLines lines = agreeing();
  lines.accounts[0].proven[0].dated = 0;
  ScoringRule rule;
  rule.max_age = 1000 * day;
  CHECK(rescore(lines, rule).weight == 3);
  CHECK(rescore(lines, {}).weight == 4);
}

TEST_CASE("regroup: merged domains count once, and who holds one of them is the group") {
  const Operators operators;
  TargetLines lines = agreeing();
  Merge merge;
  merge.domains = {"a.org", "a.net"};
  const std::vector<Merge> merges{merge};
  const Groups groups(operators, SuffixList::builtin(), merges);
  regroup(lines.accounts, operators, groups);
  CHECK(lines.accounts[1].group == "a.net + a.org");
  CHECK(lines.accounts[2].group == "a.net + a.org");
  CHECK(lines.accounts[0].group == "alice.example");
  REQUIRE(lines.accounts[1].points.size() == 1);
  CHECK(lines.accounts[1].points[0].holder == "AS64500");
  CHECK(rescore(lines, {}).groups == 3);
}

TEST_CASE("regroup: tables that know less than the scan's, what it joined stays joined") {
  const Operators operators;  // those of the scan had "Own Co"
  TargetLines lines = agreeing();
  lines.accounts[0].group = lines.accounts[1].group = "Own Co";
  Merge merge;
  merge.domains = {"a.org", "a.net"};
  const std::vector<Merge> merges{merge};
  const Groups groups(operators, SuffixList::builtin(), merges);
  regroup(lines.accounts, operators, groups);
  CHECK(rescore(lines, {}).groups == 2);
  CHECK(rescore(lines, {}).weight == 2);
  CHECK(lines.accounts[0].group == lines.accounts[1].group);
  CHECK(lines.accounts[1].group == lines.accounts[2].group);
  CHECK(lines.accounts[3].group == "a.info");
}

TEST_CASE("regroup: companies that the lines name, merged although no table has their hosts") {
  Operator one;
  one.id = "one";
  one.name = "One Co";
  one.domains.emplace_back("one.example");
  Operator two = one;
  two.id = "two";
  two.name = "Two Co";
  two.domains = {"two.example"};
  const std::vector<Operator> entries{one, two};
  const Operators operators("1", entries, std::vector<SharedHost>());
  TargetLines lines = agreeing();
  lines.accounts[0].group = "One Co";
  lines.accounts[1].group = "Two Co";
  lines.accounts[3].points.push_back(ControlPoint{ControlKind::host, "Two Co"});
  Merge merge;
  merge.operators = {"one", "two"};
  const std::vector<Merge> merges{merge};
  const Groups groups(operators, SuffixList::builtin(), merges);
  regroup(lines.accounts, operators, groups);
  CHECK(lines.accounts[0].group == lines.accounts[1].group);
  CHECK(lines.accounts[3].points[0].holder == lines.accounts[0].group);
  CHECK(rescore(lines, {}).groups == 3);
}

TEST_CASE("pseudonyms: no name of a person left, and the same score but for the names") {
  Operator host;
  host.id = "host";
  host.name = "Great Host";
  host.domains.emplace_back("great.example");
  const std::vector<Operator> entries{host};
  const Operators operators("1", entries, std::vector<SharedHost>());
  const Bytes key(32, 9);
  const Pseudonyms pseudonyms(key, operators, SuffixList::builtin(), {"code.example"});
  TargetLines lines = agreeing();
  lines.target.subject = alice.subject;
  lines.target.score = rescore(lines, {});
  lines.accounts[2].host = lines.accounts[2].domain = "alice.great.example";
  lines.accounts[2].group = "Great Host";
  lines.accounts[3].host = lines.accounts[3].domain = lines.accounts[3].group = "code.example";
  const TargetScore before = rescore(lines, {});
  pseudonyms.apply(lines);
  std::string out;
  append_line(out, lines.target);
  for (const AccountLine& account : lines.accounts) append_line(out, account);
  INFO(out);
  for (const char* secret : {"alice", "a.org", "a.net"}) CHECK(out.find(secret) == out.npos);
  CHECK(lines.accounts[2].host.ends_with(".great.example"));
  CHECK(lines.accounts[2].group == "Great Host");
  CHECK(lines.accounts[3].host == "code.example");
  CHECK(lines.accounts[0].host.ends_with(".invalid"));
  CHECK(lines.accounts[0].host == lines.accounts[0].group);
  CHECK(lines.accounts[0].account == lines.target.subject);  // the same name, the same pseudonym
  const TargetScore after = rescore(lines, {});
  CHECK(after.answer == before.answer);
  CHECK(after.weight == before.weight);
  CHECK(after.speaks_for == SubjectClaim::proven);

  TargetLines other = agreeing();
  Pseudonyms(Bytes(32, 8), operators, SuffixList::builtin(), {}).apply(other);
  CHECK(other.accounts[0].account != lines.accounts[0].account);
}

TEST_CASE(
    "pseudonyms: a digest under the key, equal for equal ones, and nothing that can be tried out without the "
    "key") {
  const Operators operators;
  const Pseudonyms pseudonyms(Bytes(32, 9), operators, SuffixList::builtin(), {});
  const std::string plain = encode_hex(sha256(as_bytes("a.example\n")));
  CHECK(pseudonyms.digest(plain) == pseudonyms.digest(plain));
  CHECK(pseudonyms.digest(plain) != plain);
  CHECK(pseudonyms.digest(plain).size() == plain.size());
  CHECK(Pseudonyms(Bytes(32, 8), operators, SuffixList::builtin(), {}).digest(plain) !=
        pseudonyms.digest(plain));
}

TEST_CASE("pseudonyms: what is wrong with a line names nobody") {
  const Operators operators;
  const Pseudonyms pseudonyms(Bytes(32, 9), operators, SuffixList::builtin(), {});
  TargetLines lines;
  lines.target.n = 7;
  lines.target.state = TargetState::invalid;
  lines.target.error = "line 7: \"https://Alice.example\" is not canonical";
  pseudonyms.apply(lines);
  CHECK(lines.target.error == "line 7");
}

TEST_CASE("HMAC-SHA-256 and SHA-256 in parts: as the standards have them") {
  // RFC 4231 test case 2.
  CHECK(encode_hex(hmac_sha256(as_bytes("Jefe"), as_bytes("what do ya want for nothing?"))) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  Sha256 parts;
  parts.add(as_bytes("a"));
  CHECK(parts.digest() == sha256(as_bytes("a")));
  parts.add(as_bytes("bc"));
  CHECK(parts.digest() == sha256(as_bytes("abc")));
}

}  // namespace quorate
