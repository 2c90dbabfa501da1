// Turns the accounts that agree, and who could fake each, into the fewest who could fake them all.
#pragma once

#include "proofs/forge/control_point.hpp"
#include "proofs/forge/hitting_set.hpp"

#include <string>
#include <vector>

namespace quorate {

// An account that somebody could fake, and by what: at least one kind, ascending.
struct Holding {
  std::string account;
  std::vector<ControlKind> kinds;
  friend bool operator==(const Holding&, const Holding&) = default;
};

// Somebody, with all of the accounts that he could fake, sorted.
struct Holder {
  std::string name;
  std::vector<Holding> holdings;
  friend bool operator==(const Holder&, const Holder&) = default;
};

// The fewest holders who together could fake every account. Empty where there is no account.
struct CheapestSet {
  std::vector<Holder> holders;
  Exactness exactness = Exactness::exact;
  std::size_t cost() const { return holders.size(); }
  friend bool operator==(const CheapestSet&, const CheapestSet&) = default;
};

// Each over fewer kinds than the one before, so never smaller.
struct ForgeCost {
  CheapestSet overall;
  CheapestSet without_issuers;  // of certificates, of which a few certify almost everything
  CheapestSet operators;        // those who run the services, and the known ones that are seen to serve them
};

// Pure and independent of the order of its input. Accounts are unique, and each has a point of kind
// operator_. Of sets that are equally small the one is given that comes first when holders are put in order:
// by the first of their kinds, then by name.
ForgeCost forge_cost(const std::vector<ControlledAccount>& accounts);

}  // namespace quorate
