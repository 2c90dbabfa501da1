#include "proofs/report/sentence.hpp"

#include "proofs/report/forge.hpp"
#include "proofs/report/layout/wording.hpp"
#include "proofs/report/roll_call.hpp"

#include <algorithm>

namespace quorate {
namespace {

std::string in_parentheses(const std::vector<std::string>& items) {
  return items.empty() ? "" : " (" + listed(items) + ")";
}

// "code.example (timeout)"; just the host where there is no more to say.
std::string with_reason(const Mention& mention) {
  const std::string_view reason = mention.note.empty() ? text(mention.reason) : mention.note;
  return reason.empty() ? mention.host : mention.host + " (" + std::string(reason) + ")";
}

std::string named(const std::vector<Mention>& mentions) {
  std::vector<std::string> items;
  items.reserve(mentions.size());
  for (const Mention& mention : mentions) items.push_back(with_reason(mention));
  return items.empty() ? "" : ": " + listed(items);
}

// Writes the sentences of one report.
class Speech {
 public:
  explicit Speech(const Report& report) : report_(report), score_(report.score), roll_(roll_call(report)) {}

  std::string write() const {
    switch (score_.answer) {
      case Answer::revoked:
        return revoked();
      case Answer::equivocating:
        return equivocating();
      case Answer::confirmed:
        return agreement() + "; " + needed("was", "were") + "." + rest() + fake() + instead();
      case Answer::contested:
        return contested();
      case Answer::undecided:
        return undecided();
      case Answer::corroborated:
        return corroborated();
      case Answer::consistent:
        return consistent();
      case Answer::insufficient:
        return insufficient();
    }
    return "";
  }

 private:
  bool grouped() const { return roll_.grouping == Grouping::shared; }
  // "independent service" or "independent group of services".
  std::string unit(std::size_t number) const {
    if (grouped()) return number == 1 ? "independent group of services" : "independent groups of services";
    return number == 1 ? "independent service" : "independent services";
  }
  // "5 were", "1 was": a number that the reader knows what it counts.
  static std::string count_verb(std::size_t number, std::string_view singular, std::string_view plural) {
    return std::to_string(number).append(" ").append(number == 1 ? singular : plural);
  }
  // The same where a group is not a service: "1 group was".
  std::string group_verb(std::size_t number, std::string_view singular, std::string_view plural) const {
    if (!grouped()) return count_verb(number, singular, plural);
    return counted(number, "group", "groups").append(" ").append(number == 1 ? singular : plural);
  }
  std::string needed(std::string_view singular, std::string_view plural) const {
    return count_verb(wanted(), singular, plural) + " needed";
  }
  // What W must reach to be confirmed; more than the threshold where groups hold several domains.
  unsigned wanted() const { return std::max(score_.threshold, score_.confirm_at); }
  // "7 of 7 independent services", "None of 3 independent services".
  std::string share(unsigned weight) const {
    const std::string all = " of " + std::to_string(score_.groups) + " " + unit(score_.groups);
    return (weight == 0 ? "None" : std::to_string(weight)) + all;
  }
  std::string key() const {
    return score_.subject_key ? key_phrase(report_, score_.subject_key->key) : "the key";
  }
  std::string subject() const { return score_.subject_key ? shown(score_.subject_key->subject) : ""; }

  // "key K, which speaks for SUB": as much as may be said.
  std::string key_and_subject() const {
    switch (subject_claim(report_)) {
      case SubjectClaim::proven:
        return key() + ", which speaks for " + subject();
      case SubjectClaim::claimed:
        return key() + ", which claims " + subject() + ", unproven";
      case SubjectClaim::none:
        break;
    }
    return key();
  }

  std::string agreement() const {
    const std::string agree = score_.weight == 1 ? " agrees" : " agree";
    if (subject_claim(report_) == SubjectClaim::proven)
      return share(score_.weight) + agree + " that " + key() + " speaks for " + subject();
    return share(score_.weight) + agree + " on " + key_and_subject();
  }

  std::string unseen(std::string_view end) const {
    if (roll_.unseen_groups == 0) return "";
    return " " + group_verb(roll_.unseen_groups, "could", "could") + " not be seen" + named(roll_.unseen) +
           std::string(end);
  }
  std::string silent() const {
    if (roll_.silent_groups == 0) return "";
    const bool none = score_.subject_key && too_old(roll_.silent).empty();
    return " " + group_verb(roll_.silent_groups, "shows", "show") +
           (none ? " no valid proof of it" : " no proof that counts") + named(roll_.silent) + ".";
  }
  std::string conflicted() const {
    if (roll_.conflicted_groups == 0) return "";
    return " " + group_verb(roll_.conflicted_groups, "shows", "show") +
           " two keys that contradict each other and " + (roll_.conflicted_groups == 1 ? "counts" : "count") +
           " for neither" + in_parentheses(roll_.conflicted) + ".";
  }
  std::string rivals() const {
    std::string out;
    for (std::size_t i = 1; i < roll_.sides.size(); ++i)
      out += " " + rival(i) + in_parentheses(roll_.sides[i].hosts) + ".";
    return out;
  }
  // A rival of weight 0 stands in a group that agrees, too: it counts for neither, but is no secret.
  std::string rival(std::size_t i) const {
    const unsigned weight = roll_.sides[i].weight;
    if (weight == 0) return "The rival " + side_key(i) + " is shown, too";
    return group_verb(weight, "shows", "show") + " the rival " + side_key(i);
  }
  std::string others() const {
    std::string out;
    for (const Side& side : roll_.others)
      out += " " + group_verb(side.weight, "shows", "show") + " " + key_phrase(report_, side.speaker.key) +
             ", which is scored apart" + in_parentheses(side.hosts) + ".";
    return out;
  }
  // A rival may be the same key for another subject; then the subject tells the two apart.
  std::string side_key(std::size_t i) const {
    const Speaker& speaker = roll_.sides[i].speaker;
    const bool same_key = std::any_of(roll_.sides.begin(), roll_.sides.end(), [&](const Side& other) {
      return other.speaker.key == speaker.key && other.speaker.subject != speaker.subject;
    });
    return key_phrase(report_, speaker.key) + (same_key ? " for " + shown(speaker.subject) : "");
  }
  // Groups that agree and still do not count: else the rows of the table would not add up to W.
  std::string set_aside() const {
    std::vector<std::string> names;
    for (const std::string& name : score_.set_aside) names.push_back(shown(name));
    if (names.empty()) return "";
    return " " + group_verb(names.size(), "agrees", "agree") + (names.size() == 1 ? " and does" : " and do") +
           " not count beside another that the same operator stands behind" + in_parentheses(names) + ".";
  }
  // Everything beside the agreement, in the order in which a reader asks for it.
  std::string rest() const {
    return revoked_others() + set_aside() + rivals() + conflicted() + others() + silent() + unseen(".") +
           required();
  }
  // Where no key speaks, the one that was ended is what the reader must know of.
  std::string revoked_others() const {
    if (score_.subject_key) return "";
    std::string out;
    for (const KeyName& revoked : revoked_keys(report_))
      out += " Its owner has revoked " + key_phrase(report_, revoked) + ": nothing that shows it counts.";
    return out;
  }
  std::string required() const {
    if (score_.missing.empty()) return "";
    std::vector<std::string> accounts;
    for (const std::string& uri : score_.missing) accounts.push_back(shown(uri));
    return " The policy requires " + listed(accounts) + ", which " +
           (accounts.size() == 1 ? "shows" : "show") + " no proof that counts.";
  }

  // "2 services", "1 group".
  std::string places(unsigned number) const {
    return grouped() ? counted(number, "group", "groups") : counted(number, "service", "services");
  }
  // What it takes to fake this, counted in operators; the forge cost says who could do it with less.
  std::string fake() const {
    if (score_.weight == 0 || cheaper_than_weight(report_)) return "";
    if (score_.weight == 1)
      return " Whoever wanted to fake this would only have to control " + listed(roll_.sides[0].hosts) + ".";
    return " Whoever wanted to fake these proofs would have to control " + std::to_string(score_.weight) +
           " of these " + (grouped() ? "groups" : "services") + " at once.";
  }
  // Proofs beyond t cost an enemy nothing who wants a key of his own to be confirmed, unless the contact
  // names one.
  std::string instead() const {
    if (report_.given_key || score_.weight <= score_.threshold) return "";
    return " For another key to be confirmed instead, control of " + std::to_string(score_.threshold) +
           " would do.";
  }

  std::string revoked() const {
    return "The owner of " + key() + " has revoked it: nothing that any service still shows for it counts." +
           " Only someone who holds the key itself can make a revocation.";
  }
  std::string equivocating() const {
    return "The holder of " + key() + for_subject() +
           " has signed two statements that contradict each other under the same number; "
           "both are kept as proof. Only someone who holds the key itself can have signed them.";
  }

  std::string for_subject() const {
    const std::string& subject = score_.subject_key->subject;
    return subject.empty() ? "" : ", in the name of " + shown(subject) + ",";
  }

  std::string contested() const {
    if (!score_.subject_key) return tie();
    const bool changed = holds(score_.flags, ScoreFlag::key_changed);
    std::string out = changed ? "The contact's key is not the one that is shown now. " : "";
    if (const auto before = replaced_key(report_)) out = replacement(before->key);
    out += share(score_.weight) + (score_.weight > 1 ? " show " : " shows ") + side_key(0) +
           in_parentheses(roll_.sides[0].hosts) + "; " + needed("was", "were") + "." + rest();
    if (roll_.sides.size() < 2) return out;
    if (cheaper_than_weight(report_)) return out;
    const std::string rival = places(std::max(roll_.sides[1].weight, 1U));
    if (score_.weight == 0) return out + " To fake the rival, someone would have to control " + rival + ".";
    return out + " To fake the first key, someone would have to control " + places(score_.weight) +
           "; to fake the rival, " + rival + ".";
  }

  std::string replacement(const KeyName& before) const {
    const auto& better = report_.hindsight->better;
    const std::string how = better ? " was " + std::string(text(better->answer)) : " was held";
    return "In earlier looks " + key_phrase(report_, before) + how +
           "; another key stands in its place now, and nothing that " + key_phrase(report_, before) +
           " signed hands over to it. ";
  }

  std::string tie() const {
    std::vector<std::string> sides;
    sides.reserve(roll_.sides.size());
    for (std::size_t i = 0; i < roll_.sides.size(); ++i)
      sides.push_back(side_key(i) + " is shown by " + std::to_string(roll_.sides[i].weight) +
                      in_parentheses(roll_.sides[i].hosts));
    std::string out = "No key leads among " + counted(score_.groups, unit(1), unit(2));
    if (!sides.empty()) out += ": " + listed(sides);
    out += "; " + needed("was", "were") + "." + conflicted() + others() + silent() + unseen(".") + required();
    if (!roll_.sides.empty())
      out += " To fake either of them, someone would have to control " +
             places(std::max(roll_.sides[0].weight, 1U)) + ".";
    return out;
  }

  std::string undecided() const {
    const std::string needs = needed("is", "are");
    const std::string decide = roll_.unseen_groups == 1 ? "; it decides." : "; they decide.";
    if (!score_.subject_key)
      return "No key was seen yet; " + needs + " to agree on one." + revoked_others() + others() + silent() +
             required() + unseen(decide);
    const std::string found =
        score_.weight == 0 ? share(0) + " has shown " + key() + " so far" : agreement() + " so far";
    return found + "; " + needs + "." + conflicted() + others() + silent() + required() + unseen(decide) +
           fake();
  }

  std::string corroborated() const {
    return agreement() + (roll_.conflicted_groups == 0 ? ", and none contradicts them" : "") +
           "; for a quorum " + needed("is", "are") + "." + rest() + fake();
  }

  std::string consistent() const {
    const std::size_t shown_by = std::size_t{roll_.anchored} + roll_.discovered;
    std::string out = counted(shown_by, "account shows", "accounts show") + " " + key_and_subject() +
                      ", and nothing contradicts it. But a quorum takes " + std::to_string(wanted()) + " " +
                      unit(wanted()) + ", and you named " +
                      (score_.groups == 0 ? "none" : "only " + std::to_string(score_.groups)) + ".";
    if (roll_.discovered > 0)
      out += " " + counted(roll_.discovered, "account was", "accounts were") +
             " named by the key itself and " + (roll_.discovered == 1 ? "counts" : "count") +
             " for nothing yet.";
    out += silent() + unseen(".") + required();
    if (cheaper_than_weight(report_)) return out;
    if (score_.weight == 0)
      return out + " Whoever wanted to fake this would only have to open such accounts.";
    return out + " Whoever wanted to fake this would have to control the " +
           (score_.weight == 1 ? std::string("one you named") : places(score_.weight) + " that you named") +
           "; the others anybody can open.";
  }

  std::string insufficient() const {
    if (score_.groups == 0) return "No account that could count was named, so nothing speaks for a key.";
    if (!score_.subject_key)
      return share(0) + " shows a key that could count; " + needed("was", "were") + "." + rest();
    if (score_.weight == 0) return share(0) + " shows " + key() + "; " + needed("was", "were") + "." + rest();
    const auto& hosts = roll_.sides[0].hosts;
    const std::string found = score_.groups == 1 && hosts.size() == 1 ? hosts[0] : share(score_.weight);
    return found + (score_.weight > 1 ? " show " : " shows ") + key_and_subject() + "; " + takes() + "." +
           rest() + fake();
  }
  // A policy's quorum that is too small cannot be met by as few as may be hostile.
  std::string takes() const {
    const unsigned least = score_.hostile + 1;
    if (!holds(score_.flags, ScoreFlag::weak_policy) || score_.threshold >= least)
      return "a quorum takes " + std::to_string(wanted()) + " " + unit(wanted());
    return "the policy asks for " + std::to_string(score_.threshold) + ", but as " +
           count_verb(score_.hostile, "service", "services") + " may be hostile, fewer than " +
           std::to_string(least) + " say nothing";
  }

  const Report& report_;
  const Score& score_;
  RollCall roll_;
};

}  // namespace

std::string sentence(const Report& report) { return Speech(report).write(); }

}  // namespace quorate
