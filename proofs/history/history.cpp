#include "proofs/history/history.hpp"

namespace quorate {

const KeyMemory* find_key(const History& history, const Speaker& speaker) {
  for (const KeyMemory& key : history.keys)
    if (key.speaker == speaker) return &key;
  return nullptr;
}

const ProofMemory* find_proof(const History& history, std::string_view account, const Speaker& speaker) {
  for (const ProofMemory& proof : history.proofs)
    if (proof.account == account && proof.speaker == speaker) return &proof;
  return nullptr;
}

std::optional<Speaker> reference(const History& history) {
  if (history.pin) return history.pin->speaker;
  if (history.peak) return history.peak->speaker;
  return std::nullopt;
}

int strength(Answer answer) {
  switch (answer) {
    case Answer::confirmed:
      return 3;
    case Answer::corroborated:
      return 2;
    case Answer::consistent:
      return 1;
    case Answer::revoked:
    case Answer::equivocating:
    case Answer::contested:
    case Answer::undecided:
    case Answer::insufficient:
      return 0;
  }
  return 0;
}

}  // namespace quorate
