#include "proofs/explain/graph/graph.hpp"

#include "proofs/report/layout/time.hpp"
#include "proofs/report/layout/wording.hpp"
#include "proofs/report/text.hpp"
#include "proofs/score/partition.hpp"

#include <algorithm>
#include <map>

namespace quorate {
namespace {

constexpr std::size_t most_accounts = 128;  // twice what a check looks at
constexpr std::size_t most_keys = 24;

Tone tone_of(GroupState state) {
  switch (state) {
    case GroupState::agrees:
      return Tone::agrees;
    case GroupState::rival:
      return Tone::rival;
    case GroupState::conflicted:
      return Tone::conflicted;
    case GroupState::unknown:
      return Tone::unknown;
    case GroupState::silent:
      return Tone::silent;
  }
  return Tone::silent;
}

Tone tone_of(Answer answer) {
  switch (answer) {
    case Answer::confirmed:
      return Tone::agrees;
    case Answer::revoked:
    case Answer::equivocating:
    case Answer::contested:
      return Tone::rival;
    default:
      return Tone::unknown;
  }
}

// Those against at the end, so that few lines cross.
int rank_of(GroupState state) {
  switch (state) {
    case GroupState::agrees:
      return 0;
    case GroupState::conflicted:
      return 1;
    case GroupState::unknown:
      return 2;
    case GroupState::silent:
      return 3;
    case GroupState::rival:
      return 4;
  }
  return 3;
}

class Draft {
 public:
  explicit Draft(const Report& report) : report_(report), score_(report.score) {}

  AgreementGraph draw() {
    graph_.verdict = upper(text(score_.answer));
    graph_.verdict_tone = tone_of(score_.answer);
    std::string headline = write_headline(report_, Style::plain);
    headline.pop_back();  // the LF
    graph_.about = shown(std::string_view(headline).substr(graph_.verdict.size()));
    graph_.numbers = numbers();
    add_keys();
    add_accounts();
    add_remarks();
    return std::move(graph_);
  }

 private:
  std::string numbers() const {
    const auto text = [](unsigned number) { return std::to_string(number); };
    std::string out = "W = " + text(score_.weight) + " of n = " + text(score_.groups) +
                      " groups agree, t = " + text(std::max(score_.threshold, score_.confirm_at)) + " must";
    if (score_.high > score_.weight) out += ", hi = " + text(score_.high) + " may";
    if (!score_.rivals.empty()) out += ", best rival W = " + text(score_.rivals.front().weight);
    return out + ", f = " + text(score_.hostile) + " may be hostile";
  }

  std::size_t add(GraphBox box) {
    graph_.boxes.push_back(std::move(box));
    return graph_.boxes.size() - 1;
  }

  bool is_rival(const Speaker& speaker) const {
    return std::any_of(score_.rivals.begin(), score_.rivals.end(),
                       [&](const KeyScore& rival) { return rival.speaker == speaker; });
  }
  Tone tone_of_key(const KeyScore& key) const {
    if (key.state != KeyState::sound || is_rival(key.speaker)) return Tone::rival;
    return score_.subject_key == key.speaker ? Tone::agrees : Tone::neutral;
  }
  std::string role(const KeyScore& key) const {
    const std::string weight = ", W = " + std::to_string(key.weight);
    if (key.state == KeyState::revoked) return "revoked" + weight;
    if (key.state == KeyState::equivocating) return "contradicts itself" + weight;
    if (score_.subject_key == key.speaker) return "subject key" + weight;
    return (is_rival(key.speaker) ? "rival" : "other key") + weight;
  }

  std::size_t subject_box(const std::string& subject) {
    const auto known = subjects_.find(subject);
    if (known != subjects_.end()) return known->second;
    const bool own = report_.subject == subject;
    const bool proven = score_.subject_key && score_.subject_key->subject == subject &&
                        subject_claim(report_) == SubjectClaim::proven;
    GraphBox box{Column::subject, Tone::neutral, subject.empty() ? "(no subject)" : shown(subject),
                 proven ? "spoken for" : "claimed, unproven", Standing::anchored};
    if (own && !score_.subject_key) box.note = "asked about";
    return subjects_[subject] = add(std::move(box));
  }

  void add_keys() {
    if (report_.subject) subject_box(*report_.subject);
    for (const KeyScore& key : score_.keys) {
      if (keys_.size() == most_keys) break;
      const std::string label = key_phrase(report_, key.speaker.key);
      const std::size_t box = add({Column::key, tone_of_key(key), label, role(key), Standing::anchored});
      keys_[key.speaker] = box;
      if (score_.subject_key == key.speaker) subject_key_ = box;
      graph_.lines.push_back({subject_box(key.speaker.subject), box, Tone::neutral});
    }
    left_out_keys_ = score_.keys.size() - keys_.size();
  }

  // Anchored ones by group, groups that agree first; then those that do not count; then the discovered.
  std::vector<std::size_t> order() const {
    std::map<std::string, std::pair<int, std::string>> rank_of_group;
    for (const GroupScore& group : score_.group_scores)
      for (const std::string& uri : group.accounts) rank_of_group[uri] = {rank_of(group.state), group.name};
    std::vector<std::size_t> places(report_.evidence.size());
    for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
    const auto rank = [&](std::size_t i) {
      const AccountEvidence& evidence = report_.evidence[i];
      const int part = takes_part(evidence) ? 0 : evidence.standing == Standing::anchored ? 1 : 2;
      const auto group = rank_of_group.find(evidence.account);
      return std::pair(
          part, part == 0 && group != rank_of_group.end() ? group->second : std::pair(0, std::string()));
    };
    std::stable_sort(places.begin(), places.end(), [&](auto a, auto b) { return rank(a) < rank(b); });
    return places;
  }

  void add_accounts() {
    const std::vector<std::size_t> places = order();
    for (const std::size_t i : places) {
      if (drawn_ == most_accounts) break;
      ++drawn_;
      add_account(i);
    }
    left_out_accounts_ = places.size() - drawn_;
  }

  void add_account(std::size_t i) {
    const AccountEvidence& evidence = report_.evidence[i];
    const AccountVerdict& judged = report_.judgement.accounts[i];
    const Tone tone = tone_of_account(evidence, judged.verdict);
    std::string note = summary(judged.verdict);
    if (takes_part(evidence) && !evidence.outdated.empty()) note += ", too old";
    if (evidence.counting == Counting::not_counted) note += ", not counted";
    const std::size_t box = add({Column::account, tone, shown(evidence.account), note, evidence.standing});
    const auto join = [&](const std::vector<Speaker>& speakers, bool conflict) {
      for (const Speaker& speaker : speakers) {
        const auto key = keys_.find(speaker);
        if (key == keys_.end()) continue;
        const Tone own = speaker == score_.subject_key ? Tone::agrees
                         : is_rival(speaker)           ? Tone::rival
                                                       : Tone::neutral;
        graph_.lines.push_back({key->second, box, conflict ? Tone::conflicted : own});
      }
    };
    join(evidence.proven, false);
    join(evidence.conflicted, true);
    const bool shows_nothing = evidence.proven.empty() && evidence.conflicted.empty();
    if (shows_nothing && subject_key_) graph_.lines.push_back({*subject_key_, box, tone});
    if (takes_part(evidence)) join_group(evidence, box);
  }

  Tone tone_of_account(const AccountEvidence& evidence, const Verdict& verdict) const {
    if (!evidence.conflicted.empty()) return Tone::conflicted;
    if (score_.subject_key && holds(evidence.proven, *score_.subject_key)) return Tone::agrees;
    if (std::any_of(evidence.proven.begin(), evidence.proven.end(),
                    [&](const Speaker& speaker) { return is_rival(speaker); }))
      return Tone::rival;
    if (!evidence.proven.empty()) return Tone::neutral;
    return verdict.outcome == Outcome::unknown ? Tone::unknown : Tone::silent;
  }

  std::string group_note(const GroupScore& group) const {
    const auto& aside = score_.set_aside;
    const bool counts = std::find(aside.begin(), aside.end(), group.name) == aside.end();
    return counts ? std::string(text(group.state)) : "set aside";
  }

  void join_group(const AccountEvidence& evidence, std::size_t box) {
    for (const GroupScore& group : score_.group_scores) {
      if (std::find(group.accounts.begin(), group.accounts.end(), evidence.account) == group.accounts.end())
        continue;
      auto known = groups_.find(group.name);
      if (known == groups_.end())
        known = groups_
                    .emplace(group.name, add({Column::group, tone_of(group.state), shown(group.name),
                                              group_note(group), Standing::anchored}))
                    .first;
      // As the account is, so that one sees what brought its group where it is.
      graph_.lines.push_back({box, known->second, graph_.boxes[box].tone});
      return;
    }
  }

  void add_remarks() {
    if (report_.connect_to)
      graph_.remarks.push_back("Rehearsal: every connection went to " + shown(*report_.connect_to) +
                               ", not to the real services.");
    if (report_.replayed) graph_.remarks.push_back("Read from a record: nobody was asked.");
    if (left_out_accounts_ > 0)
      graph_.remarks.push_back("Not drawn: " + counted(left_out_accounts_, "account", "accounts") + ".");
    if (left_out_keys_ > 0)
      graph_.remarks.push_back("Not drawn: " + counted(left_out_keys_, "key", "keys") + ".");
    graph_.remarks.push_back("As of " + write_time(report_.now).value_or("an unknown time") + ", quorate " +
                             shown(report_.versions.program) + ".");
  }

  const Report& report_;
  const Score& score_;
  AgreementGraph graph_;
  std::map<std::string, std::size_t> subjects_;
  std::map<Speaker, std::size_t> keys_;
  std::map<std::string, std::size_t> groups_;
  std::optional<std::size_t> subject_key_;
  std::size_t drawn_ = 0;
  std::size_t left_out_accounts_ = 0;
  std::size_t left_out_keys_ = 0;
};

}  // namespace

AgreementGraph graph_of(const Report& report) { return Draft(report).draw(); }

std::string_view legend(Tone tone) {
  switch (tone) {
    case Tone::neutral:
      return "another key";
    case Tone::agrees:
      return "shows the subject key";
    case Tone::rival:
      return "shows a rival";
    case Tone::conflicted:
      return "shows both";
    case Tone::unknown:
      return "could not be seen";
    case Tone::silent:
      return "shows nothing that counts";
  }
  return "";
}

}  // namespace quorate
