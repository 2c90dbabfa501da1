// Turns the speakers that evidence mentions into numbered parties, and says which of them contradict each
// other.
#pragma once

#include "proofs/score/partition.hpp"
#include "proofs/score/score.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace quorate {

// Whether a party's proofs are looked at. Void: a revoked key, or a native key that speaks for somebody else
// than the contact's subject. Neither proves an account (statement.md section 5 (e) and (g)), so neither can
// be a rival.
enum class Voice { heard, void_ };

struct Party {
  const Speaker* speaker = nullptr;
  unsigned key = 0;                  // the same for all parties that speak with one key
  KeyState state = KeyState::sound;  // of the key, whatever subject it was shown for
  Voice voice = Voice::heard;
};

enum class Shown { proven, outdated, conflicted };

// An anchored, counted account shows a party that is heard.
struct Sighting {
  unsigned account = 0;
  unsigned party = 0;
  Shown shown = Shown::proven;
};

class Roster {
 public:
  // `anchored`: the accounts of `input` that count. `named` stands for the contact's key and may be shown
  // nowhere. The roster points into `input` and `named`.
  Roster(const ScoreInput& input, const Accounts& anchored, const std::optional<Speaker>& named);

  const std::vector<Party>& parties() const { return parties_; }
  const std::vector<Sighting>& sightings() const { return sightings_; }

  std::optional<unsigned> find(const Speaker& speaker) const;

  // SPEC: statement.md section 5: keys of one kind that no rotation joins. The same key for another subject
  // is no rival: it contradicts nothing that the key says.
  bool rivals(unsigned a, unsigned b) const;
  // Whether a rotation made `heir` the successor of `party`.
  bool took_over(unsigned heir, unsigned party) const;

 private:
  void learn_facts(const std::vector<KeyFacts>& facts, const std::vector<unsigned>& parties);
  void learn_joins(const std::vector<KeyFacts>& facts, const std::vector<unsigned>& parties);
  void learn_voices(const ScoreInput& input);

  std::vector<Party> parties_;                        // sorted by speaker
  std::vector<Sighting> sightings_;                   // sorted by account
  std::vector<std::pair<unsigned, unsigned>> joins_;  // sorted, both directions
  std::vector<std::pair<unsigned, unsigned>>
      heirs_;  // sorted: a party, and to whom it says that it handed over
};

}  // namespace quorate
