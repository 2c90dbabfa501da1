#include "proofs/score/required.hpp"

#include <algorithm>
#include <set>

namespace quorate {
namespace {

bool holds(const std::vector<Speaker>& speakers, const Speaker& speaker) {
  return std::find(speakers.begin(), speakers.end(), speaker) != speakers.end();
}

bool shows(const AccountEvidence& account, GroupState group, const Roster& roster, const View& counted) {
  if (!counted.party || group != GroupState::agrees) return false;
  const Speaker& subject = *roster.parties()[*counted.party].speaker;
  return holds(account.proven, subject) && !holds(account.outdated, subject);
}

bool may_show(const AccountEvidence& account, GroupState group, const View& counted) {
  const bool unseen = account.outcome[static_cast<std::size_t>(counted.kind)] == Outcome::unknown;
  return unseen && (group == GroupState::unknown || group == GroupState::agrees);
}

}  // namespace

Required look_for(const std::vector<std::string>& required, const Accounts& anchored, const Board& groups,
                  const Roster& roster, const View& counted) {
  Required result;
  for (const std::string& uri : std::set<std::string>(required.begin(), required.end())) {
    bool shown = false;
    bool may_be_shown = false;
    for (unsigned i = 0; i < anchored.size(); ++i) {
      if (anchored[i]->account != uri) continue;
      const GroupState group = groups.state(groups.block_of(i), counted);
      shown = shown || shows(*anchored[i], group, roster, counted);
      may_be_shown = may_be_shown || may_show(*anchored[i], group, counted);
    }
    if (shown) continue;
    result.missing.push_back(uri);
    if (!may_be_shown) result.hope = Hope::none;
  }
  return result;
}

}  // namespace quorate
