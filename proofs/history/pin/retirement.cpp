#include "proofs/history/pin/retirement.hpp"

#include "proofs/history/look.hpp"
#include "proofs/history/pin/pinned_groups.hpp"
#include "proofs/score/partition.hpp"

#include <algorithm>
#include <array>

namespace quorate {
namespace {

// Whether the account may show another token than the newest statement's own. Where several keys stand there
// the flags are those of all: in doubt it does.
bool shows_another(const AccountVerdict& account) {
  constexpr std::array<Flag, 3> signs = {Flag::stale, Flag::statement_withheld, Flag::no_statement_seen};
  return std::any_of(signs.begin(), signs.end(), [&](Flag flag) {
    return std::find(account.flags.begin(), account.flags.end(), flag) != account.flags.end();
  });
}

// Whether the newest statement itself stands in t of the pinned groups.
PinQuorum shown(const Pin& pin, const Judgement& judgement, const ScoreInput& input) {
  ScoreInput current = input;
  for (std::size_t i = 0; i < current.accounts.size(); ++i)
    if (shows_another(judgement.accounts.at(i))) std::erase(current.accounts[i].proven, pin.speaker);
  return pin_quorum(current, pin, pin.speaker);
}

// f as it was with these accounts in n, by domains: merging them could have lowered it.
void hold_hostile(ScoreInput& input) {
  if (!input.rule.hostile)
    input.rule.hostile =
        default_hostile(by_domain(taking_part(input.accounts)).blocks + uncounted_domains(input.accounts));
}

void take_out(ScoreInput& input, const std::string& uri) {
  for (AccountEvidence& account : input.accounts)
    if (account.account == uri) account.standing = Standing::discovered;
}

}  // namespace

std::vector<RetiredAccount> retire_accounts(const Pin& pin, const Judgement& judgement, UnixTime now,
                                            ScoreInput& input) {
  std::vector<RetiredAccount> out;
  const Statement* newest = newest_of(judgement, pin.speaker);
  const bool in_force = newest != nullptr && newest->issued_at <= now + clock_tolerance;
  if (input.rule.quorum || !in_force) return out;
  ScoreInput changed = input;
  hold_hostile(changed);
  for (const RetiredAccount& earlier : pin.retired) {
    const auto account = Account::parse(earlier.account);
    if (!account || newest->lists(*account)) continue;
    take_out(changed, earlier.account);
    out.push_back(earlier);
  }
  std::vector<std::string> leaving;
  for (const Account& account : newest->retired) {
    const bool pinned =
        std::find(pin.accounts.begin(), pin.accounts.end(), account.uri()) != pin.accounts.end();
    const bool out_already = std::any_of(out.begin(), out.end(), [&](const RetiredAccount& earlier) {
      return earlier.account == account.uri();
    });
    if (pinned && !out_already) leaving.push_back(account.uri());
  }
  if (!leaving.empty() && newest->seq > pin.seq && shown(pin, judgement, changed) == PinQuorum::reached) {
    for (const std::string& uri : leaving) {
      take_out(changed, uri);
      out.push_back({uri, now, newest->seq});
    }
  }
  if (!out.empty()) input = std::move(changed);
  return out;
}

}  // namespace quorate
