#include "proofs/report/advice.hpp"

#include "proofs/report/layout/wording.hpp"
#include "proofs/report/meaning.hpp"
#include "proofs/report/roll_call.hpp"

#include <algorithm>

namespace quorate {
namespace {

std::string hosts(const std::vector<Mention>& mentions) {
  std::vector<std::string> names;
  for (const Mention& mention : mentions)
    if (std::find(names.begin(), names.end(), mention.host) == names.end()) names.push_back(mention.host);
  return listed(names);
}

std::vector<Mention> worth_a_retry(const std::vector<Mention>& mentions) {
  std::vector<Mention> found;
  for (const Mention& mention : mentions)
    if (retry(mention.reason) == Retry::may_help) found.push_back(mention);
  return found;
}

std::vector<Mention> kept_out_by_robots(const std::vector<Mention>& mentions) {
  std::vector<Mention> found;
  for (const Mention& mention : mentions)
    if (mention.reason == Reason::robots) found.push_back(mention);
  return found;
}

std::string confirmed(const Report& report) {
  if (holds(report.score.flags, ScoreFlag::key_changed))
    return "You named this key, and earlier looks were about another one. If you have checked it with the "
           "person "
           "over another channel, --accept makes it the key that later looks are held against.";
  if (holds(report.score.flags, ScoreFlag::contested))
    return "Enough services agree to accept this key. But one shows another key: tell the person, somebody "
           "may be "
           "posing as them there.";
  if (report.connect_to)
    return "This was a rehearsal: before you accept the key, run it again without --connect-to.";
  if (subject_claim(report) == SubjectClaim::claimed)
    return "You can accept this key for the accounts that show it. Who their owner is, only the key says.";
  return "You can accept this key.";
}

// The subject key hands over to a key that contests it.
std::optional<KeyName> half_done_with_a_rival(const Report& report) {
  if (!report.score.subject_key) return std::nullopt;
  for (const KeyScore& rival : report.score.rivals)
    for (const auto& [one, other] : {std::pair(*report.score.subject_key, rival.speaker),
                                     std::pair(rival.speaker, *report.score.subject_key)}) {
      const HalfDone half = half_rotation(report, one);
      if (half.missing == HalfRotation::successor_silent && half.other == other.key) return one.key;
    }
  return std::nullopt;
}

std::string contested(const Report& report) {
  if (const auto old = half_done_with_a_rival(report))
    return upper(key_phrase(report, *old).substr(0, 1)) + key_phrase(report, *old).substr(1) +
           " names the other one as its successor, but that one does not name it back: a change of keys is "
           "half "
           "done. Ask the person over another channel whether they are changing keys; if so, the new key's "
           "statement must name the old key (quorate rotate prints both).";
  if (replaced_key(report))
    return "Do not accept the new key yet. Ask the person over another channel (by voice, or when you meet) "
           "whether they changed it, and compare it with them. If it is theirs, pin it with --accept --key " +
           shown(report.score.subject_key->key.id) + ".";
  if (holds(report.score.flags, ScoreFlag::key_changed))
    return "Do not accept the new key yet. Ask the person over another channel (by voice, or when you meet) "
           "whether they "
           "changed it.";
  return "Do not accept either key yet. Ask the person over another channel (by voice, or when you meet) "
         "which key is "
         "theirs.";
}

std::string missing(const Report& report) {
  std::vector<std::string> accounts;
  for (const std::string& uri : report.score.missing) accounts.push_back(shown(uri));
  return listed(accounts);
}

std::string undecided(const Report& report, const RollCall& roll) {
  if (!report.score.missing.empty())
    return "Try again later, when " + missing(report) + " can be reached: your policy requires it.";
  const std::vector<Mention> closed = kept_out_by_robots(roll.unseen);
  if (!closed.empty())
    return "The robots.txt of " + hosts(closed) +
           " keeps crawlers out. Check this person alone, without --manners crawl: then you are the one who "
           "looks.";
  const std::vector<Mention> again = worth_a_retry(roll.unseen);
  if (again.empty())
    return "Trying again will hardly help: quorate can make nothing of " + hosts(roll.unseen) +
           ". Name other accounts of this person.";
  return "Try again later, when " + hosts(again) + " can be reached, or name other accounts of this person.";
}

std::string more_accounts(const RollCall& roll) {
  std::string out = "Name more accounts that you know to be this person's";
  if (!roll.silent.empty()) out += ", or ask them to put their statement on " + hosts(roll.silent);
  return out + ".";
}

std::string insufficient(const Report& report, const RollCall& roll) {
  if (report.score.groups == 0)
    return "Name at least two accounts of this person, on services that are run by different people.";
  if (report.score.groups == 1)
    return "Name one more account of this person at least: a quorum needs two services that are run by "
           "different people.";
  if (!report.score.missing.empty())
    return "Ask the person whether they have put their statement on " + missing(report) +
           ", as your policy requires.";
  if (const std::vector<Mention> old = too_old(roll.silent); !old.empty())
    return "Ask the person to sign a new statement and to put it on " + hosts(old) +
           ": what stands there is older than your policy allows.";
  if (const auto revoked = revoked_keys(report); !report.score.subject_key && !revoked.empty())
    return "Do not use " + key_phrase(report, revoked.front()) +
           " any more. Ask the person over another channel for their new key, and to put its statement on " +
           (roll.silent.empty() ? std::string("their accounts") : hosts(roll.silent)) + ".";
  if (report.score.weight == 0 && !roll.silent.empty())
    return "Ask the person whether they have put their statement on " + hosts(roll.silent) +
           ", or name accounts where they have.";
  return more_accounts(roll);
}

}  // namespace

std::string advice(const Report& report) {
  if (report.replayed && exit_status(report) == 0)
    return "This was read from a record: before you accept the key, look for yourself, without --replay.";
  const RollCall lists = roll_call(report);
  switch (report.score.answer) {
    case Answer::revoked:
      return "Do not use this key any more. Ask the person over another channel for their new one.";
    case Answer::equivocating:
      return "Do not accept this key. Ask the person over another channel: somebody else may hold it too. "
             "--proof FILE keeps both statements as proof.";
    case Answer::confirmed:
      return confirmed(report);
    case Answer::contested:
      return contested(report);
    case Answer::undecided:
      return undecided(report, lists);
    case Answer::corroborated:
      return report.acceptance == Acceptance::corroborated_too
                 ? "Your policy accepts this answer, though it is no quorum."
                 : more_accounts(lists) + " What was seen so far is a good sign, but no quorum.";
    case Answer::consistent:
      return "Which of the accounts that the key itself named do you know to be this person's? Name them "
             "too, and they count.";
    case Answer::insufficient:
      return insufficient(report, lists);
  }
  return "";
}

}  // namespace quorate
