// Game: plays positions of one world against judge, gather and score, and says which verdicts were wrong.
#pragma once

#include "tests/proofs/score/adversary/play.hpp"
#include "tests/proofs/score/adversary/record.hpp"
#include "tests/proofs/score/adversary/world.hpp"

#include <map>
#include <utility>

namespace quorate::adversary {

// Many pages that are only discovered make a look ten times as slow.
enum class Outposts { few, many };

// The choices are: who asks, which honest groups are out of reach, which pages of the enemy's are discovered,
// and a move for each seat.
class Game : public Play {
 public:
  Game(const World& world, Outposts outposts, Record& record);

  const std::vector<std::size_t>& choices() const override { return choices_; }
  Gains play(const Position& position) override;

 private:
  // A position, taken apart.
  struct Scene {
    const Asker* asker = nullptr;
    unsigned dark = 0;  // bit i: the i-th honest group
    const std::vector<Finding>* outposts = nullptr;
    std::vector<const Move*> moves;
  };
  Scene set(const Position& position) const;
  Score look(const Scene& scene) const;
  std::vector<Wrong> faults(const Scene& scene, const Score& score);
  bool published(const Speaker& speaker) const;
  bool owners(const Speaker& speaker) const;
  bool forged(const Score& score) const;
  bool trusted(const Score& score) const;
  bool framed(const Score& score) const;
  bool second(const Score& score);
  bool unseated(const Scene& scene, const Score& score) const;
  bool meddled(const Scene& scene, const Score& score);
  bool firm(const Scene& scene, const Score& score) const;
  unsigned without_dnssec(const Scene& scene) const;
  Gains gains(const Score& score) const;
  std::string tell(const Scene& scene, const Score& score) const;

  const World& world_;
  std::vector<unsigned> dark_sets_;
  std::vector<std::size_t> choices_;
  std::vector<std::string> honest_names_;
  Record& record_;
  std::set<std::string> confirmed_;  // keys for which some look at this world ended in `confirmed`
  std::map<std::pair<const Asker*, unsigned>, Score> baseline_;  // the enemy hides everywhere
};

}  // namespace quorate::adversary
