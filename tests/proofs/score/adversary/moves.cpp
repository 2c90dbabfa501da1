#include "tests/proofs/score/adversary/moves.hpp"

#include <algorithm>

namespace quorate::adversary {
namespace {

using Texts = std::vector<std::string>;

Texts operator+(Texts first, const Texts& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

class Hand {
 public:
  Hand(const Account& account, const Craft& craft) : account_(account), craft_(craft) {}

  std::vector<Move> deal() {
    passive();
    forged();
    posing_as_kin();
    throwaway_keys();
    replayed();
    covered();
    if (account_.kind() == AccountKind::dns) unsigned_zone();
    return std::move(moves_);
  }

 private:
  void add(std::string name, const Texts& texts) {
    moves_.push_back({std::move(name), found(account_, texts), Cover::none});
  }
  Draft forge(std::uint32_t seq = 10, Holder holder = Holder::enemy) const {
    Draft draft = forgery(craft_, holder);
    draft.seq = seq;
    return draft;
  }

  void passive() {
    add("hide", {});
    moves_.push_back({"deny", out_of_reach(account_), Cover::none});
    add("honest", craft_.newest);
    add("flood", Texts(17, craft_.newest.front()));
  }

  void forged() {
    const Texts forged = {statement(forge())};
    add("forge", forged);
    add("forge beside the owner's", craft_.newest + forged);
    add("forge by badge", {badge(account_, forge())});
    add("forge by badge of a withheld statement", {badge(account_, forge(11))});
    add("forge by two keys", forged + Texts{statement(forge(10, Holder::accomplice))});
    add("forge by the other key", {statement(forge(10, Holder::accomplice))});
    Draft subject = forge();
    subject.subject = "mimi://im.example/u/bob";
    add("forge for another subject", {statement(subject)});
    Draft future = forge(99);
    future.from = now + day;
    add("forge in the future", forged + Texts{statement(future)});
    const std::string& own = craft_.newest.front();
    add("tamper", {with_signature_of(own, forged.front())});
    add("list outposts", {statement(wide())});
    keybase();
  }

  Draft wide() const {
    Draft draft = forge(12);
    draft.accounts = craft_.outposts;
    draft.accounts.push_back(account_);
    return draft;
  }

  // A well-made proof of a Keybase user with a name like the owner's.
  void keybase() {
    KeybaseProof proof;
    proof.verdict = {Outcome::proven, Reason::none, ""};
    proof.kid = "0120" + std::string(64, 'e') + "0a";
    proof.username = "a1ice";
    proof.signed_at = now - day;
    proof.expires_at = now + day;
    Finding finding = found(account_, {});
    finding.kind = KeyKind::keybase;
    finding.keybase = {proof};
    moves_.push_back({"Keybase look-alike", finding, Cover::none});
  }

  void posing_as_kin() {
    Draft heir = forge(20);
    heir.prev = Holder::owner;
    add("pose as heir", {statement(heir)});
    add("pose as heir beside the owner's", craft_.newest + Texts{statement(heir)});
    heir.prev = Holder::heir;
    add("pose as the heir's heir beside the owner's", craft_.newest + Texts{statement(heir)});
    Draft ancestor = forge(20);
    ancestor.next = Holder::owner;
    add("pose as ancestor beside the owner's", craft_.newest + Texts{statement(ancestor)});
    Draft first = forge(20);
    first.next = Holder::accomplice;
    Draft second = forge(20, Holder::accomplice);
    second.prev = Holder::enemy;
    add("rotate one's own keys", {statement(first), statement(second)});
  }

  void throwaway_keys() {
    Draft other = forge(30);
    other.accounts = {account_};
    add("equivocate, one side", {statement(forge(30))});
    add("equivocate, other side", {statement(other)});
    add("equivocate on one page", {statement(forge(30)), statement(other)});
    add("revoke the forged key", {statement(forge()), revocation(Holder::enemy)});
    add("revoke the other key", {statement(forge()), revocation(Holder::accomplice)});
    Draft last = forge(4'294'967'295);
    last.next = Holder::owner;
    add("burn the last number", {statement(last)});
    Draft retiring = forge(4'294'967'294);
    retiring.accounts = {account_};
    retiring.retired = craft_.honest;
    add("retire the others", {statement(retiring)});
    add("retire the others beside the owner's", craft_.newest + Texts{statement(retiring)});
  }

  // Everything of the owner's, alone and beside a forgery.
  void replayed() {
    for (std::size_t i = 0; i < craft_.history.size(); ++i) {
      const std::string number = std::to_string(i);
      add("replay " + number, {craft_.history[i]});
      add("replay " + number + " beside a forgery", {craft_.history[i], statement(forge())});
    }
    add("replay all", craft_.history);
    for (const Holder holder : craft_.owners) {
      const Draft draft{.holder = holder, .seq = 5};
      add("replay an old badge", {badge(account_, draft), craft_.newest.front()});
      add("replay an old badge alone", {badge(account_, draft)});
    }
    if (!craft_.honest.empty())
      add("copy a badge", {badge(craft_.honest.front(), Draft{}), craft_.newest.front()});
  }

  void covered() {
    moves_.push_back(
        {"hide among honest operators, honest", found(account_, craft_.newest), Cover::honest_operators});
    moves_.push_back({"hide among honest operators, forging", found(account_, {statement(forge())}),
                      Cover::honest_operators});
  }

  void unsigned_zone() {
    for (const char* name : {"honest", "forge"}) {
      const auto same =
          std::find_if(moves_.begin(), moves_.end(), [&](const Move& m) { return m.name == name; });
      Move move = *same;
      move.name += " without DNSSEC";
      move.finding.dnssec = Dnssec::insecure;
      moves_.push_back(std::move(move));
    }
  }

  const Account& account_;
  const Craft& craft_;
  std::vector<Move> moves_;
};

}  // namespace

Finding found(const Account& account, const std::vector<std::string>& tokens) {
  std::string text;
  for (const std::string& token : tokens) text += token + "\n";
  Finding finding{.account = account};
  read_tokens({text, OwnedText::Layout::free}, finding);
  return finding;
}

Finding out_of_reach(const Account& account) {
  Finding finding{.account = account};
  finding.obstacle = Verdict{Outcome::unknown, Reason::timed_out, "20 s"};
  return finding;
}

Draft forgery(const Craft& craft, Holder holder) {
  Draft draft{.holder = holder};
  draft.accounts = craft.accounts;
  return draft;
}

std::vector<Move> moves_of(const Account& account, const Craft& craft) { return Hand(account, craft).deal(); }

}  // namespace quorate::adversary
