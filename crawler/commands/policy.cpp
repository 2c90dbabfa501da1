#include "config/policy.hpp"

#include "crawler/commands/run.hpp"
#include "crawler/contacts.hpp"
#include "crawler/tables.hpp"
#include "proofs/groups/groups.hpp"
#include "proofs/report/layout/table.hpp"
#include "proofs/report/layout/wording.hpp"
#include "proofs/score/numbers.hpp"

#include <algorithm>
#include <set>

namespace quorate {
namespace {

std::string threshold_words(const QuorumRule& rule) {
  if (rule.quorum)
    return counted(*rule.quorum, "group", "groups") +
           ", however many there are; never confirmed where two keys could both get that many";
  if (rule.hostile)
    return "more than half of the n groups and of " + std::to_string(*rule.hostile) +
           " that may be hostile, together: floor((n + " + std::to_string(*rule.hostile) + ") / 2) + 1";
  return "more than half of the n groups and of the f that may be hostile, together: floor((n + f) / 2) + 1, "
         "with f = max(1, floor((n - 1) / 3))";
}

std::string proof_words(const Policy& policy) {
  if (!policy.max_age_days) return "signed proofs, as long as their statement is valid";
  return "signed proofs whose statement is at most " + counted(*policy.max_age_days, "day", "days") +
         " old; older ones still contradict other keys";
}

std::string merge_words(const std::vector<MergeMember>& members) {
  std::vector<std::string> names;
  for (const MergeMember& member : members) names.push_back(member.name);
  return listed(names) + ", each with all of its group";
}

void explain(const Policy& policy, const Surroundings& around) {
  const auto line = [&](std::string_view label, const std::string& words) {
    around.out << labelled(label, words, around.style);
  };
  line("agree", threshold_words(policy.rule));
  line("counts", proof_words(policy));
  if (counts(policy, Basis::linked))
    line("linked", "accepted, and changes nothing yet: each format that this version reads is signed");
  for (const std::string& uri : required_uris(policy))
    line("requires", uri + "; without it neither confirmed nor corroborated");
  for (const auto& members : policy.merge) line("as one", merge_words(members));
  if (policy.repinning == Repinning::with_rotation)
    line("rotation", "with --history, a rotation that stands long enough replaces the pinned key");
  line("a yes", accepts(policy, Answer::corroborated) ? "confirmed, corroborated (exit status 0)"
                                                      : "confirmed (exit status 0)");
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

// What the policy comes to for these accounts, before any of them is looked at.
void explain_for(const Contact& contact, const Operators& operators, const Surroundings& around) {
  const Groups groups(operators, SuffixList::builtin(), merges(*contact.policy));
  std::vector<std::string> hosts;
  for (const Account& account : contact.accounts) hosts.push_back(account.host());
  const Division division = groups.divide(hosts);
  Table table{{"ACCOUNT", "GROUP", "WHY"}, {TableSection{}}};
  std::set<std::string> names;
  std::set<std::string> domains;
  for (const Account& account : contact.accounts) {
    const Membership membership = division.of(account.host());
    names.insert(membership.group);
    domains.insert(membership.domain);
    table.sections.front().rows.push_back(
        {{{account.uri()}, {membership.group}, {joined(membership.ties)}}, ""});
  }
  const bool zones = std::any_of(contact.accounts.begin(), contact.accounts.end(),
                                 [](const Account& account) { return account.kind() == AccountKind::dns; });
  const Numbers result = numbers(static_cast<unsigned>(names.size()), 0, contact.policy->rule);
  around.out << "\n"
             << write_table(table, around.style) << "\n"
             << "n = " << result.groups << " groups, f = " << result.hostile
             << " of them may be hostile, t = " << result.threshold << " must agree.\n";
  if (names.size() < domains.size())
    around.out << write_paragraph(
        "Where an account does not show the key although others of its group do, more may have to agree.");
  if (zones)
    around.out << write_paragraph("A dns: account whose zone is not signed with DNSSEC is not counted.");
  if (const unsigned usual = default_hostile(result.groups); result.hostile < usual)
    around.out << write_paragraph("Without this policy f would be " + std::to_string(usual) +
                                  ": it trusts more of the services than the default does.");
  if (result.threshold > result.groups)
    around.out << write_paragraph(
        "There are fewer groups than that: with these accounts nothing can be confirmed.");
  if (result.overlap == Overlap::weak)
    around.out << write_paragraph(
        "Two keys could both get that many: the best answer is corroborated, with the flag \"weak policy\".");
}

}  // namespace

int run(const PolicyCommand& command, const Surroundings& around) {
  const auto tables = load_tables(around.config);
  if (!tables) return fail(tables.error(), around);
  const auto policy = read_policy_file(command.file);
  if (!policy) return fail(policy.error(), around);
  if (const auto checked = check_operators(*policy, tables->operators); !checked)
    return fail(checked.error(), around);
  if (command.contact.empty()) {
    explain(*policy, around);
    return 0;
  }
  auto contact = read_contact_file(command.contact);
  if (!contact) return fail(contact.error(), around);
  contact->policy = *policy;
  if (const auto checked = check_policy(*contact, tables->operators); !checked)
    return fail(checked.error(), around);
  explain(*policy, around);
  explain_for(*contact, tables->operators, around);
  return 0;
}

}  // namespace quorate
