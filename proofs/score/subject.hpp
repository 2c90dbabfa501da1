// Chooses the subject key: the one that the answer is about.
#pragma once

#include "proofs/score/lead.hpp"

#include <optional>
#include <vector>

namespace quorate {

struct Subject {
  View view;                   // no party: none is shown, or several tie
  std::vector<unsigned> tied;  // the parties of which none stands clear of the others; empty at no tie
};

// The contact's key, where it names one; so that it is always among the parties, even when nothing shows it.
// Nothing where the contact names no key.
std::optional<Speaker> named_speaker(const ScoreInput& input);

// SPEC: quorum.md "The verdict is about one key". Keys that no anchored account shows are never chosen, so
// what is only discovered changes nothing.
Subject choose_subject(const ScoreInput& input, const Roster& roster, const Weights& weights,
                       const Lead& lead);

}  // namespace quorate
