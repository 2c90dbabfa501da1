#include "proofs/score/tally.hpp"

namespace quorate {
namespace {

struct Count {
  unsigned agree = 0;
  unsigned unknown = 0;
};

Count count(const Board& board, const View& view) {
  Count result;
  for (unsigned block = 0; block < board.blocks(); ++block) {
    const GroupState state = board.state(block, view);
    if (state == GroupState::agrees) ++result.agree;
    if (state == GroupState::unknown) ++result.unknown;
  }
  return result;
}

}  // namespace

Tally tally(const Board& groups, const Board& domains, const View& view, const QuorumRule& rule) {
  const Count merged = count(groups, view);
  const Count apart = count(domains, view);
  Tally result;
  result.weight = merged.agree;
  result.high = merged.agree + merged.unknown;
  const unsigned against = domains.blocks() - apart.agree;
  result.hardest = numbers(result.weight + against, rule);
  result.hardest_high = numbers(result.high + against - apart.unknown, rule);
  return result;
}

}  // namespace quorate
