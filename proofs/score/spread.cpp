#include "proofs/score/spread.hpp"

#include "proofs/score/independent.hpp"

#include <algorithm>

namespace quorate {
namespace {

std::vector<unsigned> agreeing(const Board& board, const View& view, Unseen unseen) {
  std::vector<unsigned> blocks;
  for (unsigned block = 0; block < board.blocks(); ++block) {
    const GroupState state = board.state(block, view);
    if (state == GroupState::agrees || (state == GroupState::unknown && unseen == Unseen::agreeing))
      blocks.push_back(block);
  }
  return blocks;
}

// The accounts that may stand for one of these blocks, in an order that does not follow from the input's.
std::vector<unsigned> candidates(const Board& board, const Relations& relations, const View& view,
                                 Unseen unseen, const std::vector<unsigned>& blocks) {
  std::vector<unsigned> accounts;
  for (unsigned account = 0; account < board.accounts(); ++account) {
    const bool stands =
        board.shows(account, view) || (unseen == Unseen::agreeing && board.is_unknown(account, view.kind));
    if (stands && std::binary_search(blocks.begin(), blocks.end(), board.block_of(account)))
      accounts.push_back(account);
  }
  std::sort(accounts.begin(), accounts.end(), [&](unsigned a, unsigned b) {
    return board.block_of(a) != board.block_of(b) ? board.block_of(a) < board.block_of(b)
                                                  : relations.before(a, b);
  });
  return accounts;
}

}  // namespace

Spread spread(const Board& board, const Relations& relations, const View& view, Unseen unseen) {
  Spread result;
  result.blocks = agreeing(board, view, unseen);
  if (relations.none()) return result;
  const std::vector<unsigned> accounts = candidates(board, relations, view, unseen, result.blocks);
  Graph graph(accounts.size());
  for (std::size_t a = 0; a < accounts.size(); ++a)
    for (std::size_t b = 0; b < a; ++b)
      if (board.block_of(accounts[a]) == board.block_of(accounts[b]) ||
          relations.related(accounts[a], accounts[b]))
        graph.join(a, b);
  const IndependentSet set = independent_set(graph);
  result.blocks.clear();
  for (const std::size_t member : set.members) result.blocks.push_back(board.block_of(accounts[member]));
  result.largest = set.largest;
  return result;
}

}  // namespace quorate
