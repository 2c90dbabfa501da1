// Moves: everything that one hostile account may show, made of the owner's words and the enemy's own keys.
#pragma once

#include "proofs/judge/finding.hpp"
#include "tests/proofs/score/adversary/scribe.hpp"

#include <string>
#include <vector>

namespace quorate::adversary {

// Where the host seems to be served from.
enum class Cover { none, honest_operators };

struct Move {
  std::string name;
  Finding finding;
  Cover cover = Cover::none;
};

// What the enemy has at hand.
struct Craft {
  std::vector<Account> accounts;     // all that are anchored
  std::vector<Account> honest;       // of these
  std::vector<Account> outposts;     // the enemy's own, that nobody anchored
  std::vector<std::string> newest;   // what an honest page would show today
  std::vector<std::string> history;  // everything that the owner's keys ever signed
  std::vector<Holder> owners;        // whose badges the owner once put on her accounts
};

Finding found(const Account& account, const std::vector<std::string>& tokens);
Finding out_of_reach(const Account& account);

// Every move of one account. The order and the names are the same for all sites of a world; a dns: account
// has some more, at the end.
std::vector<Move> moves_of(const Account& account, const Craft& craft);

// The statement with which the enemy's key speaks for the owner.
Draft forgery(const Craft& craft, Holder holder = Holder::enemy);

}  // namespace quorate::adversary
