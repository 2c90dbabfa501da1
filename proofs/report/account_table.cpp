#include "proofs/report/account_table.hpp"

#include "proofs/report/layout/time.hpp"
#include "proofs/report/layout/wording.hpp"
#include "proofs/report/meaning.hpp"
#include "proofs/score/partition.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace quorate {
namespace {

constexpr std::string_view of_another_key = "for another key";

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

// How many counted accounts each group has.
std::map<std::string, unsigned> group_sizes(const Report& report) {
  std::map<std::string, unsigned> sizes;
  for (const AccountEvidence& evidence : report.evidence)
    if (takes_part(evidence)) ++sizes[evidence.group];
  return sizes;
}

class Rows {
 public:
  explicit Rows(const Report& report) : report_(report), group_sizes_(group_sizes(report)) {
    if (report.score.subject_key)
      keys_.insert(report.score.subject_key->key);
    else if (report.given_key)
      keys_.insert(*report.given_key);
    for (const AccountEvidence& evidence : report.evidence) {
      for (const Speaker& speaker : evidence.proven) keys_.insert(speaker.key);
      for (const Speaker& speaker : evidence.conflicted) keys_.insert(speaker.key);
    }
  }

  std::string words(std::size_t i) const {
    const std::string why = reason(i);
    std::string out(text(report_.judgement.accounts.at(i).verdict.outcome));
    if (!why.empty()) out += (why == of_another_key ? " " : ": ") + why;
    std::string aside = keys_.size() > 1 ? keys(i) : "";
    if (const std::string more = notes(i); !more.empty()) aside += (aside.empty() ? "" : ", ") + more;
    return shown(aside.empty() ? out : out + " (" + aside + ")");
  }

  std::string remark_of(std::size_t i) const {
    return shown(remark(report_.judgement.accounts.at(i).verdict));
  }

  TableRow row(std::size_t i) const {
    const AccountVerdict& account = report_.judgement.accounts[i];
    const Verdict& verdict = account.verdict;
    const Paint paint = paint_of(i);
    return {{{account.account.uri(), Paint::none},
             {std::string(text(verdict.outcome)), paint},
             {reason(i), paint},
             {since(account), Paint::none},
             {keys_.size() > 1 ? keys(i) : "", paint},
             {notes(i), Paint::doubt}},
            remark(verdict)};
  }

 private:
  // Of another key than the one that the answer is about, or, where it is about none, that was asked about.
  bool is_of_another(const AccountEvidence& evidence) const {
    if (report_.score.subject_key) return !holds(evidence.proven, *report_.score.subject_key);
    return report_.given_key &&
           std::none_of(evidence.proven.begin(), evidence.proven.end(),
                        [&](const Speaker& speaker) { return speaker.key == *report_.given_key; });
  }

  // A proof of another key must not read as agreement.
  std::string reason(std::size_t i) const {
    const Verdict& verdict = report_.judgement.accounts[i].verdict;
    const bool of_another = verdict.outcome == Outcome::proven && is_of_another(report_.evidence.at(i));
    return std::string(of_another ? of_another_key : text(verdict.reason));
  }

  Paint paint_of(std::size_t i) const {
    const AccountEvidence& evidence = report_.evidence.at(i);
    switch (report_.judgement.accounts[i].verdict.outcome) {
      case Outcome::proven:
        // Green is for the key that the answer is about: a proof of another key is no good news.
        if (!report_.score.subject_key || !holds(evidence.proven, *report_.score.subject_key))
          return Paint::bad;
        return holds(evidence.outdated, *report_.score.subject_key) ? Paint::doubt : Paint::good;
      case Outcome::refuted:
        return Paint::bad;
      case Outcome::unknown:
        return Paint::doubt;
      case Outcome::absent:
        return Paint::none;
    }
    return Paint::none;
  }

  static std::string since(const AccountVerdict& account) {
    const auto date = account.since == 0 ? std::nullopt : write_date(account.since);
    return date.value_or("-");
  }

  std::string keys(std::size_t i) const {
    std::set<KeyName> shown_here;
    for (const Speaker& speaker : report_.evidence[i].proven) shown_here.insert(speaker.key);
    for (const Speaker& speaker : report_.evidence[i].conflicted) shown_here.insert(speaker.key);
    std::vector<std::string> names;
    names.reserve(shown_here.size());
    for (const KeyName& key : shown_here) names.push_back(short_key(report_, key));
    return joined(names);
  }

  std::string notes(std::size_t i) const {
    const AccountEvidence& evidence = report_.evidence[i];
    std::vector<std::string> notes;
    const AccountVerdict& account = report_.judgement.accounts[i];
    for (const Flag flag : account.flags)
      if (text(flag) != text(account.verdict.reason)) notes.emplace_back(text(flag));
    if (evidence.standing == Standing::anchored && evidence.counting == Counting::not_counted)
      notes.emplace_back("not counted");
    const auto& aside = report_.score.set_aside;
    if (takes_part(evidence) && std::find(aside.begin(), aside.end(), evidence.group) != aside.end())
      notes.push_back(evidence.observed.empty() ? "set aside: serves another that counts"
                                                : "set aside: served by " + joined(evidence.observed));
    const auto size = group_sizes_.find(evidence.group);
    const bool shares = size != group_sizes_.end() && size->second > 1;
    if (shares && takes_part(evidence)) notes.push_back("group " + evidence.group);
    return joined(notes);
  }

  static std::string remark(const Verdict& verdict) {
    if (verdict.outcome == Outcome::proven || verdict.outcome == Outcome::absent) return "";
    const std::string detail = shown_detail(verdict.detail);
    return detail.empty() ? std::string(meaning(verdict.reason)) : detail;
  }

  const Report& report_;
  std::map<std::string, unsigned> group_sizes_;
  std::set<KeyName> keys_;  // the subject key, else the given one, and all that are shown anywhere
};

}  // namespace

Table account_table(const Report& report) {
  const Rows rows(report);
  Table table{{"SERVICE", "OUTCOME", "REASON", "SINCE", "KEY", "NOTES"}, {{}, {}}};
  table.sections[1].heading = "also named by the key (not counted)";
  for (std::size_t i = 0; i < report.judgement.accounts.size(); ++i)
    table.sections[report.evidence.at(i).standing == Standing::anchored ? 0 : 1].rows.push_back(rows.row(i));
  return table;
}

std::string account_words(const Report& report, std::size_t i) { return Rows(report).words(i); }

std::string account_remark(const Report& report, std::size_t i) { return Rows(report).remark_of(i); }

namespace {

// "code.example (Forge, of Big Corp)", once for each host of the group; nothing where one domain is all that
// they share.
std::vector<std::string> tied_hosts(const Report& report, const std::string& group) {
  std::vector<std::string> hosts;
  bool tied = false;
  for (std::size_t i = 0; i < report.judgement.accounts.size(); ++i) {
    const AccountEvidence& evidence = report.evidence.at(i);
    if (!takes_part(evidence) || evidence.group != group) continue;
    std::string host = shown(report.judgement.accounts[i].account.host());
    if (!evidence.ties.empty()) host += " (" + shown(joined(evidence.ties)) + ")";
    tied = tied || !evidence.ties.empty();
    if (std::find(hosts.begin(), hosts.end(), host) == hosts.end()) hosts.push_back(std::move(host));
  }
  return tied ? hosts : std::vector<std::string>();
}

}  // namespace

std::vector<std::string> table_legend(const Report& report) {
  std::vector<std::string> legend;
  for (const auto& [group, size] : group_sizes(report)) {
    if (size < 2) continue;
    if (legend.empty())
      legend.emplace_back("Accounts of one group count once: one operator could forge them all.");
    const std::vector<std::string> hosts = tied_hosts(report, group);
    if (!hosts.empty()) legend.push_back("Group " + shown(group) + ": " + listed(hosts) + ".");
  }
  if (report.left_out > 0)
    legend.push_back("Not asked: " + std::to_string(report.left_out) +
                     " more that keys name (limits.yaml, discovered_*).");
  if (report.late > 0)
    legend.push_back("Not waited for: " + std::to_string(report.late) +
                     " that only keys name (limits.yaml, discovery_timeout_ms).");
  return legend;
}

}  // namespace quorate
