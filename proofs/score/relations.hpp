// Relations: which anchored accounts are seen to be served by one operator, whatever their groups are.
#pragma once

#include "proofs/score/partition.hpp"

#include <vector>

namespace quorate {

class Relations {
 public:
  // `groups` says which of the observed names are groups of these accounts.
  Relations(const Accounts& anchored, const Partition& groups);

  bool none() const { return servers_.empty(); }

  // SPEC: quorum.md "Observed relations": something is seen to serve both, or the group of one to serve the
  // other. An account may be seen to be served by its own group; then it is related to all of it. Were that
  // passed over, joining a host to what serves it would undo the relation.
  bool related(unsigned a, unsigned b) const;

  // An order of accounts that does not follow from that of the input. Equal: related to the same accounts,
  // but for each other and their groups.
  bool before(unsigned a, unsigned b) const { return servers_[a] < servers_[b]; }

 private:
  std::vector<unsigned> group_of_;              // for each account
  std::vector<std::vector<unsigned>> servers_;  // for each account, sorted: groups, and from there on others
};

}  // namespace quorate
