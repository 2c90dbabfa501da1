#include "proofs/history/proposal.hpp"

#include "proofs/encoding/utf8.hpp"
#include "proofs/history/accept.hpp"
#include "proofs/history/file/limits.hpp"
#include "proofs/history/file/read.hpp"
#include "proofs/history/pin/offer.hpp"

#include <algorithm>
#include <array>

namespace quorate {
namespace {

constexpr std::size_t max_proposal_depth = 6;
constexpr std::size_t longest_word = 1000;  // of a change shown to people
constexpr std::array kinds = {ProposalKind::pin, ProposalKind::accounts, ProposalKind::rotation,
                              ProposalKind::replacement};
constexpr std::array answers = {Answer::revoked,    Answer::equivocating, Answer::confirmed,
                                Answer::contested,  Answer::undecided,    Answer::corroborated,
                                Answer::consistent, Answer::insufficient};

ProposalKind kind_of(const std::optional<Pin>& was, const Pin& pin) {
  if (!was) return ProposalKind::pin;
  return was->speaker == pin.speaker ? ProposalKind::accounts : ProposalKind::rotation;
}

std::optional<Proposal> replacement(const History& after, const Look& look,
                                    const std::vector<Account>& accounts, const HistoryRules& rules) {
  if (!after.pin) return std::nullopt;
  for (const Candidate& candidate : after.candidates) {
    if (offered(candidate, after.last_look, rules) != Offer::due) continue;
    Proposal proposal{ProposalKind::replacement, {}, Answer::insufficient, 0};
    proposal.pin.speaker = candidate.speaker;
    for (const Account& account : accounts) proposal.pin.accounts.push_back(account.uri());
    std::sort(proposal.pin.accounts.begin(), proposal.pin.accounts.end());
    proposal.pin.since = after.last_look;
    if (const Statement* newest = newest_of(look.judgement, candidate.speaker))
      proposal.pin.seq = newest->seq;
    return proposal;
  }
  return std::nullopt;
}

void add_changes(std::vector<std::string>& lines, char sign, const std::vector<std::string>& all,
                 const std::vector<std::string>& others) {
  for (const std::string& each : all)
    if (std::find(others.begin(), others.end(), each) == others.end())
      lines.push_back(sign + (" " + printable(each, longest_word)));
}

std::string words(const Speaker& speaker) {
  const std::string whom = speaker.subject.empty() ? "nobody in particular" : speaker.subject;
  return printable("key " + speaker.key.id + " of " + whom, longest_word);
}

}  // namespace

std::string_view text(ProposalKind kind) {
  switch (kind) {
    case ProposalKind::pin:
      return "pin";
    case ProposalKind::accounts:
      return "accounts";
    case ProposalKind::rotation:
      return "rotation";
    case ProposalKind::replacement:
      return "replacement";
  }
  return "";
}

std::optional<Proposal> propose(const History& after, const Look& look, const Score& answer,
                                const std::vector<Account>& accounts, const HistoryRules& rules) {
  if (const auto pinned = accept(after, look, answer, accounts, std::nullopt)) {
    const Pin& pin = *pinned->pin;
    if (after.pin && after.pin->speaker == pin.speaker && after.pin->accounts == pin.accounts)
      return std::nullopt;
    return Proposal{kind_of(after.pin, pin), pin, answer.answer, answer.weight};
  }
  return replacement(after, look, accounts, rules);
}

Result<History> take(const History& history, const Proposal& proposal, UnixTime now) {
  const Speaker& speaker = proposal.pin.speaker;
  const KeyMemory* key = find_key(history, speaker);
  if (key == nullptr)
    return Error{Code::bad_argument, "the key " + speaker.key.id + " is not among those that were seen"};
  if (key->state != KeyState::sound)
    return Error{Code::bad_argument, "the key " + speaker.key.id + " is revoked or contradicts itself"};
  History after = history;
  after.pin = proposal.pin;
  after.pin->since = std::max(now, history.last_look);
  std::erase_if(after.proofs, [](const ProofMemory& proof) { return proof.state == ProofState::gone; });
  after.regressed_since.reset();
  after.key_changed_since.reset();
  after.rotation.reset();
  after.candidates.clear();
  after.peak.reset();
  if (strength(proposal.answer) >= strength(Answer::corroborated))
    after.peak = Peak{speaker, proposal.answer, proposal.weight, after.pin->since};
  return after;
}

Likeness compare(const Proposal& a, const Proposal& b) {
  const bool same = a.kind == b.kind && a.pin.speaker == b.pin.speaker && a.pin.accounts == b.pin.accounts;
  return same ? Likeness::same : Likeness::other;
}

std::string write_proposal(const Proposal& proposal, const std::optional<Pin>& was) {
  return json::write(json::Value::object()
                         .add("kind", json::Value::string(text(proposal.kind)))
                         .add("was", pin_value(was))
                         .add("would_be", pin_value(proposal.pin))
                         .add("answer", json::Value::string(text(proposal.answer)))
                         .add("weight", json::Value::number(proposal.weight)));
}

Result<Proposal> read_proposal(std::string_view bytes) {
  const auto value = json::parse(bytes, max_proposal_depth);
  if (!value) return value.error();
  const JsonReader reader("proposal", *value);
  reader.only({"kind", "was", "would_be", "answer", "weight"});
  Proposal proposal;
  const std::string kind = reader.member("kind").string();
  const auto found =
      std::find_if(kinds.begin(), kinds.end(), [&](ProposalKind k) { return text(k) == kind; });
  const std::string answer = reader.member("answer").string();
  const auto given =
      std::find_if(answers.begin(), answers.end(), [&](Answer a) { return text(a) == answer; });
  proposal.weight = static_cast<unsigned>(reader.member("weight").number(most_named_accounts));
  proposal.pin = read_pin(reader.member("would_be"));
  if (reader.failure()) return *reader.failure();
  if (found == kinds.end() || given == answers.end())
    return Error{Code::bad_config, "proposal: unknown kind or answer"};
  proposal.kind = *found;
  proposal.answer = *given;
  return proposal;
}

std::vector<std::string> changes(const std::optional<Pin>& was, const Pin& would_be) {
  std::vector<std::string> lines;
  const std::vector<std::string> none;
  if (was && was->speaker != would_be.speaker) lines.push_back("- " + words(was->speaker));
  if (!was || was->speaker != would_be.speaker) lines.push_back("+ " + words(would_be.speaker));
  add_changes(lines, '-', was ? was->accounts : none, would_be.accounts);
  add_changes(lines, '+', would_be.accounts, was ? was->accounts : none);
  return lines;
}

}  // namespace quorate
