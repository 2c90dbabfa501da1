#include "tests/proofs/scan/summary/made_up.hpp"

#include <array>
#include <random>
#include <string>

namespace quorate {
namespace {

struct Host {
  const char* service;
  const char* group;
  const char* kind;
};
constexpr std::array<Host, 4> hosts = {{{"forge", "Forge Inc", "page"},
                                        {"chat", "Chat Ltd", "mimi"},
                                        {"forum", "Forum e.V.", "page"},
                                        {"photos", "Forge Inc", "acct"}}};

AccountFacts make_up_account(std::mt19937_64& random, std::uint64_t number) {
  AccountFacts account;
  const std::uint64_t pick = random() % 6;
  if (pick < hosts.size()) {
    const Host& host = hosts[pick];
    account.kind = host.kind;
    account.services = {host.service};
    account.group = host.group;
    account.keep = Keep::listed;
  } else {
    account.kind = "site";
    account.services = {"own-site"};
    account.group = "person" + std::to_string(number) + ".example";
  }
  account.microseconds = 200 + random() % 1000 * (random() % 1000);
  switch (random() % 8) {
    case 0:
      account.outcome = Outcome::absent;
      account.reason = Reason::not_found;
      break;
    case 1:
      account.reason = random() % 2 == 0 ? Reason::timed_out : Reason::tls_failed;
      break;
    case 2:
      account.outcome = Outcome::refuted;
      account.reason = random() % 2 == 0 ? Reason::expired : Reason::bad_signature;
      break;
    default:
      account.outcome = Outcome::proven;
      account.key_types = {random() % 5 == 0 ? "P-256" : "Ed25519"};
      account.expires_in = static_cast<std::int64_t>(random() % 400) * 86'400;
  }
  return account;
}

}  // namespace

MadeUpTarget make_up_target(std::uint64_t seed, std::uint64_t number) {
  std::mt19937_64 random(seed * 1'000'003 + number);
  MadeUpTarget made;
  if (random() % 50 == 0) {
    made.target.state = "malformed";
    return made;
  }
  const std::uint64_t accounts = 1 + random() % 7;
  for (std::uint64_t i = 0; i < accounts; ++i) made.accounts.push_back(make_up_account(random, number));
  ScoreFacts score;
  for (const AccountFacts& account : made.accounts) {
    const GroupState state = account.outcome == Outcome::proven ? GroupState::agrees : GroupState::silent;
    bool known = false;
    for (GroupFacts& group : score.group_list) {
      if (group.name != account.group) continue;
      known = true;
      if (state == GroupState::agrees) group.state = state;
    }
    if (!known) score.group_list.push_back({account.group, account.keep, state});
  }
  score.groups = score.group_list.size();
  for (const GroupFacts& group : score.group_list)
    score.weight += group.state == GroupState::agrees ? 1U : 0U;
  const auto n = static_cast<unsigned>(score.groups);
  score.confirm_at = threshold(n, default_hostile(n));
  score.answer = score.weight >= score.confirm_at    ? Answer::confirmed
                 : score.weight > default_hostile(n) ? Answer::corroborated
                                                     : Answer::insufficient;
  if (score.weight > 0) score.forge = ForgeFacts{(score.weight + 1) / 2, score.weight, score.weight};
  if (random() % 10 == 0) score.flags.push_back(ScoreFlag::tie);
  made.target.state = text(score.answer);
  made.target.now = 1'780'000'000 + static_cast<UnixTime>(number);
  made.target.score = std::move(score);
  return made;
}

void add(Summary& summary, const MadeUpTarget& target) {
  summary.add(target.target);
  for (const AccountFacts& account : target.accounts) summary.add(account);
}

}  // namespace quorate
