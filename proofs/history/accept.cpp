#include "proofs/history/accept.hpp"

#include <algorithm>

namespace quorate {
namespace {

bool has(const std::vector<ScoreFlag>& flags, ScoreFlag flag) {
  return std::find(flags.begin(), flags.end(), flag) != flags.end();
}

Result<void> may_pin(const Score& answer, const std::optional<KeyName>& named) {
  const auto refuse = [](std::string why) { return Error{Code::bad_argument, "--accept: " + why}; };
  if (!answer.subject_key) return refuse("there is no key to pin; name it with --key");
  if (answer.answer == Answer::revoked) return refuse("the key is revoked; nothing was pinned");
  if (answer.answer == Answer::equivocating) return refuse("the key contradicts itself; nothing was pinned");
  if (answer.subject_key->subject.empty())
    return refuse("nothing shows this key, so nobody knows whom it speaks for; nothing was pinned");
  if (named == answer.subject_key->key) return {};
  if (answer.answer != Answer::confirmed)
    return refuse("the answer is " + std::string(text(answer.answer)) +
                  "; nothing was pinned. If you have checked the key with the person, name it with --key");
  if (has(answer.flags, ScoreFlag::key_changed))
    return refuse(
        "it is another key than before; nothing was pinned. If you have checked it with the person, name it "
        "with --key");
  return {};
}

// The keys by which a contact file may still call the new pin: those that led to it.
std::vector<std::string> former_keys(const History& history, const Look& look, const Speaker& speaker) {
  std::vector<std::string> former;
  if (!history.pin) return former;
  const auto& chain = look.recall.chain;
  if (std::find(chain.begin(), chain.end(), speaker) == chain.end()) return former;
  former = history.pin->former;
  for (const Speaker& passed : chain) {
    if (passed == speaker) break;
    if (std::find(former.begin(), former.end(), passed.key.id) == former.end())
      former.push_back(passed.key.id);
  }
  return former;
}

// As if the history began with what stands today.
void forget_losses(History& history, const Look& look, const Score& answer, const Speaker& speaker) {
  std::erase_if(history.proofs, [&](const ProofMemory& proof) { return proof.state == ProofState::gone; });
  history.regressed_since.reset();
  history.key_changed_since.reset();
  history.rotation.reset();
  history.candidates.clear();
  history.peak.reset();
  if (strength(answer.answer) >= strength(Answer::corroborated))
    history.peak = Peak{speaker, answer.answer, answer.weight, std::max(look.now, history.last_look)};
}

}  // namespace

Result<void> check_contact(const History& history, const std::optional<std::string>& subject,
                           const std::vector<Account>& accounts) {
  if (history.looks == 0) return {};
  const auto words = [](const std::optional<std::string>& uri) {
    return uri ? *uri : std::string("nobody in particular");
  };
  if (history.subject != subject)
    return Error{Code::bad_config, "is the history of another contact: it is about " +
                                       words(history.subject) + ", and this contact about " + words(subject)};
  const auto knows = [&](const Account& account) {
    const auto in = [&](const std::vector<std::string>& uris) {
      return std::find(uris.begin(), uris.end(), account.uri()) != uris.end();
    };
    return in(history.accounts) || (history.pin && in(history.pin->accounts));
  };
  if (std::none_of(accounts.begin(), accounts.end(), knows))
    return Error{Code::bad_config, "is the history of another contact: they have no account in common"};
  return {};
}

Result<History> accept(const History& history, const Look& look, const Score& answer,
                       const std::vector<Account>& accounts, const std::optional<KeyName>& named) {
  if (const auto may = may_pin(answer, named); !may) return may.error();
  const Speaker speaker = *answer.subject_key;
  History after = history;
  Pin pin;
  pin.speaker = speaker;
  for (const Account& account : accounts) pin.accounts.push_back(account.uri());
  std::sort(pin.accounts.begin(), pin.accounts.end());
  pin.former = former_keys(history, look, speaker);
  if (history.pin && (history.pin->speaker == speaker || !pin.former.empty()))
    for (const RetiredAccount& retired : history.pin->retired)
      if (std::binary_search(pin.accounts.begin(), pin.accounts.end(), retired.account))
        pin.retired.push_back(retired);
  pin.since = std::max(look.now, history.last_look);
  if (const Statement* newest = newest_of(look.judgement, speaker)) pin.seq = newest->seq;
  after.pin = std::move(pin);
  forget_losses(after, look, answer, speaker);
  return after;
}

}  // namespace quorate
