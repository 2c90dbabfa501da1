// Past: what earlier looks at a contact bring into a check, and what the check makes of it.
#pragma once

#include "config/contact.hpp"
#include "proofs/history/history.hpp"
#include "proofs/history/proposal.hpp"
#include "proofs/history/rules.hpp"
#include "proofs/report/report.hpp"

#include <optional>
#include <vector>

namespace quorate {

// Whether the relying party pins what this check finds.
enum class Accepting { no, yes };

struct Past {
  History before;
  HistoryRules rules;
  Accepting accepting = Accepting::no;
  std::vector<Account> named;        // of the contact, without what is only pinned
  std::optional<Pin> set_aside;      // in whose place another key may be accepted
  std::optional<KeyName> named_key;  // likewise
  std::optional<History> after;      // once the check is done
  std::optional<Error> refused;      // why nothing was pinned, although that was wanted
  std::optional<Proposal> proposal;  // what could be pinned, once the check is done
};

// Brings the pin into the contact: its key, unless the contact names another one on purpose, and its
// accounts. A key that the contact names and that is neither the pinned one nor led to it takes the pin's
// place where the relying party accepts it, and is an error otherwise. Errors: bad_config.
Result<Past> bring_past(History history, const HistoryRules& rules, Accepting accepting, Contact& contact);

// Scores the look with the past in mind: fills the report's score and hindsight, changes what else the report
// says of the input to what was scored (see `recall`), and says what the past becomes. All that `score_input`
// asks for must be there, and the judgement must have known the history's tokens.
void settle(Past& past, Report& report);

}  // namespace quorate
