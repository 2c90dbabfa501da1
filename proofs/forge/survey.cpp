#include "proofs/forge/survey.hpp"

#include <set>

namespace quorate {

std::vector<std::vector<ControlPoint>> survey(const std::vector<AccountEvidence>& evidence,
                                              const std::vector<Finding>& findings, const Logins& logins,
                                              const Directory& directory) {
  std::map<std::string, std::set<ControlPoint>> seen;
  for (const Finding& finding : findings) {
    const std::string& account = finding.account.uri();
    for (ControlPoint& point : points_of(finding.account.host(), finding.route, directory))
      seen[account].insert(std::move(point));
    const auto login = logins.find(account);
    const Operator* entry = login == logins.end() ? nullptr : directory.operators.find(login->second);
    if (entry == nullptr) continue;
    std::string holder = holder_name(*entry, directory);
    if (holder != directory.division.of(finding.account.host()).group)
      seen[account].insert({ControlKind::login, std::move(holder)});
  }
  std::vector<std::vector<ControlPoint>> points;
  for (const AccountEvidence& account : evidence) {
    const std::set<ControlPoint>& found = seen[account.account];
    points.emplace_back(found.begin(), found.end());
  }
  return points;
}

}  // namespace quorate
