#include "proofs/judge/judge.hpp"

#include "proofs/formats/sign.hpp"
#include "proofs/judge/gather.hpp"
#include "tests/show.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr UnixTime now = 1'795'000'000;
constexpr UnixTime day = 86'400;
const std::string alice = "mimi://im.example/u/alice";
const std::string site = "https://alice.example/";
const std::string forge = "https://code.example/alice";

const Operators nobody;
const Groups groups(nobody, SuffixList::builtin());  // registrable domains

Ed25519Seed seed_of(std::uint8_t number) {
  Ed25519Seed seed{};
  seed.fill(number);
  return seed;
}
std::string kid_of(std::uint8_t number) { return kid(public_key(seed_of(number))); }
Account account(const std::string& uri) { return *Account::parse(uri); }

struct Draft {
  std::uint8_t key = 1;
  std::uint32_t seq = 10;
  std::vector<std::string> accounts = {site, forge};
  std::vector<std::string> retired = {};
  std::string subject = alice;
  UnixTime from = now - day;
  UnixTime to = now + day;
  std::optional<std::string> next = {};
  std::optional<std::string> prev = {};
};

std::string token(const Draft& draft) {
  StatementDraft made{draft.subject, draft.from, draft.to, draft.seq, {}, {}, {}, draft.next, draft.prev};
  for (const std::string& uri : draft.accounts) made.accounts.push_back(account(uri));
  for (const std::string& uri : draft.retired) made.retired.push_back(account(uri));
  const auto signed_token = sign_statement(made, seed_of(draft.key));
  REQUIRE(signed_token);
  return *signed_token;
}

// A badge for `uri` that the statement of the draft would give, whether or not that statement is known to
// anyone.
std::string badge(const std::string& uri, Draft draft = {}) {
  draft.accounts = {uri};
  const VerifiedToken statement = verify_token(token(draft));
  return *sign_badge(account(uri), *std::get<VerifiedStatement>(statement), seed_of(draft.key));
}

std::string revocation(std::uint8_t key, UnixTime at = now - 1) {
  return *sign_revocation(alice, at, "lost", seed_of(key));
}

Finding found(const std::string& uri, const std::string& text) {
  Finding finding{.account = account(uri)};
  read_tokens({text, OwnedText::Layout::free}, finding);
  return finding;
}

Context context(bool with_subject = true) {
  Context made;
  made.now = now;
  if (with_subject) made.subject = alice;
  return made;
}

std::string outcome(const Judgement& judgement, const std::string& uri) {
  const auto it = std::find_if(judgement.accounts.begin(), judgement.accounts.end(),
                               [&](const AccountVerdict& verdict) { return verdict.account.uri() == uri; });
  return it == judgement.accounts.end() ? "not judged" : summary(it->verdict);
}

std::string alone(const std::string& uri, const std::string& text, const Context& known) {
  return outcome(judge({found(uri, text)}, known), uri);
}

bool flagged(const Judgement& judgement, Flag flag) {
  const auto& flags = judgement.accounts.front().flags;
  return std::find(flags.begin(), flags.end(), flag) != flags.end();
}

const KeyFacts& facts(const Judgement& judgement, std::uint8_t key) {
  const auto it = std::find_if(judgement.keys.begin(), judgement.keys.end(),
                               [&](const KeyFacts& fact) { return fact.speaker.key.id == kid_of(key); });
  REQUIRE(it != judgement.keys.end());
  return *it;
}

}  // namespace

TEST_CASE("judge: badge here and its statement at another account, both proven") {
  const auto judgement = judge({found(forge, badge(forge)), found(site, token({}))}, context());
  CHECK(outcome(judgement, forge) == "proven");
  CHECK(outcome(judgement, site) == "proven");
}

TEST_CASE("judge: statement known from the contact file only, badge proven") {
  Context known = context();
  known.known.push_back(verify_token(token({})));
  CHECK(alone(forge, badge(forge), known) == "proven");
}

TEST_CASE("judge: badge of the contact's own key without any statement, proven with a flag") {
  Context known = context();
  known.key = public_key(seed_of(1));
  const auto judgement = judge({found(forge, badge(forge))}, known);
  CHECK(outcome(judgement, forge) == "proven");
  CHECK(flagged(judgement, Flag::no_statement_seen));
  known.key = public_key(seed_of(2));
  CHECK(alone(forge, badge(forge), known) == "unknown: no statement");
  known.subject.reset();
  known.key = public_key(seed_of(1));
  CHECK(alone(forge, badge(forge), known) == "unknown: no statement");
}

TEST_CASE("judge: badge whose statement has expired, refuted even when the badge is newer") {
  Context known = context();
  known.known.push_back(verify_token(token({.from = now - 10 * day, .to = now - day})));
  CHECK(alone(forge, badge(forge), known) == "refuted: expired");
  CHECK(alone(forge, badge(forge, {.seq = 11}), known) == "refuted: expired");
}

TEST_CASE("judge: badge of the newest statement's seq that the statement does not list, refuted") {
  Context known = context();
  known.known.push_back(verify_token(token({.accounts = {site}})));
  CHECK(alone(forge, badge(forge), known) == "refuted: account not named");
  CHECK(alone(forge, badge(forge, {.seq = 11}), known) == "proven");
  known.known = {verify_token(token({.accounts = {site}, .retired = {forge}}))};
  CHECK(alone(forge, badge(forge), known) == "refuted: retired");
}

TEST_CASE(
    "judge: older statement at a place, stands only while the newest lists the account and is in date") {
  Context known = context();
  const std::string older = token({.seq = 5, .from = now - 300 * day, .to = now - 200 * day});
  known.known = {verify_token(token({.seq = 6}))};
  const auto judgement = judge({found(site, older)}, known);
  CHECK(outcome(judgement, site) == "proven");
  CHECK(flagged(judgement, Flag::stale));
  known.known = {verify_token(token({.seq = 6, .accounts = {forge}}))};
  CHECK(alone(site, older, known) == "refuted: account not named");
  known.known = {verify_token(token({.seq = 6, .from = now - 9 * day, .to = now - day}))};
  CHECK(alone(site, older, known) == "refuted: expired");
}

TEST_CASE("judge: statement of the future, changes nothing that is in force today") {
  Context known = context();
  known.known = {
      verify_token(token({.seq = 99, .accounts = {forge}, .from = now + day, .to = now + 9 * day}))};
  CHECK(alone(site, token({}), known) == "proven");
  CHECK(alone(site, token({.from = now + 301, .to = now + day}), context()) == "refuted: not yet valid");
  CHECK(alone(site, token({.from = now + 300, .to = now + day}), context()) == "proven");
}

TEST_CASE("judge: revocation found anywhere, ends the key everywhere") {
  const auto judgement = judge(
      {found(site, token({})), found(forge, badge(forge)), found("https://third.example/x", revocation(1))},
      context());
  CHECK(outcome(judgement, site) == "refuted: revoked");
  CHECK(outcome(judgement, forge) == "refuted: revoked");
  CHECK(facts(judgement, 1).state == KeyState::revoked);
  CHECK(alone(site, token({}) + " " + revocation(2), context()) == "proven");
  CHECK(alone(site, token({}) + " " + revocation(1, now + day), context()) == "proven");
}

TEST_CASE("judge: revoked rival beside a sound key, no conflict") {
  const auto judgement =
      judge({found(site, token({}) + " " + token({.key = 2}) + " " + revocation(2))}, context());
  CHECK(outcome(judgement, site) == "proven");
  CHECK(judgement.accounts.front().conflicted.empty());
}

TEST_CASE("judge: two keys at one account, conflicted unless a rotation joins them") {
  const auto conflict = judge({found(site, token({}) + " " + token({.key = 2}))}, context());
  CHECK(outcome(conflict, site) == "refuted: conflicted");
  CHECK(conflict.accounts.front().proven.empty());
  CHECK(conflict.accounts.front().conflicted.size() == 2);

  const std::string old_half = token({.next = kid_of(2)});
  const std::string new_half = token({.key = 2, .prev = kid_of(1)});
  const auto rotated = judge({found(site, old_half + " " + new_half)}, context());
  CHECK(outcome(rotated, site) == "proven");
  CHECK(facts(rotated, 1).successor == KeyName{KeyKind::native, kid_of(2)});
  CHECK_FALSE(facts(rotated, 2).successor);
  CHECK(alone(site, old_half + " " + token({.key = 2}), context()) == "refuted: conflicted");
  CHECK(alone(site, token({}) + " " + new_half, context()) == "refuted: conflicted");
}

TEST_CASE("judge: key that names two successors, joined to neither") {
  Context known = context();
  known.known = {verify_token(token({.seq = 9, .next = kid_of(3)}))};
  const std::string halves = token({.next = kid_of(2)}) + " " + token({.key = 2, .prev = kid_of(1)});
  CHECK(alone(site, halves, known) == "refuted: conflicted");
}

TEST_CASE("judge: a friend's badge or a broken token beside one's own, ignored") {
  const std::string friends = badge("https://code.example/bob", {.key = 2});
  CHECK(alone(forge, token({}) + " " + friends, context()) == "proven");
  CHECK(alone(forge, token({}) + " xsig:short eyJhIjox.x.y", context()) == "proven");
  CHECK(alone(forge, "xsig:short", context()) == "refuted: malformed: base64");
}

TEST_CASE("judge: two statements with one seq and other claims, equivocating until a newer one is known") {
  const std::string one = token({.accounts = {site}});
  const std::string other = token({.accounts = {site, forge}});
  const auto judgement = judge({found(site, one), found(forge, other)}, context());
  CHECK(facts(judgement, 1).state == KeyState::equivocating);
  CHECK(facts(judgement, 1).proof.size() == 2);
  const auto later = judge({found(site, one), found(forge, other + " " + token({.seq = 11}))}, context());
  CHECK(facts(later, 1).state == KeyState::sound);
}

TEST_CASE("judge: badge copied from another account, statement of another subject, refuted") {
  Context known = context();
  known.known = {verify_token(token({}))};
  CHECK(alone(site, badge(forge), known) == "refuted: bad signature");
  known.subject = "mimi://im.example/u/bob";
  CHECK(alone(site, token({}), known) == "refuted: other subject");
}

TEST_CASE("judge: dns account without DNSSEC, reported and counted for nothing") {
  const std::string dns = "dns:alice.example";
  Finding finding = found(dns, badge(dns, {}));
  finding.dnssec = Dnssec::insecure;
  Context known = context();
  known.known = {verify_token(token({.accounts = {dns}}))};
  const auto judgement = judge({finding}, known);
  CHECK(outcome(judgement, dns) == "unknown: no DNSSEC");
  CHECK(judgement.accounts.front().proven.empty());
  const auto evidence = gather(judgement, {account(dns)}, groups);
  CHECK(evidence.front().counting == Counting::not_counted);
  finding.dnssec = Dnssec::secure;
  const auto secure = judge({finding}, known);
  CHECK(outcome(secure, dns) == "proven");
  CHECK(gather(secure, {account(dns)}, groups).front().counting == Counting::counted);
}

TEST_CASE("judge: place that could not be looked at, unknown with its reason and never absent") {
  Finding finding{.account = account(site)};
  finding.obstacle = Verdict{Outcome::unknown, Reason::timed_out, "20 s"};
  CHECK(outcome(judge({finding}, context()), site) == "unknown: timeout");
  Finding other = found(site, "");
  CHECK(outcome(judge({other}, context()), site) == "absent");
  CHECK(outcome(judge({other, finding}, context()), site) == "unknown: timeout");
}

TEST_CASE("judge: Keybase proof, a key of its own kind that never conflicts with a native one") {
  KeybaseProof proof;
  proof.verdict = {Outcome::proven, Reason::none, ""};
  proof.kid = "0120" + std::string(64, 'a') + "0a";
  proof.username = "alice";
  proof.signed_at = now - day;
  proof.expires_at = now + day;
  Finding keybase{.account = account(site)};
  keybase.kind = KeyKind::keybase;
  keybase.keybase = {proof};
  const auto both = judge({found(site, token({})), keybase}, context(false));
  CHECK(both.accounts.front().proven.size() == 2);
  CHECK(both.accounts.front().conflicted.empty());
  CHECK(outcome(judge({keybase}, context()), site) == "refuted: other subject");
  keybase.keybase.front().expires_at = now;
  CHECK(outcome(judge({keybase}, context(false)), site) == "refuted: expired");
}

TEST_CASE("judge: findings in any order, the same verdicts") {
  const std::vector<Finding> findings = {found(site, token({}) + " " + token({.key = 2})),
                                         found(forge, badge(forge)),
                                         found("https://third.example/x", revocation(2))};
  std::vector<std::size_t> order = {0, 1, 2};
  const auto verdicts = [&] {
    std::vector<Finding> shuffled;
    for (const std::size_t i : order) shuffled.push_back(findings[i]);
    const auto judgement = judge(shuffled, context());
    return outcome(judgement, site) + "|" + outcome(judgement, forge) + "|" +
           std::to_string(judgement.keys.size());
  };
  const std::string wanted = verdicts();
  CHECK(wanted == "proven|proven|2");
  while (std::next_permutation(order.begin(), order.end())) CHECK(verdicts() == wanted);
}

namespace {

// Whether the account counts for its one key under a policy that allows statements of one day.
bool counts(const Judgement& judgement, const std::string& uri) {
  for (const AccountVerdict& account : judgement.accounts) {
    if (account.account.uri() != uri) continue;
    REQUIRE(account.proven.size() == 1);
    const bool old =
        std::find(account.flags.begin(), account.flags.end(), Flag::too_old) != account.flags.end();
    CHECK(old == !account.outdated.empty());
    return account.outdated.empty();
  }
  FAIL(uri << " was not judged");
  return false;
}

Context within_a_day() {
  Context limited = context();
  limited.max_age = day;
  return limited;
}

}  // namespace

TEST_CASE("judge: statement older than the policy allows, proven and not counted") {
  const auto at_age = [&](UnixTime age) {
    return judge({found(site, token({.from = now - age}))}, within_a_day());
  };
  CHECK(counts(at_age(day - 1), site));
  CHECK_FALSE(counts(at_age(day), site));
  CHECK_FALSE(counts(at_age(100 * day), site));
  CHECK(outcome(at_age(100 * day), site) == "proven");
  CHECK(judge({found(site, token({.from = now - 100 * day}))}, context()).accounts.front().outdated.empty());
}

TEST_CASE("judge: stale token under a policy's age, as old as the newest statement") {
  const std::string old = token({.seq = 5, .from = now - 100 * day});
  const std::string young = token({.seq = 9, .from = now - 10});
  const auto judgement = judge({found(site, old), found(forge, young)}, within_a_day());
  CHECK(counts(judgement, site));
  CHECK(counts(judgement, forge));
  const std::string older = token({.seq = 9, .from = now - 2 * day});
  CHECK_FALSE(counts(judge({found(site, old), found(forge, older)}, within_a_day()), site));
}

TEST_CASE("judge: badge under a policy's age, as old as the newest statement and of no age without one") {
  Context limited = within_a_day();
  limited.known = {verify_token(token({.from = now - 10}))};
  CHECK(counts(judge({found(forge, badge(forge))}, limited), forge));
  limited.known = {verify_token(token({.from = now - 2 * day}))};
  CHECK_FALSE(counts(judge({found(forge, badge(forge))}, limited), forge));
  limited.known.clear();
  limited.key = public_key(seed_of(1));
  CHECK_FALSE(counts(judge({found(forge, badge(forge))}, limited), forge));
}

TEST_CASE("judge: old and young proofs of one key at one account, counted") {
  const std::string both =
      token({.seq = 9, .from = now - 10}) + "\n" + token({.seq = 5, .from = now - 100 * day});
  CHECK(counts(judge({found(site, both)}, within_a_day()), site));
}

TEST_CASE("gather: what is too old, told to the scorer") {
  const auto judgement = judge({found(site, token({.from = now - 2 * day}))}, within_a_day());
  const auto evidence = gather(judgement, {account(site)}, groups);
  CHECK(evidence.front().proven == evidence.front().outdated);
  CHECK(evidence.front().proven.size() == 1);
}

TEST_CASE("gather: anchored and discovered accounts, told apart and grouped by registrable domain") {
  const auto judgement =
      judge({found(site, token({})), found("https://www.alice.example/about", "")}, context());
  const auto evidence = gather(judgement, {account(site)}, groups);
  REQUIRE(evidence.size() == 2);
  CHECK(evidence[0].standing == Standing::anchored);
  CHECK(evidence[1].standing == Standing::discovered);
  CHECK(evidence[0].group == "alice.example");
  CHECK(evidence[1].group == "alice.example");
}

TEST_CASE("judge: the clock stands before the last look, what had expired by then is expired") {
  Context known = context();
  const std::string here = token({.to = now + day});
  CHECK(alone(site, here, known) == "proven");
  known.last_look = now + day;
  CHECK(alone(site, here, known) == "refuted: expired");
}

TEST_CASE("judge: the clock stands before the last look, the newest statement of then is still the newest") {
  Context known = context();
  known.known.push_back(
      verify_token(token({.seq = 20, .accounts = {forge}, .from = now + 2 * day, .to = now + 9 * day})));
  CHECK(alone(site, token({}), known) == "proven");
  known.last_look = now + 3 * day;
  CHECK(alone(site, token({.to = now + 9 * day}), known) == "refuted: account not named");
}

TEST_CASE("judge: the clock stands before the last look, a revocation of then still holds") {
  Context known = context();
  known.known.push_back(verify_token(revocation(1, now + 2 * day)));
  const std::string here = token({.to = now + 9 * day});
  CHECK(alone(site, here, known) == "proven");
  known.last_look = now + 3 * day;
  CHECK(alone(site, here, known) == "refuted: revoked");
}

}  // namespace quorate
