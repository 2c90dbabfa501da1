#include "proofs/forge/forge_cost.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace quorate {
namespace {

bool counts_always(ControlKind) { return true; }
bool is_no_issuer(ControlKind kind) { return kind != ControlKind::issuer; }
bool is_operator(ControlKind kind) {
  return kind == ControlKind::operator_ || kind == ControlKind::host || kind == ControlKind::cdn;
}

// By name.
std::vector<Holder> holders_of(const std::vector<ControlledAccount>& accounts, bool (*counts)(ControlKind)) {
  std::map<std::string, std::map<std::string, std::set<ControlKind>>> held;
  for (const ControlledAccount& account : accounts)
    for (const ControlPoint& point : account.points)
      if (counts(point.kind)) held[point.holder][account.account].insert(point.kind);
  std::vector<Holder> holders;
  for (const auto& [name, kinds_by_account] : held) {
    Holder& holder = holders.emplace_back(Holder{name, {}});
    for (const auto& [account, kinds] : kinds_by_account)
      holder.holdings.push_back({account, {kinds.begin(), kinds.end()}});
  }
  return holders;
}

ControlKind plainest(const Holder& holder) {
  ControlKind kind = ControlKind::issuer;
  for (const Holding& holding : holder.holdings) kind = std::min(kind, holding.kinds.front());
  return kind;
}

CheapestSet cheapest(const std::vector<ControlledAccount>& accounts, bool (*counts)(ControlKind)) {
  std::map<std::string, std::size_t> numbers;
  for (const ControlledAccount& account : accounts) numbers.emplace(account.account, 0);
  std::size_t number = 0;
  for (auto& entry : numbers) entry.second = number++;

  std::vector<Holder> holders = holders_of(accounts, counts);
  std::stable_sort(holders.begin(), holders.end(),
                   [](const Holder& a, const Holder& b) { return plainest(a) < plainest(b); });
  std::vector<std::vector<std::size_t>> sets;
  for (const Holder& holder : holders) {
    std::vector<std::size_t>& set = sets.emplace_back();
    for (const Holding& holding : holder.holdings) set.push_back(numbers.at(holding.account));
  }
  const HittingSet found = hit_all(numbers.size(), sets);
  CheapestSet result{{}, found.exactness};
  for (const std::size_t set : found.sets) result.holders.push_back(std::move(holders[set]));
  return result;
}

}  // namespace

std::string_view text(ControlKind kind) {
  switch (kind) {
    case ControlKind::operator_:
      return "operator";
    case ControlKind::host:
      return "host";
    case ControlKind::cdn:
      return "cdn";
    case ControlKind::login:
      return "login";
    case ControlKind::alias:
      return "alias";
    case ControlKind::dns:
      return "dns";
    case ControlKind::network:
      return "network";
    case ControlKind::issuer:
      return "issuer";
  }
  return "operator";
}

// Who can fake all by a few kinds can do so by more, which an upper bound alone might not show.
ForgeCost forge_cost(const std::vector<ControlledAccount>& accounts) {
  ForgeCost cost;
  cost.operators = cheapest(accounts, is_operator);
  cost.without_issuers = cheapest(accounts, is_no_issuer);
  if (cost.operators.cost() < cost.without_issuers.cost()) cost.without_issuers = cost.operators;
  cost.overall = cheapest(accounts, counts_always);
  if (cost.without_issuers.cost() < cost.overall.cost()) cost.overall = cost.without_issuers;
  return cost;
}

}  // namespace quorate
