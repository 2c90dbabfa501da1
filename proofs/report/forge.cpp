#include "proofs/report/forge.hpp"

#include "proofs/report/json_values.hpp"
#include "proofs/report/layout/wording.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace quorate {
namespace {

std::string_view noun(ControlKind kind) {
  switch (kind) {
    case ControlKind::operator_:
      return "operator";
    case ControlKind::host:
      return "host";
    case ControlKind::cdn:
      return "CDN";
    case ControlKind::login:
      return "login";
    case ControlKind::alias:
      return "alias";
    case ControlKind::dns:
      return "DNS";
    case ControlKind::network:
      return "network";
    case ControlKind::issuer:
      return "certificates";
  }
  return "operator";
}

// "GitHub", or "Cloudflare (CDN and DNS of a.example and b.example)" where it does more than to run them.
std::string described(const Holder& holder) {
  constexpr std::size_t most_hosts = 3;
  std::set<ControlKind> kinds;
  std::vector<std::string> hosts;
  for (const Holding& holding : holder.holdings) {
    kinds.insert(holding.kinds.begin(), holding.kinds.end());
    const auto account = Account::parse(holding.account);
    std::string host = shown(account ? account->host() : holding.account);
    if (std::find(hosts.begin(), hosts.end(), host) == hosts.end()) hosts.push_back(std::move(host));
  }
  if (kinds == std::set{ControlKind::operator_}) return shown(holder.name);
  std::vector<std::string> nouns;
  for (const ControlKind kind : kinds) nouns.emplace_back(noun(kind));
  const std::string of = hosts.size() > most_hosts ? std::to_string(hosts.size()) + " hosts" : listed(hosts);
  return shown(holder.name) + " (" + listed(nouns) + " of " + of + ")";
}

std::string cost(const CheapestSet& set) {
  return (set.exactness == Exactness::exact ? "" : "at most ") + std::to_string(set.cost());
}

std::string members(const CheapestSet& set) {
  std::vector<std::string> names;
  for (const Holder& holder : set.holders) names.push_back(described(holder));
  return listed(names);
}

json::Value holding_value(const Holding& holding) {
  json::Value kinds = json::Value::array();
  for (const ControlKind kind : holding.kinds) kinds.add(json::Value::string(text(kind)));
  return json::Value::object().add("account", foreign_string(holding.account)).add("kinds", std::move(kinds));
}

json::Value set_value(const CheapestSet& set) {
  json::Value holders = json::Value::array();
  for (const Holder& holder : set.holders) {
    json::Value holdings = json::Value::array();
    for (const Holding& holding : holder.holdings) holdings.add(holding_value(holding));
    holders.add(
        json::Value::object().add("name", foreign_string(holder.name)).add("accounts", std::move(holdings)));
  }
  return json::Value::object()
      .add("cost", json::Value::number(static_cast<std::int64_t>(set.cost())))
      .add("exactness", json::Value::string(text(set.exactness)))
      .add("holders", std::move(holders));
}

}  // namespace

std::string forge_sentence(const Report& report) {
  if (!report.forge_cost) return "";
  const ForgeCost& forge = *report.forge_cost;
  std::string out = "Forge cost " + cost(forge.without_issuers);
  if (forge.without_issuers.cost() < forge.operators.cost())
    out += " (over operators alone " + cost(forge.operators) + ")";
  out += ": whoever controls " + members(forge.without_issuers) + " could fake " +
         (report.score.weight == 1 ? "this proof." : "these proofs.");
  if (forge.overall.cost() < forge.without_issuers.cost())
    out += " With certificate issuers " + cost(forge.overall) + ": " + members(forge.overall) + ".";
  return out;
}

json::Value forge_value(const Report& report) {
  if (!report.forge_cost) return {};
  return json::Value::object()
      .add("overall", set_value(report.forge_cost->overall))
      .add("without_issuers", set_value(report.forge_cost->without_issuers))
      .add("operators", set_value(report.forge_cost->operators));
}

json::Value points_value(const std::vector<ControlPoint>& points) {
  json::Value array = json::Value::array();
  for (const ControlPoint& point : points)
    array.add(json::Value::object()
                  .add("kind", json::Value::string(text(point.kind)))
                  .add("holder", foreign_string(point.holder)));
  return array;
}

bool cheaper_than_weight(const Report& report) {
  return report.forge_cost && report.forge_cost->without_issuers.cost() < report.score.weight;
}

}  // namespace quorate
