#include "tests/proofs/score/table.hpp"

namespace quorate {

VerdictTable::VerdictTable(unsigned groups, std::size_t look, const QuorumRule& rule) : n(groups) {
  f = rule.hostile.value_or(n < 4 ? 1 : (n - 1) / 3);
  t = rule.quorum.value_or((n + f) / 2 + 1);
  for (unsigned group = 0; group < groups; ++group) {
    const Sight sight = sight_of(look, group);
    for (unsigned key = 0; key < test_keys; ++key) {
      if (!shows_key(sight, key)) continue;
      ++seen[key];
      if (sight != Sight::both) ++w[key];
    }
    if (sight == Sight::unknown) ++unknown;
    if (sight == Sight::refuted) ++refuted;
    if (sight == Sight::both) ++both;
  }
}

std::optional<unsigned> VerdictTable::subject(std::optional<unsigned> named) const {
  if (named) return named;
  std::optional<unsigned> best;
  unsigned equal = 0;
  for (unsigned key = 0; key < test_keys; ++key) {
    if (seen[key] == 0) continue;
    if (!best || w[key] > w[*best]) equal = 0;
    if (!best || w[key] >= w[*best]) ++equal;
    if (equal == 1) best = !best || w[key] >= w[*best] ? key : *best;
  }
  return equal > 1 ? std::optional(test_keys) : best;
}

bool VerdictTable::weak() const { return 2 * t <= n + f; }

bool VerdictTable::contested(unsigned key) const {
  for (unsigned other = 0; other < test_keys; ++other)
    if (other != key && w[other] > 0) return true;
  return false;
}

bool VerdictTable::changed(unsigned key) const {
  for (unsigned other = 0; other < test_keys; ++other)
    if (other != key && w[other] >= t) return true;
  return false;
}

Answer VerdictTable::answer(std::optional<unsigned> named, std::optional<Limited> limited) const {
  const auto key = subject(named);
  if (key == test_keys) return Answer::contested;
  const unsigned weight = limited ? limited->weight : key ? w[*key] : 0;
  const unsigned high = limited ? limited->high : weight + unknown;
  if (key && weight >= t && !weak()) return Answer::confirmed;
  if (key && contested(*key)) return Answer::contested;
  const unsigned best = weak() ? f + 1 : t;
  if (weight < best && best <= high) return Answer::undecided;
  if (f + 1 <= weight) return Answer::corroborated;
  // K's statement is the only one that is known, and lists every account.
  if (key == 0U && n < t && w[0] >= 2 && refuted == 0 && both == 0) return Answer::consistent;
  return Answer::insufficient;
}

}  // namespace quorate
