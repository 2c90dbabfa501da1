#include "proofs/explain/change_words.hpp"

#include "proofs/explain/account_story.hpp"
#include "proofs/report/layout/wording.hpp"

namespace quorate {
namespace {

class Words {
 public:
  explicit Words(const Report& report) : report_(report), score_(report.score) {}

  std::vector<std::string> write(const Changes& changes) const {
    if (score_.answer == Answer::revoked)
      return {"Nothing: a revocation is for good, whatever any account shows."};
    if (score_.answer == Answer::equivocating)
      return {
          "No account can: only a newer statement of the key's holder replaces the two that contradict "
          "each other."};
    std::vector<std::string> all;
    if (changes.better) all.push_back(sentence(*changes.better));
    if (changes.more_accounts > 0) all.push_back(more(changes.more_accounts));
    for (const Change& change : changes.any) all.push_back(sentence(change));
    for (const Change& change : changes.cut_off) all.push_back(cut_off(change));
    if (all.empty()) all.emplace_back("Nothing that the accounts named here could show.");
    return all;
  }

 private:
  std::string key_of(const std::optional<Speaker>& speaker) const {
    return speaker ? key_phrase(report_, speaker->key) : "a new key";
  }

  std::string accounts(const Pick& pick) const {
    std::vector<std::string> names;
    const bool all = pick.count == pick.among.size();
    for (const std::size_t account : pick.among)
      names.push_back(account_phrase(report_.evidence.at(account)));
    if (all) return listed(names);
    return "any " + (pick.count == 1 ? "one" : std::to_string(pick.count)) + " of " + listed(names);
  }
  // Of an example only the accounts themselves.
  std::string example(const Change& change) const {
    std::vector<std::string> names;
    for (const Pick& pick : change.picks)
      for (std::size_t i = 0; i < pick.count; ++i)
        names.push_back(account_phrase(report_.evidence.at(pick.among[i])));
    return counted(change.size, "account", "accounts") + ", for example " + listed(names);
  }
  std::string who(const Change& change) const {
    if (change.choice == Choice::example) return example(change);
    std::string out;
    for (const Pick& pick : change.picks) out += (out.empty() ? "" : ", and ") + accounts(pick);
    return out;
  }

  std::string what(const Change& change) const {
    const bool own = change.shown && change.shown == score_.subject_key;
    switch (change.fate) {
      case Fate::emptied:
        return "showed nothing when seen";
      case Fate::unreachable:
        return "could not be reached";
      case Fate::turned:
        return "showed " + key_of(change.shown) + " instead";
      case Fate::agreed:
        return "showed " + (change.shown ? key_of(change.shown) : std::string("one and the same key")) +
               (own || !change.shown ? "" : " and no other");
    }
    return "";
  }

  std::string then(const Change& change) const {
    std::string out = upper(text(change.answer));
    const bool of_another = change.subject_key && change.subject_key != score_.subject_key;
    if (change.answer == Answer::confirmed && (of_another || !change.subject_key))
      out += ", for " + key_of(change.subject_key);
    return out;
  }
  std::string sentence(const Change& change) const {
    return then(change) + " if " + who(change) + " " + what(change) + ".";
  }

  std::string cut_off(const Change& change) const {
    return "Not searched to the end: it would take at least " + counted(change.size, "account", "accounts") +
           " that " + what(change) + ".";
  }

  static std::string more(unsigned number) {
    return "CONFIRMED if all accounts showed one key and so did " +
           (number == 1 ? "one more account" : std::to_string(number) + " more accounts") +
           ", on services of other groups: too few were named.";
  }

  const Report& report_;
  const Score& score_;
};

}  // namespace

std::vector<std::string> change_words(const Report& report, const Changes& changes) {
  return Words(report).write(changes);
}

}  // namespace quorate
