#include "proofs/judge/gather.hpp"

#include <algorithm>
#include <utility>

namespace quorate {

std::vector<AccountEvidence> gather(const Judgement& judgement, const std::vector<Account>& anchored,
                                    const Groups& groups) {
  std::vector<std::string> hosts;
  for (const Account& account : anchored) hosts.push_back(account.host());
  const Division division = groups.divide(hosts);
  std::vector<AccountEvidence> all;
  for (const AccountVerdict& judged : judgement.accounts) {
    AccountEvidence evidence;
    evidence.account = judged.account.uri();
    const bool named = std::find(anchored.begin(), anchored.end(), judged.account) != anchored.end();
    evidence.standing = named ? Standing::anchored : Standing::discovered;
    const bool insecure =
        std::find(judged.flags.begin(), judged.flags.end(), Flag::not_secure) != judged.flags.end();
    evidence.counting = insecure ? Counting::not_counted : Counting::counted;
    Membership membership = division.of(judged.account.host());
    evidence.domain = std::move(membership.domain);
    evidence.group = std::move(membership.group);
    evidence.ties = std::move(membership.ties);
    for (std::size_t kind = 0; kind < key_kinds; ++kind)
      evidence.outcome[kind] = judged.by_kind[kind].outcome;
    evidence.proven = judged.proven;
    evidence.conflicted = judged.conflicted;
    evidence.outdated = judged.outdated;
    all.push_back(std::move(evidence));
  }
  return all;
}

}  // namespace quorate
