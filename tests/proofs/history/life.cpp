#include "tests/proofs/history/life.hpp"

#include "proofs/history/file/read.hpp"
#include "proofs/judge/gather.hpp"

#include <algorithm>
#include <numeric>

namespace quorate::life {

Ed25519Seed seed_of(unsigned key) {
  Ed25519Seed seed{};
  seed.fill(static_cast<std::uint8_t>(key));
  return seed;
}

std::string kid_of(unsigned key) { return kid(public_key(seed_of(key))); }

Speaker speaker_of(unsigned key, const std::string& subject) {
  return {{KeyKind::native, kid_of(key)}, subject};
}

std::string uri_of(unsigned account) { return "https://s" + std::to_string(account) + ".example/"; }

std::vector<std::string> uris(unsigned count) {
  std::vector<std::string> all;
  for (unsigned i = 0; i < count; ++i) all.push_back(uri_of(i));
  return all;
}

std::string statement(const Draft& draft) {
  StatementDraft made;
  made.subject = draft.subject;
  made.issued_at = draft.from;
  made.expires_at = draft.from + draft.days * day;
  made.seq = draft.seq;
  for (const std::string& uri : draft.accounts) made.accounts.push_back(Account::parse(uri).value());
  for (const std::string& uri : draft.retired) made.retired.push_back(Account::parse(uri).value());
  if (draft.next) made.next = kid_of(*draft.next);
  if (draft.prev) made.prev = kid_of(*draft.prev);
  return sign_statement(made, seed_of(draft.key)).value();
}

std::string badge(unsigned account, const Draft& draft) {
  const VerifiedToken token = verify_token(statement(draft));
  return sign_badge(Account::parse(uri_of(account)).value(), *std::get<VerifiedStatement>(token),
                    seed_of(draft.key))
      .value();
}

std::string revocation(unsigned key, UnixTime at) {
  return sign_revocation(alice, at, "", seed_of(key)).value();
}

bool Seen::has(ScoreFlag flag) const {
  return std::find(answer.flags.begin(), answer.flags.end(), flag) != answer.flags.end();
}

bool Seen::told(EventKind kind) const {
  return std::any_of(events.begin(), events.end(), [&](const Event& event) { return event.kind == kind; });
}

std::string Seen::told_kinds() const {
  std::string out;
  for (std::size_t i = 0; i < events.size(); ++i)
    if (i == 0 || events[i].kind != events[i - 1].kind)
      out += (out.empty() ? "" : ", ") + std::string(text(events[i].kind));
  return out;
}

void Life::show_all(const std::string& text) {
  for (unsigned i = 0; i < count_; ++i) show(i, text);
}

std::vector<Account> Life::accounts() const {
  std::vector<Account> all;
  for (const std::string& uri : uris(count_)) all.push_back(Account::parse(uri).value());
  return all;
}

std::vector<Finding> Life::findings() const {
  std::vector<unsigned> numbers = order;
  if (numbers.empty()) {
    numbers.resize(count_);
    std::iota(numbers.begin(), numbers.end(), 0U);
  }
  std::vector<Finding> findings;
  for (const unsigned number : numbers) {
    Finding finding{.account = Account::parse(uri_of(number)).value()};
    if (down_.count(number) > 0) {
      finding.obstacle = Verdict{Outcome::unknown, Reason::timed_out, ""};
    } else if (const auto text = shown_.find(number); text != shown_.end()) {
      read_tokens({text->second, OwnedText::Layout::free}, finding);
    }
    findings.push_back(std::move(finding));
  }
  return findings;
}

Remembered Life::glance(UnixTime now, Seen& seen) const {
  static const Operators nobody;
  static const Groups groups(nobody, SuffixList::builtin());
  Context context;
  context.subject = subject;
  context.known = history.tokens;
  context.now = now;
  context.last_look = history.last_look;

  seen.now = now;
  seen.judgement = judge(findings(), context);
  seen.evidence = gather(seen.judgement, accounts(), groups);
  std::optional<KeyName> expected = key;
  if (!expected && history.pin) expected = history.pin->speaker.key;
  const ScoreInput today{subject, expected, quorum, seen.evidence, seen.judgement.keys, {}};
  seen.recall = recall(history, today, seen.judgement, now);
  seen.plain = score(seen.recall.input);
  const Look look{seen.judgement, seen.evidence, seen.recall, seen.plain, now};
  Remembered remembered = remember(history, look, rules);
  seen.answer = temper(remembered.history, look);
  seen.events = remembered.events;
  seen.hindsight = look_back(history, remembered, look, rules);
  return remembered;
}

Seen Life::look(UnixTime now) {
  Seen seen;
  history = read_history("history", write_history(glance(now, seen).history)).value();
  return seen;
}

Result<void> Life::accept(const Seen& seen, const std::optional<KeyName>& named) {
  const Look look{seen.judgement, seen.evidence, seen.recall, seen.plain, seen.now};
  auto accepted = quorate::accept(history, look, seen.answer, accounts(), named);
  if (!accepted) return accepted.error();
  history = read_history("history", write_history(*accepted)).value();
  return {};
}

}  // namespace quorate::life
