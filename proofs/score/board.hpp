// Board: what each block of a partition shows, for any party that asks.
#pragma once

#include "proofs/score/roster.hpp"

#include <optional>
#include <span>
#include <vector>

namespace quorate {

// Which proofs make a block agree: all of them, or those that are not too old for the policy. Contradicting
// others is no matter of age.
enum class Ages { all, counted };

// From where a block is looked at: a party, or a kind of keys of which none is known yet.
struct View {
  KeyKind kind = KeyKind::native;
  std::optional<unsigned> party;
  Ages ages = Ages::all;
};

class Board {
 public:
  Board(const Roster& roster, const Accounts& anchored, const Partition& partition);

  unsigned blocks() const { return partition_.blocks; }
  unsigned accounts() const { return static_cast<unsigned>(anchored_.size()); }
  unsigned block_of(unsigned account) const { return partition_.block_of[account]; }

  // SPEC: quorum.md "Groups": a block in which both the party and a rival are proven counts for neither. A
  // rival here is any party that is heard, sound or equivocating: were an equivocating key passed over, two
  // observers who know of different equivocations could count one block for two keys.
  GroupState state(unsigned block, const View& view) const;

  // Whether the account itself shows the party of the view, alone.
  bool shows(unsigned account, const View& view) const;
  bool is_unknown(unsigned account, KeyKind kind) const;

  // For each party the number of blocks that agree on it, by proofs of all ages, whatever serves them.
  std::vector<unsigned> weights() const;

 private:
  std::span<const Sighting> in(unsigned block) const;

  const Roster& roster_;
  const Accounts& anchored_;
  const Partition& partition_;
  std::vector<Sighting> sightings_;                   // sorted by block, then by party
  std::vector<unsigned> begin_;                       // of each block in `sightings_`, and the end
  std::vector<std::array<bool, key_kinds>> unknown_;  // for each block: an account could not be looked at
};

}  // namespace quorate
