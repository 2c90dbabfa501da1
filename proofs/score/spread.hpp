// Turns what the blocks of a partition show into W: how many of those that agree count beside each other.
#pragma once

#include "proofs/score/board.hpp"
#include "proofs/score/relations.hpp"

#include <vector>

namespace quorate {

// What an account that could not be looked at is taken for: lo or hi.
enum class Unseen { silent, agreeing };

struct Spread {
  std::vector<unsigned> blocks;  // those that count, ascending; W is how many they are
  bool largest = true;           // else W may be larger: too many related accounts to search
  unsigned weight() const { return static_cast<unsigned>(blocks.size()); }
};

// SPEC: quorum.md "Observed relations": the largest set of accounts that show the key in blocks that agree,
// one to a block, no two of them related. Where nothing is related, that is one from each block that agrees.
// A view without a party is agreed with by what is unseen alone.
Spread spread(const Board& board, const Relations& relations, const View& view, Unseen unseen);

}  // namespace quorate
