// Says whether one party stands before another, whatever domains are merged into groups.
#pragma once

#include "proofs/score/board.hpp"

#include <vector>

namespace quorate {

class Lead {
 public:
  // `group_of` says for each block of `domains` in which block of `groups` it lies.
  Lead(const Roster& roster, const Board& groups, const Board& domains, std::vector<unsigned> group_of)
      : roster_(roster), groups_(groups), domains_(domains), group_of_(std::move(group_of)) {}

  // Whether the first has the larger W under every partition between domains and groups. Where W is equal, a
  // sound party stands before an equivocating one, and the key that took over before the one that handed
  // over. May say no where it is so, never yes where it is not; and once no, no further merging makes it yes.
  bool leads(unsigned first, unsigned other) const;

 private:
  // At least the largest W(other) - W(first) under any of these partitions.
  int most_ahead(unsigned other, unsigned first) const;
  bool preferred(unsigned first, unsigned other) const;

  const Roster& roster_;
  const Board& groups_;
  const Board& domains_;
  std::vector<unsigned> group_of_;
};

}  // namespace quorate
