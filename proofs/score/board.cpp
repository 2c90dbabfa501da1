#include "proofs/score/board.hpp"

#include <algorithm>
#include <tuple>

namespace quorate {

Board::Board(const Roster& roster, const Accounts& anchored, const Partition& partition)
    : roster_(roster),
      anchored_(anchored),
      partition_(partition),
      sightings_(roster.sightings()),
      unknown_(partition.blocks) {
  std::sort(sightings_.begin(), sightings_.end(), [this](const Sighting& a, const Sighting& b) {
    return std::tuple(block_of(a.account), a.party) < std::tuple(block_of(b.account), b.party);
  });
  begin_.assign(partition.blocks + 1, 0);
  for (const Sighting& seen : sightings_) ++begin_[block_of(seen.account) + 1];
  for (unsigned block = 0; block < partition.blocks; ++block) begin_[block + 1] += begin_[block];
  for (unsigned account = 0; account < anchored.size(); ++account)
    for (std::size_t kind = 0; kind < key_kinds; ++kind)
      if (is_unknown(account, static_cast<KeyKind>(kind))) unknown_[block_of(account)][kind] = true;
}

bool Board::is_unknown(unsigned account, KeyKind kind) const {
  return anchored_[account]->outcome[static_cast<std::size_t>(kind)] == Outcome::unknown;
}

bool Board::shows(unsigned account, const View& view) const {
  const auto own = in(block_of(account));
  return std::any_of(own.begin(), own.end(), [&](const Sighting& seen) {
    const bool counts =
        seen.shown == Shown::proven || (seen.shown == Shown::outdated && view.ages == Ages::all);
    return counts && seen.account == account && seen.party == view.party;
  });
}

std::span<const Sighting> Board::in(unsigned block) const {
  return {sightings_.data() + begin_[block], sightings_.data() + begin_[block + 1]};
}

GroupState Board::state(unsigned block, const View& view) const {
  bool agrees = false;
  bool outdated = false;
  bool conflicted = false;
  bool rival = false;
  std::optional<unsigned> first;
  for (const Sighting& seen : in(block)) {
    const Party& party = roster_.parties()[seen.party];
    if (party.speaker->key.kind != view.kind) continue;
    if (!view.party) {
      // No key leads: what counts is whether the block contradicts itself.
      conflicted =
          conflicted || seen.shown == Shown::conflicted || (first && roster_.rivals(*first, seen.party));
      if (!first) first = seen.party;
      rival = true;
    } else if (roster_.rivals(*view.party, seen.party)) {
      rival = true;
    } else if (party.key == roster_.parties()[*view.party].key) {
      const bool own = seen.party == *view.party;
      agrees = agrees || (own && seen.shown == Shown::proven);
      outdated = outdated || (own && seen.shown == Shown::outdated);
      conflicted = conflicted || seen.shown == Shown::conflicted;
    }
  }
  if (conflicted || ((agrees || outdated) && rival)) return GroupState::conflicted;
  if (agrees || (outdated && view.ages == Ages::all)) return GroupState::agrees;
  if (rival) return GroupState::rival;
  return unknown_[block][static_cast<std::size_t>(view.kind)] ? GroupState::unknown : GroupState::silent;
}

std::vector<unsigned> Board::weights() const {
  std::vector<unsigned> weight(roster_.parties().size(), 0);
  for (unsigned block = 0; block < blocks(); ++block) {
    std::optional<unsigned> last;
    for (const Sighting& seen : in(block)) {
      if (seen.party == last) continue;
      last = seen.party;
      const KeyKind kind = roster_.parties()[seen.party].speaker->key.kind;
      if (state(block, {kind, seen.party}) == GroupState::agrees) ++weight[seen.party];
    }
  }
  return weight;
}

}  // namespace quorate
