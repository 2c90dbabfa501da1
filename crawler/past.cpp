#include "crawler/past.hpp"

#include "proofs/history/accept.hpp"
#include "proofs/history/look_back.hpp"

#include <algorithm>
#include <utility>

namespace quorate {
namespace {

// Whether the contact calls the pinned key, or one from which rotations led to it.
bool means_pinned(const Pin& pin, const KeyName& key) {
  const bool former = std::find(pin.former.begin(), pin.former.end(), key.id) != pin.former.end();
  return key == pin.speaker.key || former;
}

Result<void> bring_accounts(const Pin& pin, Contact& contact) {
  for (const std::string& uri : pin.accounts) {
    auto account = Account::parse(uri);
    if (!account) return account.error();
    if (std::find(contact.accounts.begin(), contact.accounts.end(), *account) == contact.accounts.end())
      contact.accounts.push_back(std::move(*account));
  }
  if (contact.accounts.size() > max_contact_accounts)
    return Error{Code::bad_config, "with the pinned accounts of its history the contact has more than " +
                                       std::to_string(max_contact_accounts) +
                                       "; name fewer, or begin a new history"};
  return {};
}

void settle_accepting(Past& past, const Look& look, Report& report) {
  if (past.accepting == Accepting::no) return;
  auto accepted = accept(*past.after, look, report.score, past.named, past.named_key);
  if (!accepted) {
    past.refused = accepted.error();
    if (past.set_aside) past.after->pin = past.set_aside;
    return;
  }
  past.after = std::move(*accepted);
  report.hindsight->accepted = past.after->pin->speaker;
}

}  // namespace

Result<Past> bring_past(History history, const HistoryRules& rules, Accepting accepting, Contact& contact) {
  if (const auto fits = check_contact(history, contact.subject, contact.accounts); !fits) return fits.error();
  Past past{std::move(history), rules, accepting, contact.accounts, {}, contact.key, {}, {}, {}};
  std::optional<Pin>& pin = past.before.pin;
  if (pin && contact.key && !means_pinned(*pin, *contact.key)) {
    if (accepting == Accepting::no)
      return Error{Code::bad_config, "the contact names key " + contact.key->id + ", but pinned is " +
                                         pin->speaker.key.id +
                                         "; give --accept with it if you have checked it with the person"};
    past.set_aside = std::exchange(pin, std::nullopt);
  }
  if (!pin) return past;
  if (contact.key != pin->speaker.key) {
    contact.key = pin->speaker.key;
    contact.public_key.reset();
  }
  if (const auto brought = bring_accounts(*pin, contact); !brought) return brought.error();
  return past;
}

void settle(Past& past, Report& report) {
  const std::vector<AccountEvidence> seen = report.evidence;
  const Recall recalled = recall(past.before, score_input(report), report.judgement, report.now);
  const Score plain = score(recalled.input);
  const Look look{report.judgement, seen, recalled, plain, report.now};
  const Remembered remembered = remember(past.before, look, past.rules);
  report.score = temper(remembered.history, look);
  report.hindsight = look_back(past.before, remembered, look, past.rules);
  past.after = remembered.history;
  past.proposal = propose(*past.after, look, report.score, past.named, past.rules);
  settle_accepting(past, look, report);
  report.given_key = recalled.input.key;
  report.rule = recalled.input.rule;
  report.evidence = recalled.input.accounts;
  report.judgement.keys = recalled.input.keys;
}

}  // namespace quorate
