#include "proofs/forge/agreeing.hpp"

#include "proofs/score/partition.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace quorate {
namespace {

bool holds(const std::vector<Speaker>& speakers, const Speaker& speaker) {
  return std::find(speakers.begin(), speakers.end(), speaker) != speakers.end();
}

}  // namespace

std::optional<ForgeCost> forge_cost(const Score& score, const std::vector<AccountEvidence>& evidence,
                                    const std::vector<std::vector<ControlPoint>>& points) {
  if (!score.subject_key) return std::nullopt;
  std::set<std::string_view> agreeing_accounts;
  for (const GroupScore& group : score.group_scores)
    if (group.state == GroupState::agrees)
      agreeing_accounts.insert(group.accounts.begin(), group.accounts.end());
  std::vector<ControlledAccount> accounts;
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    const AccountEvidence& account = evidence[i];
    if (!takes_part(account) || agreeing_accounts.count(account.account) == 0) continue;
    if (!holds(account.proven, *score.subject_key) || holds(account.outdated, *score.subject_key)) continue;
    ControlledAccount& controlled = accounts.emplace_back(ControlledAccount{account.account, points.at(i)});
    controlled.points.push_back({ControlKind::operator_, account.group});
  }
  if (accounts.empty()) return std::nullopt;
  return forge_cost(accounts);
}

}  // namespace quorate
