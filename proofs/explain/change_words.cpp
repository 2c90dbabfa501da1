#include "proofs/explain/change_words.hpp"

#include "proofs/explain/account_story.hpp"
#include "proofs/report/layout/wording.hpp"

#include <algorithm>
#include <span>

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
    if (changes.better) all.push_back(sentence(std::span(&*changes.better, 1)));
    if (changes.more_accounts > 0) all.push_back(more(changes.more_accounts));
    for (std::size_t i = 0; i < changes.any.size(); i += alike(changes.any, i))
      all.push_back(sentence(std::span(changes.any).subspan(i, alike(changes.any, i))));
    for (const Change& change : changes.cut_off) all.push_back(cut_off(change));
    if (const auto before = replaced_key(report_); before && score_.answer == Answer::contested)
      all.push_back("Another key than " + key_phrase(report_, before->key) +
                    " is contested at best, whatever the accounts show, unless that one signs a rotation to "
                    "it; or you take it with --accept and --key.");
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
    // First who it must be, then who may be among others; "and" between names must not be taken for that.
    std::vector<std::string> parts;
    for (const bool choice : {false, true})
      for (const Pick& pick : change.picks)
        if ((pick.count < pick.among.size()) == choice) parts.push_back(accounts(pick));
    std::string out;
    for (const std::string& part : parts) out += (out.empty() ? "" : ", together with ") + part;
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
    const bool any_key = change.fate == Fate::agreed && !change.subject_key;  // `what` says so
    if (change.answer == Answer::confirmed && !any_key && (of_another || !change.subject_key))
      out += ", for " + key_of(change.subject_key);
    return out;
  }
  // How many from there on are about the same accounts.
  static std::size_t alike(const std::vector<Change>& changes, std::size_t from) {
    const auto same = [&](const Change& other) {
      return other.picks == changes[from].picks && other.choice == changes[from].choice;
    };
    const auto begin = changes.begin() + static_cast<std::ptrdiff_t>(from);
    return static_cast<std::size_t>(std::find_if_not(begin, changes.end(), same) - begin);
  }
  // The same accounts; what comes to the same answer is said together.
  std::string sentence(std::span<const Change> changes) const {
    const Change& first = changes.front();
    std::vector<std::pair<std::string, std::vector<std::string>>> answers;
    for (const Change& change : changes) {
      if (answers.empty() || answers.back().first != then(change)) answers.push_back({then(change), {}});
      answers.back().second.push_back(what(change));
    }
    if (answers.size() == 1)
      return answers[0].first + " if " + who(first) + " " + either(answers[0].second) + ".";
    const std::string they = first.size == 1 ? "it " : "they ";
    std::string out;
    for (const auto& [answer, ways] : answers)
      out += (out.empty() ? "" : "; ") + answer + " if " + they + either(ways);
    return who(first) + ": " + out + ".";
  }
  static std::string either(const std::vector<std::string>& ways) {
    std::string out;
    for (std::size_t i = 0; i < ways.size(); ++i)
      out += (i == 0 ? "" : i + 1 == ways.size() ? " or " : ", ") + ways[i];
    return out;
  }

  std::string cut_off(const Change& change) const {
    const std::string aim = change.fate == Fate::agreed ? "a better answer" : "another answer";
    return "Not searched to the end: " + aim + " would take at least " +
           counted(change.size, "account", "accounts") + " that " + what(change) + ".";
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
