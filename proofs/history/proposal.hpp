// Proposal: what a look offers to pin. Nothing is pinned before the relying party says so.
#pragma once

#include "proofs/history/look.hpp"
#include "proofs/history/rules.hpp"

#include <string>
#include <string_view>

namespace quorate {

enum class ProposalKind {
  pin,          // nothing is pinned yet, and a key is confirmed
  accounts,     // the pinned key is confirmed, and the contact names other accounts than those pinned
  rotation,     // the pinned key handed over to another one, which is confirmed
  replacement,  // a key that nothing joins to the pinned one has stood long enough (docs/quorum.md "Over
                // time")
};
std::string_view text(ProposalKind kind);

struct Proposal {
  ProposalKind kind = ProposalKind::pin;
  Pin pin;  // as it would be
  Answer answer = Answer::insufficient;
  unsigned weight = 0;
  friend bool operator==(const Proposal&, const Proposal&) = default;
};

// `after`: with this look remembered; `answer`: as the history left it; `accounts`: that the contact names.
// What is proposed is what `accept` would pin unasked, or an offered replacement; nothing where nothing would
// change.
std::optional<Proposal> propose(const History& after, const Look& look, const Score& answer,
                                const std::vector<Account>& accounts, const HistoryRules& rules);

// Pins what is proposed, by the relying party's explicit act; what vanished before is forgotten. `history`:
// of the look that made the proposal, or a later one. Errors: bad_argument where the key has been revoked or
// contradicts itself since, or is not remembered.
Result<History> take(const History& history, const Proposal& proposal, UnixTime now);

// Whether both would pin the same: when they were made, and how many agreed then, does not matter.
enum class Likeness { same, other };
Likeness compare(const Proposal& a, const Proposal& b);

// One line of JSON: {"kind", "was": PIN|null, "would_be": PIN, "answer", "weight"}, PIN as in a history file.
std::string write_proposal(const Proposal& proposal, const std::optional<Pin>& was);
// Errors: bad_json, bad_config.
Result<Proposal> read_proposal(std::string_view bytes);

// What would be pinned beside what is, one change a line ("+ https://..."), for people; printable.
std::vector<std::string> changes(const std::optional<Pin>& was, const Pin& would_be);

}  // namespace quorate
