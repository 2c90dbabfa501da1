#include "proofs/explain/account_story.hpp"

#include "proofs/explain/account_rule.hpp"
#include "proofs/report/layout/time.hpp"
#include "proofs/report/layout/wording.hpp"
#include "proofs/report/meaning.hpp"
#include "proofs/score/partition.hpp"

#include <algorithm>

namespace quorate {
namespace {

class Story {
 public:
  Story(const Report& report, std::size_t account)
      : report_(report),
        judged_(report.judgement.accounts.at(account)),
        evidence_(report.evidence.at(account)) {}

  std::vector<StoryLine> tell() const {
    std::vector<StoryLine> lines = {{"asked", asked()}, {"found", found()}};
    for (std::string& rule : rules()) lines.push_back({lines.size() == 2 ? "rule" : "", std::move(rule)});
    lines.push_back({"counts", counts()});
    return lines;
  }

 private:
  std::string asked() const {
    std::vector<std::string> places;
    for (const std::string& place : judged_.places) places.push_back(shown(place));
    return places.empty() ? "nothing" : listed(places);
  }

  // "key kuts1Jgu… for mimi://…": the subject only where it is not that of the answer.
  std::string speaker(const Speaker& speaker) const {
    const std::optional<Speaker>& own = report_.score.subject_key;
    const bool expected = (own && own->subject == speaker.subject) || report_.subject == speaker.subject;
    return key_phrase(report_, speaker.key) + (expected ? "" : " for " + shown(speaker.subject));
  }
  std::string speakers(const std::vector<Speaker>& all) const {
    std::vector<std::string> names;
    for (const Speaker& one : all) names.push_back(speaker(one));
    return listed(names);
  }
  // Of which statement the dates are known.
  std::string statement_number(const Speaker& speaker) const {
    for (const Statement& statement : report_.judgement.statements)
      if (statement.kid == speaker.key.id && statement.subject == speaker.subject &&
          statement.issued_at == judged_.since)
        return ", statement number " + std::to_string(statement.seq);
    return "";
  }
  std::string found() const {
    if (!judged_.proven.empty()) {
      std::string out = "a valid proof of " + speakers(judged_.proven);
      if (judged_.since != 0) out += ", signed " + write_date(judged_.since).value_or("at an unknown time");
      if (judged_.proven.size() == 1) out += statement_number(judged_.proven.front());
      return out;
    }
    if (!judged_.conflicted.empty()) return "valid proofs of " + speakers(judged_.conflicted);
    const std::string detail = shown_detail(judged_.verdict.detail);
    if (!detail.empty()) return detail;
    const std::string_view means = meaning(judged_.verdict.reason);
    if (!means.empty()) return std::string(means);
    return judged_.verdict.reason == Reason::not_found ? "no such page or record" : "nothing";
  }

  static std::string cited(const Rule& rule, const std::string& outcome) {
    return std::string(rule.words) + (outcome.empty() ? "" : " -> " + outcome) + " (" +
           std::string(rule.source) + ")";
  }
  std::vector<std::string> rules() const {
    const Verdict& verdict = judged_.verdict;
    std::vector<std::string> all = {cited(rule_of(verdict.outcome, verdict.reason), summary(verdict))};
    for (const Flag flag : judged_.flags) all.push_back(cited(rule_of(flag), ""));
    return all;
  }

  const GroupScore* group() const {
    for (const GroupScore& group : report_.score.group_scores)
      if (std::find(group.accounts.begin(), group.accounts.end(), evidence_.account) != group.accounts.end())
        return &group;
    return nullptr;
  }
  bool set_aside(const GroupScore& group) const {
    const auto& names = report_.score.set_aside;
    return std::find(names.begin(), names.end(), group.name) != names.end();
  }
  std::string counts() const {
    if (evidence_.standing == Standing::discovered)
      return R"(no: only a key's own statement named it (quorum.md "Who counts"))";
    if (evidence_.counting == Counting::not_counted) return R"(no: without DNSSEC (quorum.md "Who counts"))";
    const GroupScore* group = this->group();
    if (group == nullptr) return "no";
    if (set_aside(*group))
      return "no: group " + shown(group->name) +
" agrees, but " + behind() + R"( (quorum.md "Observed relations"))";
    std::string out =
        in_words(group->state) + ": group " + shown(group->name) + " " + std::string(verb(group->state));
    if (group->accounts.size() > 1)
      out += ", one voice for " + std::to_string(group->accounts.size()) + " accounts";
    return out + R"( (quorum.md "Groups"))";
  }
  std::string behind() const {
    if (evidence_.observed.empty()) return "serves another that counts";
    std::vector<std::string> servers;
    for (const std::string& server : evidence_.observed) servers.push_back(shown(server));
    return "is seen to be served by " + listed(servers) + ", and counts beside no other that is, or that is " +
           listed(servers) + " itself";
  }
  std::string in_words(GroupState state) const {
    const std::optional<Speaker>& own = report_.score.subject_key;
    const bool shows_it = own && holds(evidence_.proven, *own) && !holds(evidence_.outdated, *own);
    switch (state) {
      case GroupState::agrees:
        return shows_it ? "yes" : "no, but its group does";
      case GroupState::rival:
        return own ? "against it" : "for its own key";
      case GroupState::conflicted:
        return "for neither";
      case GroupState::unknown:
        return "not yet";
      case GroupState::silent:
        return "no";
    }
    return "";
  }
  std::string_view verb(GroupState state) const {
    switch (state) {
      case GroupState::agrees:
        return "agrees";
      case GroupState::rival:
        return report_.score.subject_key ? "shows a rival" : "shows a key, and none is the subject key";
      case GroupState::conflicted:
        return report_.score.subject_key ? "shows the key and a rival"
                                         : "shows keys that contradict each other";
      case GroupState::unknown:
        return "could not be seen: it counts in hi, not in W";
      case GroupState::silent:
        return "shows nothing that counts";
    }
    return "";
  }

  const Report& report_;
  const AccountVerdict& judged_;
  const AccountEvidence& evidence_;
};

}  // namespace

std::vector<StoryLine> account_story(const Report& report, std::size_t account) {
  return Story(report, account).tell();
}

std::string account_phrase(const AccountEvidence& evidence) {
  const bool named = takes_part(evidence) && evidence.group != evidence.domain;
  return shown(evidence.account) + (named ? " (" + shown(evidence.group) + ")" : "");
}

}  // namespace quorate
