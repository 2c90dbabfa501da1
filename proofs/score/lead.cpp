#include "proofs/score/lead.hpp"

#include "proofs/score/numbers.hpp"

#include <algorithm>

namespace quorate {

// Were the larger W all that counts, one hostile group that replays what the old key signed could lead back
// to it.
bool Lead::leads(unsigned first, unsigned other) const {
  if (roster_.took_over(first, other) && sound(first) && reaches(first)) return true;
  if (roster_.took_over(other, first) && sound(other) && may_reach(other)) return false;
  const int ahead = most_ahead(other, first);
  return ahead < 0 || (ahead == 0 && preferred(first, other));
}

bool Lead::preferred(unsigned first, unsigned other) const {
  if (sound(first) != sound(other)) return sound(first);
  return roster_.took_over(first, other);
}

bool Lead::reaches(unsigned party) const {
  const unsigned weight = weights_.groups[party];
  return weight >=
         hardest_numbers(domains_.blocks(), weights_.domains[party], weight, needed_.left, needed_.rule).threshold;
}

bool Lead::may_reach(unsigned party) const {
  const unsigned most = std::max(weights_.domains[party], weights_.groups[party]);
  return most >= numbers(groups_.blocks(), needed_.left, needed_.rule).threshold;
}

// Group by group. Where the group agrees on `first`, merging all domains that show it leaves it one block,
// and those that show only the other one each; the one block may be the other's as well where some domain
// shows both. Where the group does not agree on `first`, merging can take from it all that it has there. The
// other loses the domains that show both too, unless a domain blocks only the first.
int Lead::most_ahead(unsigned other, unsigned first) const {
  struct Domains {
    int other_alone = 0;
    int both = 0;
    bool uneven = false;  // a domain blocks the first and not the other
  };
  const auto blocks = [](GroupState state) {
    return state == GroupState::rival || state == GroupState::conflicted;
  };
  const View view{roster_.parties()[first].speaker->key.kind, first};
  const View other_view{view.kind, other};
  std::vector<Domains> groups(groups_.blocks());
  for (unsigned domain = 0; domain < domains_.blocks(); ++domain) {
    Domains& group = groups[group_of_[domain]];
    const GroupState state = domains_.state(domain, view);
    const GroupState other_state = domains_.state(domain, other_view);
    if (blocks(state) && !blocks(other_state)) group.uneven = true;
    if (other_state == GroupState::agrees) ++(state == GroupState::agrees ? group.both : group.other_alone);
  }
  int sum = 0;
  for (unsigned block = 0; block < groups_.blocks(); ++block) {
    const Domains& group = groups[block];
    if (groups_.state(block, view) == GroupState::agrees) {
      sum += group.other_alone - (group.both > 0 ? 0 : 1);
    } else {
      sum += group.other_alone + (group.uneven ? group.both : 0);
    }
  }
  return sum;
}

}  // namespace quorate
