#include "proofs/score/tally.hpp"

#include <algorithm>

namespace quorate {
namespace {

struct Count {
  Spread groups;
  Numbers hardest;
};

Count count(const Board& groups, const Board& domains, const Relations& relations, const View& view,
            Unseen unseen, unsigned left, const QuorumRule& rule) {
  Count result;
  result.groups = spread(groups, relations, view, unseen);
  const bool same = groups.blocks() == domains.blocks();
  const Spread apart = same ? result.groups : spread(domains, relations, view, unseen);
  result.groups.largest = result.groups.largest && apart.largest;
  result.hardest = hardest_numbers(domains.blocks(), apart.weight(), result.groups.weight(), left, rule);
  return result;
}

bool all_seen(const Board& board, KeyKind kind) {
  for (unsigned account = 0; account < board.accounts(); ++account)
    if (board.is_unknown(account, kind)) return false;
  return true;
}

}  // namespace

Tally tally(const Board& groups, const Board& domains, const Relations& relations, const View& view,
            unsigned left, const QuorumRule& rule) {
  const Count low = count(groups, domains, relations, view, Unseen::silent, left, rule);
  const Count high = all_seen(groups, view.kind)
                         ? low
                         : count(groups, domains, relations, view, Unseen::agreeing, left, rule);
  Tally result;
  result.weight = low.groups.weight();
  result.high = std::max(high.groups.weight(), result.weight);
  result.hardest = low.hardest;
  result.hardest_high = high.hardest;
  result.exact = low.groups.largest && high.groups.largest;
  result.counted = low.groups.blocks;
  return result;
}

}  // namespace quorate
