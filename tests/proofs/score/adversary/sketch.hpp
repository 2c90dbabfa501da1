// Sketch: worlds of bare evidence, for the scorer alone: larger than those of signed tokens, with groups of
// several domains and accounts, and a hundred times as fast.
#pragma once

#include "proofs/score/score.hpp"
#include "tests/proofs/score/adversary/play.hpp"
#include "tests/proofs/score/adversary/record.hpp"
#include "tests/proofs/score/random_look.hpp"

#include <map>
#include <set>
#include <string>

namespace quorate::adversary {

// The choices are: whom the contact names, what is known of the enemy's keys, which honest group is out of
// reach, and what each hostile account shows.
class Sketch : public Play {
 public:
  // A random world of so many groups, `hostile` of them hostile.
  Sketch(unsigned groups, unsigned hostile, const QuorumRule& rule, Dice& dice, Record& record);

  const std::vector<std::size_t>& choices() const override { return choices_; }
  Gains play(const Position& position) override;

 private:
  void settle(unsigned group, Dice& dice);
  ScoreInput set(const Position& position) const;
  std::vector<Wrong> faults(const Position& position, const ScoreInput& input, const Score& score);
  bool firm(const ScoreInput& input) const;
  bool meddled(const Position& position, const Score& score);
  bool published(const Speaker& speaker) const { return published_.count(speaker) > 0; }

  unsigned hostile_;
  QuorumRule rule_;
  bool unanimous_;                         // every honest account shows K and nothing else
  std::vector<AccountEvidence> accounts_;  // as the honest show them; the hostile ones first
  std::vector<unsigned> group_of_;
  std::size_t seats_ = 0;  // hostile accounts
  std::vector<std::string> honest_names_;
  std::set<Speaker> published_;
  std::vector<std::size_t> choices_;
  std::set<KeyName> confirmed_;
  std::map<std::pair<std::size_t, std::size_t>, Score> baseline_;
  Record& record_;
};

}  // namespace quorate::adversary
