#include "proofs/explain/verdict_rule.hpp"

#include "proofs/report/layout/wording.hpp"
#include "proofs/score/partition.hpp"

#include <algorithm>

namespace quorate {
namespace {

std::string number(std::size_t value) { return std::to_string(value); }

class Table {
 public:
  explicit Table(const Report& report) : report_(report), score_(report.score) {}

  std::string because(Answer row) const {
    switch (row) {
      case Answer::revoked:
        return revoked();
      case Answer::equivocating:
        return equivocating();
      case Answer::confirmed:
        return confirmed();
      case Answer::contested:
        return contested();
      case Answer::undecided:
        return undecided();
      case Answer::corroborated:
        return corroborated();
      case Answer::consistent:
        return consistent();
      case Answer::insufficient:
        return "none of the rows above applies";
    }
    return "";
  }

 private:
  bool applies(Answer row) const { return score_.answer == row; }
  bool weak() const { return holds(score_.flags, ScoreFlag::weak_policy); }
  std::string key() const { return key_phrase(report_, score_.subject_key->key); }
  std::string weight() const { return "W = " + number(score_.weight); }
  // What W must reach: t, or more where groups hold several domains.
  unsigned wanted() const { return std::max(score_.threshold, score_.confirm_at); }
  std::string goal() const {
    if (weak()) return "f + 1 = " + number(score_.hostile + 1);
    if (score_.confirm_at > score_.threshold)
      return number(score_.confirm_at) + " (t = " + number(score_.threshold) +
             ", and more by the strictest way to join its groups)";
    return "t = " + number(score_.threshold);
  }
  std::string missing() const {
    std::vector<std::string> accounts;
    for (const std::string& uri : score_.missing) accounts.push_back(shown(uri));
    return "the policy requires " + listed(accounts) + ", without a proof that counts";
  }

  std::string revoked() const {
    if (!score_.subject_key) return "there is no subject key";
    return applies(Answer::revoked) ? "a valid revocation of " + key() + " was seen"
                                    : "no revocation of " + key() + " was seen";
  }
  std::string equivocating() const {
    if (!score_.subject_key) return "there is no subject key";
    return applies(Answer::equivocating)
               ? "two valid statements of " + key() + " with the same number say different things"
               : "no two statements of " + key() + " contradict each other";
  }

  std::string confirmed() const {
    if (!score_.subject_key) return "there is no subject key";
    if (applies(Answer::confirmed)) return weight() + " >= " + goal();
    if (score_.weight < wanted() && !weak()) return weight() + " < " + goal();
    if (weak())
      return "the policy's quorum of " + number(score_.threshold) +
             " is too small to exclude two quorums: at most corroborated";
    if (!score_.missing.empty()) return missing();
    if (const auto before = replaced_key(report_)) return replaced(*before);
    if (holds(score_.flags, ScoreFlag::key_changed))
      return "the contact names a key, and another one reaches t = " + number(score_.threshold);
    return weight() + ", and the strictest way to join its groups asks for more";
  }

  std::string contested() const {
    if (holds(score_.flags, ScoreFlag::tie)) {
      std::vector<std::string> tied;
      for (const KeyScore& rival : score_.rivals) tied.push_back(rival_phrase(rival));
      return "no key stands before all others: " + listed(tied);
    }
    const auto before = replaced_key(report_);
    if (applies(Answer::contested) && score_.rivals.empty() && before) return replaced(*before);
    if (score_.rivals.empty()) return "no rival of it was seen";
    std::vector<std::string> rivals;
    for (const KeyScore& rival : score_.rivals) rivals.push_back(rival_phrase(rival));
    return (rivals.size() == 1 ? "there is a rival: " : "there are rivals: ") + listed(rivals);
  }
  std::string replaced(const Speaker& before) const {
    return "earlier looks were about " + key_phrase(report_, before.key) +
           R"(, and no rotation leads from it to this key (quorum.md "Over time"))";
  }
  // A rival that merging hides still shows by domains.
  std::string rival_phrase(const KeyScore& rival) const {
    const std::string name = key_phrase(report_, rival.speaker.key);
    if (rival.weight == 0) return name + " (W = 0 by groups, " + number(rival.domain_weight) + " by domains)";
    return name + " (W = " + number(rival.weight) + ")";
  }

  std::string undecided() const {
    const std::string reach =
        weight() + " < " + goal() + " <= hi = " + number(score_.high) + ": what could not be seen decides";
    if (applies(Answer::undecided)) {
      if (score_.weight < wanted() || weak()) return reach;
      return "of the accounts that the policy requires some could not be seen: they decide";
    }
    if (score_.high == score_.weight) return "all groups could be seen: hi = W = " + number(score_.weight);
    if (!score_.missing.empty()) return missing();
    return "hi = " + number(score_.high) + " is not enough: " + goal() +
           (weak() ? "" : ", counted with what is unknown,") + " is wanted";
  }

  std::string corroborated() const {
    const std::string least = "f + 1 = " + number(score_.hostile + 1);
    if (applies(Answer::corroborated))
      return weak() ? least + " <= " + weight() : least + " <= " + weight() + " < " + goal();
    if (score_.weight <= score_.hostile) return weight() + " < " + least;
    if (!score_.missing.empty()) return missing();
    return weight() + ", and the strictest way to join its groups asks for more than " + least;
  }

  std::string consistent() const {
    if (applies(Answer::consistent))
      return "n = " + number(score_.groups) + " < t = " + number(score_.threshold) +
             ", and at least two accounts that the key's statement lists are proven and nothing contradicts";
    if (score_.groups >= score_.threshold)
      return "n = " + number(score_.groups) + " is not below t = " + number(score_.threshold);
    return "of the accounts that the key's statement lists fewer than two are proven, or one contradicts it";
  }

  const Report& report_;
  const Score& score_;
};

}  // namespace

std::vector<VerdictRow> verdict_rows(const Report& report) {
  const Table table(report);
  std::vector<VerdictRow> rows;
  for (int i = 0; i <= static_cast<int>(report.score.answer); ++i) {
    const auto row = static_cast<Answer>(i);
    rows.push_back({row, table.because(row)});
  }
  return rows;
}

std::string numbers_rule(const Report& report) {
  const Score& score = report.score;
  const std::string n = number(score.groups);
  const std::string f = number(score.hostile);
  const std::string t = number(score.threshold);
  std::string out =
      "n = " + counted(score.groups, "group", "groups") + "; f = " + f + " of them may be hostile: ";
  const unsigned left = uncounted_domains(report.evidence);
  const std::string named = left == 0 ? n : n + " + " + number(left);
  out += report.rule.hostile ? "the policy's number" : "max(1, floor((" + named + " - 1) / 3))";
  if (left > 0 && !report.rule.hostile)
    out += ", with " + number(left) + " that the contact names and that cannot be counted";
  out += "; t = " + t + " must agree: ";
  out += report.rule.quorum ? "the policy's quorum" : "floor((" + n + " + " + f + ") / 2) + 1";
  return out + ".";
}

}  // namespace quorate
