// Says whether one party stands before another, whatever domains are merged into groups.
#pragma once

#include "proofs/score/board.hpp"
#include "proofs/score/score.hpp"

#include <vector>

namespace quorate {

// W of each party under both partitions.
struct Weights {
  std::vector<unsigned> groups;
  std::vector<unsigned> domains;
};

// What W has to reach: the rule, and how many domains that were named are not counted.
struct Needed {
  const QuorumRule& rule;
  unsigned left = 0;
};

class Lead {
 public:
  // `group_of` says for each block of `domains` in which block of `groups` it lies.
  Lead(const Roster& roster, const Board& groups, const Board& domains, std::vector<unsigned> group_of,
       const Weights& weights, Needed needed)
      : roster_(roster),
        groups_(groups),
        domains_(domains),
        group_of_(std::move(group_of)),
        weights_(weights),
        needed_(needed) {}

  // Whether the first stands before the other under every partition between domains and groups: a sound key
  // that took over before the one that handed over, where it reaches t itself; else the one with the larger
  // W. Where W is equal, a sound party stands before an equivocating one, and the key that took over before
  // the one that handed over. May say no where it is so, never yes where it is not; and once no, no further
  // merging makes it yes.
  bool leads(unsigned first, unsigned other) const;

 private:
  bool sound(unsigned party) const { return roster_.parties()[party].state == KeyState::sound; }
  // W >= t under every partition.
  bool reaches(unsigned party) const;
  // Whether W >= t may hold under any partition: W over the domains, and t over the groups.
  bool may_reach(unsigned party) const;
  // At least the largest W(other) - W(first) under any of these partitions.
  int most_ahead(unsigned other, unsigned first) const;
  bool preferred(unsigned first, unsigned other) const;

  const Roster& roster_;
  const Board& groups_;
  const Board& domains_;
  std::vector<unsigned> group_of_;
  const Weights& weights_;
  Needed needed_;
};

}  // namespace quorate
