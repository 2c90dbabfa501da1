#include "proofs/scan/summary/summary.hpp"

#include <algorithm>

namespace quorate {
namespace {

// Names that come from our own lists, of which none is longer; a state of a later version still fits.
constexpr std::size_t own_names = 128;

// Associative, as std::min and std::max of what is there.
void widen(std::optional<UnixTime>& first, std::optional<UnixTime>& last, UnixTime time) {
  first = first ? std::min(*first, time) : time;
  last = last ? std::max(*last, time) : time;
}

}  // namespace

std::string_view text(Expiry expiry) {
  switch (expiry) {
    case Expiry::ended:
      return "ended";
    case Expiry::week:
      return "within 7 days";
    case Expiry::month:
      return "8 to 30 days";
    case Expiry::quarter:
      return "31 to 90 days";
    case Expiry::half_year:
      return "91 to 182 days";
    case Expiry::year:
      return "183 to 366 days";
    case Expiry::later:
      return "later";
    case Expiry::unsaid:
      return "not said";
  }
  return "not said";
}

Expiry expiry_class(std::optional<std::int64_t> seconds_left) {
  constexpr std::int64_t day = 86'400;
  if (!seconds_left) return Expiry::unsaid;
  if (*seconds_left <= 0) return Expiry::ended;
  if (*seconds_left <= 7 * day) return Expiry::week;
  if (*seconds_left <= 30 * day) return Expiry::month;
  if (*seconds_left <= 90 * day) return Expiry::quarter;
  if (*seconds_left <= 182 * day) return Expiry::half_year;
  if (*seconds_left <= 366 * day) return Expiry::year;
  return Expiry::later;
}

void OutcomeCounts::merge(const OutcomeCounts& other) {
  for (std::size_t i = 0; i < by_outcome.size(); ++i) by_outcome[i] += other.by_outcome[i];
}

void ServiceCounts::merge(const ServiceCounts& other) {
  accounts.merge(other.accounts);
  times.merge(other.times);
}

void OperatorCounts::merge(const OperatorCounts& other) {
  accounts.merge(other.accounts);
  named += other.named;
  agrees += other.agrees;
  falls += other.falls;
}

Summary::Summary(SummaryRoom room)
    : states(own_names),
      flags(own_names),
      services(room.services),
      kinds(own_names),
      reasons(own_names),
      operators(room.operators),
      key_types(own_names) {}

void Summary::add(const TargetFacts& target) {
  ++targets;
  ++states.at(target.state, Keep::sampled).count;
  if (target.now != 0) widen(first, last, target.now);
  if (!target.score) return;
  const ScoreFacts& score = *target.score;
  for (const ScoreFlag flag : score.flags) ++flags.at(text(flag), Keep::listed).count;
  groups.add(score.groups);
  weight.add(score.weight);
  if (score.forge) {
    forge_overall.add(score.forge->overall);
    forge_without_issuers.add(score.forge->without_issuers);
    forge_operators.add(score.forge->operators);
  }
  const bool confirmed = score.answer == Answer::confirmed && score.weight >= score.confirm_at;
  if (confirmed) {
    weight_confirmed.add(score.weight);
    spare.add(score.weight - score.confirm_at);
  }
  const bool hangs_on_each = confirmed && score.weight == score.confirm_at;
  for (const GroupFacts& group : score.group_list) {
    OperatorCounts& counts = operators.at(group.name, group.keep);
    ++counts.named;
    if (group.state != GroupState::agrees) continue;
    ++counts.agrees;
    if (hangs_on_each) ++counts.falls;
  }
}

void Summary::add(const AccountFacts& account) {
  ++accounts;
  outcomes.add(account.outcome);
  ++errors[static_cast<std::size_t>(error_class(account.outcome, account.reason))];
  kinds.at(account.kind, Keep::sampled).add(account.outcome);
  if (account.reason != Reason::none) reasons.at(text(account.reason), Keep::listed).add(account.outcome);
  const auto count = [&](std::string_view service) {
    ServiceCounts& counts = services.at(service, Keep::sampled);
    counts.accounts.add(account.outcome);
    if (account.microseconds) counts.times.add(*account.microseconds);
  };
  if (account.services.empty()) count(no_service_name);
  for (const std::string& service : account.services) count(service);
  if (account.microseconds) times.add(*account.microseconds);
  if (!account.group.empty()) operators.at(account.group, account.keep).accounts.add(account.outcome);
  if (account.outcome != Outcome::proven) return;
  for (const std::string& type : account.key_types) ++key_types.at(type, Keep::sampled).count;
  ++expiry[static_cast<std::size_t>(expiry_class(account.expires_in))];
}

void Summary::merge(const Summary& other) {
  targets += other.targets;
  accounts += other.accounts;
  if (other.first) widen(first, last, *other.first);
  if (other.last) widen(first, last, *other.last);
  states.merge(other.states);
  flags.merge(other.flags);
  groups.merge(other.groups);
  weight.merge(other.weight);
  weight_confirmed.merge(other.weight_confirmed);
  spare.merge(other.spare);
  forge_overall.merge(other.forge_overall);
  forge_without_issuers.merge(other.forge_without_issuers);
  forge_operators.merge(other.forge_operators);
  outcomes.merge(other.outcomes);
  services.merge(other.services);
  kinds.merge(other.kinds);
  reasons.merge(other.reasons);
  operators.merge(other.operators);
  key_types.merge(other.key_types);
  for (std::size_t i = 0; i < expiry.size(); ++i) expiry[i] += other.expiry[i];
  times.merge(other.times);
  for (std::size_t i = 0; i < errors.size(); ++i) errors[i] += other.errors[i];
}

}  // namespace quorate
