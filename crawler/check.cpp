#include "crawler/check.hpp"

#include "config/plan.hpp"
#include "crawler/look.hpp"
#include "proofs/forge/agreeing.hpp"
#include "proofs/forge/survey.hpp"
#include "proofs/judge/gather.hpp"
#include "proofs/judge/judge.hpp"
#include "proofs/score/score.hpp"

#include <algorithm>
#include <iterator>

namespace quorate {
namespace {

Context context_of(const Contact& contact, UnixTime now, const Past* past) {
  Context context{contact.subject, contact.public_key, {}, now, max_age(contact.policy.value_or(Policy{}))};
  for (const std::string& token : contact.statements) context.known.push_back(verify_token(token));
  if (past == nullptr) return context;
  const History& history = past->before;
  context.known.insert(context.known.end(), history.tokens.begin(), history.tokens.end());
  context.last_look = history.last_look;
  return context;
}

// The accounts that the statements of keys proven somewhere name, and that nobody asked for: the contact's
// key first, then keys by how many accounts show them. They add breadth and newer statements, never weight.
std::vector<Account> discovered(const Judgement& judgement, const Contact& contact,
                                const Exclusions* exclusions) {
  const auto shown_by = [&](const Statement& statement) {
    const Speaker speaker{{KeyKind::native, statement.kid}, statement.subject};
    return std::count_if(
        judgement.accounts.begin(), judgement.accounts.end(), [&](const AccountVerdict& account) {
          return std::find(account.proven.begin(), account.proven.end(), speaker) != account.proven.end();
        });
  };
  std::vector<std::pair<std::ptrdiff_t, const Statement*>> ranked;
  for (const Statement& statement : judgement.statements) {
    const bool given = contact.key && contact.key->id == statement.kid;
    const std::ptrdiff_t rank = given ? std::ptrdiff_t{1} << 20 : shown_by(statement);
    if (rank > 0) ranked.emplace_back(rank, &statement);
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Account> accounts;
  for (const auto& [rank, statement] : ranked) {
    for (const Account& account : statement->accounts) {
      const auto known = [&](const std::vector<Account>& list) {
        return std::find(list.begin(), list.end(), account) != list.end();
      };
      if (known(contact.accounts) || known(accounts)) continue;
      if (exclusions == nullptr || !exclusions->covering(account)) accounts.push_back(account);
    }
  }
  return accounts;
}

// How many of the accounts, from the first on, the limits let be asked.
std::size_t within_limits(const std::vector<Account>& accounts, const Workshop& workshop) {
  std::size_t requests = 0;
  for (std::size_t count = 0; count < accounts.size(); ++count) {
    const Plan plan = plan_account(accounts[count], workshop.services, workshop.limits);
    if (const auto* planned = std::get_if<std::vector<PlannedRequest>>(&plan)) requests += planned->size();
    if (requests > workshop.limits.discovered_requests || count == workshop.limits.discovered_accounts)
      return count;
  }
  return accounts.size();
}

// How many of the accounts had a place that did not answer in time. Those of one account follow one another.
std::size_t late_accounts(const std::vector<Finding>& findings) {
  const Account* last = nullptr;
  std::size_t count = 0;
  for (const Finding& finding : findings) {
    if (!finding.obstacle || finding.obstacle->reason != Reason::timed_out) continue;
    if (last == nullptr || *last != finding.account) ++count;
    last = &finding.account;
  }
  return count;
}

std::vector<std::string> hosts_of(const std::vector<Account>& accounts) {
  std::vector<std::string> hosts;
  for (const Account& account : accounts) hosts.push_back(account.host());
  return hosts;
}

}  // namespace

boost::asio::awaitable<Report> check(Contact contact, Workshop workshop, UnixTime now, Past* past) {
  const Context context = context_of(contact, now, past);
  std::vector<Finding> findings = co_await look_at(contact.accounts, Standing::anchored, workshop);
  Report report;
  report.judgement = judge(findings, context);

  auto more = discovered(report.judgement, contact, workshop.exclusions);
  const std::size_t admitted = within_limits(more, workshop);
  report.left_out = more.size() - admitted;
  more.erase(more.begin() + static_cast<std::ptrdiff_t>(admitted), more.end());
  if (!more.empty()) {
    std::optional<std::chrono::milliseconds> limit;
    if (workshop.manners == Manners::check)  // a person waits
      limit = std::chrono::milliseconds(workshop.limits.discovery_timeout_ms);
    std::vector<Finding> found = co_await look_at(more, Standing::discovered, workshop, limit);
    report.late = late_accounts(found);
    std::move(found.begin(), found.end(), std::back_inserter(findings));
    report.judgement = judge(findings, context);
  }

  const Policy policy = contact.policy.value_or(Policy{});
  const Groups groups(workshop.operators, workshop.suffixes, merges(policy));
  report.evidence = gather(report.judgement, contact.accounts, groups);
  const Division division = groups.divide(hosts_of(contact.accounts));
  report.points =
      survey(report.evidence, findings, contact.logins, {workshop.operators, workshop.networks, division});
  for (std::size_t i = 0; i < report.points.size(); ++i)
    report.evidence[i].observed = observed(report.points[i]);
  if (!contact.name.empty()) report.contact_name = contact.name;
  report.subject = contact.subject;
  report.given_key = contact.key;
  report.rule = policy.rule;
  report.required = required_uris(policy);
  report.max_age = context.max_age;
  report.now = now;
  if (past == nullptr) {
    report.score = score(score_input(report));
  } else {
    settle(*past, report);
  }
  report.forge_cost = forge_cost(report.score, report.evidence, report.points);
  co_return report;
}

}  // namespace quorate
