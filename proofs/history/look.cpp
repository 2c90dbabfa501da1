#include "proofs/history/look.hpp"

#include "proofs/history/pin/rotation.hpp"

namespace quorate {

const Statement* newest_of(const Judgement& judgement, const Speaker& speaker) {
  for (const Statement& statement : judgement.statements)
    if (statement.kid == speaker.key.id && statement.subject == speaker.subject) return &statement;
  return nullptr;
}

std::vector<Speaker> line_of(const History& history, const Look& look) {
  if (history.pin) return look.recall.chain.empty() ? std::vector{history.pin->speaker} : look.recall.chain;
  const auto held = reference(history);
  return held ? chain_of(look.judgement.keys, *held) : std::vector<Speaker>{};
}

}  // namespace quorate
