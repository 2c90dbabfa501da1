#include "proofs/history/hold.hpp"

#include <algorithm>

namespace quorate {
namespace {

template <class T>
bool holds(const std::vector<T>& items, const T& item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

const AccountEvidence* anchored(const Look& look, std::string_view account) {
  for (const AccountEvidence& evidence : look.recall.input.accounts)
    if (evidence.account == account && evidence.standing == Standing::anchored) return &evidence;
  return nullptr;
}

bool about(const std::vector<Speaker>& line, const Score& score) {
  return score.subject_key && holds(line, *score.subject_key);
}

// Nothing shows a revoked key, so that without a pin there would be no key to speak of.
void name_revoked(const History& history, const Look& look, Score& score) {
  const auto held = reference(history);
  if (score.subject_key || !held) return;
  const auto key = std::find_if(score.keys.begin(), score.keys.end(),
                                [&](const KeyScore& other) { return other.speaker == *held; });
  if (key == score.keys.end() || key->state != KeyState::revoked || !look.score.rivals.empty()) return;
  std::rotate(score.keys.begin(), key, key + 1);
  score.subject_key = held;
  score.answer = Answer::revoked;
}

// The answer is about another key than the one held so far, or about that one for somebody else: a pin names
// both. Without a pin, who names the key of the answer has checked it, and knows more than earlier looks.
bool replaced(const History& history, const Look& look, const Score& score) {
  const std::vector<Speaker> line = line_of(history, look);
  if (line.empty() || about(line, score)) return false;
  return history.pin.has_value() || !look.recall.input.key;
}

}  // namespace

std::vector<const ProofMemory*> vanished(const History& history, const Look& look) {
  const std::vector<Speaker> line = line_of(history, look);
  std::vector<const ProofMemory*> found;
  for (const ProofMemory& proof : history.proofs) {
    if (proof.state != ProofState::gone || !holds(line, proof.speaker)) continue;
    const AccountEvidence* today = anchored(look, proof.account);
    if (today == nullptr) continue;
    const bool stands = std::any_of(line.begin(), line.end(),
                                    [&](const Speaker& speaker) { return holds(today->proven, speaker); });
    const bool told = std::any_of(found.begin(), found.end(),
                                  [&](const ProofMemory* other) { return other->account == proof.account; });
    if (!stands && !told) found.push_back(&proof);
  }
  return found;
}

std::vector<ScoreFlag> held_against(const History& history, const Look& look) {
  std::vector<ScoreFlag> flags;
  const std::vector<Speaker> line = line_of(history, look);
  if (line.empty()) return flags;
  const Score& score = look.score;
  const bool same = about(line, score);
  const bool shown = score.subject_key && score.weight > 0;
  if (holds(score.flags, ScoreFlag::key_changed) || (shown && !same)) flags.push_back(ScoreFlag::key_changed);
  const int today = same ? strength(score.answer) : 0;
  const bool worse = history.peak && today < strength(history.peak->answer);
  if (worse || !vanished(history, look).empty()) flags.push_back(ScoreFlag::regressed);
  return flags;
}

Score temper(const History& history, const Look& look) {
  Score score = look.score;
  name_revoked(history, look, score);
  for (const ScoreFlag flag : held_against(history, look))
    if (!holds(score.flags, flag)) score.flags.push_back(flag);
  std::sort(score.flags.begin(), score.flags.end());
  if (strength(score.answer) > 0 && replaced(history, look, score)) score.answer = Answer::contested;
  return score;
}

}  // namespace quorate
