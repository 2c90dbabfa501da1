#include "proofs/history/remember.hpp"

#include "proofs/history/update/page.hpp"
#include "proofs/judge/lasting.hpp"
#include "proofs/report/layout/time.hpp"

#include <algorithm>
#include <tuple>

namespace quorate {
namespace {

void learn_tokens(const Page& page) {
  std::vector<VerifiedToken> tokens = page.before.tokens;
  const auto& seen = page.look.judgement.lasting;
  tokens.insert(tokens.end(), seen.begin(), seen.end());
  page.after.tokens = lasting(tokens, page.when);
}

void note_look(const Page& page) {
  History& after = page.after;
  if (after.looks == 0) {
    after.first_look = page.when;
    after.subject = page.look.recall.input.subject;
  }
  after.last_look = page.when;
  ++after.looks;
  after.accounts.clear();
  for (const AccountEvidence& account : page.look.evidence)
    if (account.standing == Standing::anchored) after.accounts.push_back(account.account);
  std::sort(after.accounts.begin(), after.accounts.end());
}

}  // namespace

ClockState clock_of(const History& history, UnixTime now) {
  return history.looks > 0 && now + clock_tolerance < history.last_look ? ClockState::back
                                                                        : ClockState::forward;
}

Result<void> check_clock(const History& history, UnixTime now, const HistoryRules& rules) {
  if (history.looks == 0 || now - history.last_look <= rules.longest_absence) return {};
  const auto date = [](UnixTime time) { return write_date(time).value_or("an unknown time"); };
  return Error{Code::bad_config,
               "the clock says " + date(now) + ", " +
                   std::to_string((now - history.last_look) / day_seconds) +
                   " days after the last look, which was on " + date(history.last_look) +
                   "; a history never goes back, so nothing was looked at. Set the clock, or --now; if it is "
                   "right, allow for the time with absence_days in a limits file"};
}

Remembered remember(const History& history, const Look& look, const HistoryRules& rules) {
  Remembered result{history, {}};
  const Page page{history, result.history, look, rules, std::max(look.now, history.last_look), result.events};
  if (clock_of(history, look.now) == ClockState::back)
    page.tell(EventKind::clock_back, std::nullopt, history.last_look);
  learn_tokens(page);
  update_proofs(page);
  update_keys(page);
  update_quorum(page);
  update_peak(page);
  update_pin(page);
  note_look(page);
  prune(page);
  std::sort(result.events.begin(), result.events.end(), [](const Event& a, const Event& b) {
    return std::tie(a.kind, a.account, a.speaker) < std::tie(b.kind, b.account, b.speaker);
  });
  return result;
}

}  // namespace quorate
