// Turns an account's outcome and reason into the rule of the specification that decided it.
#pragma once

#include "proofs/verdict.hpp"

#include <string_view>

namespace quorate {

struct Rule {
  std::string_view words;   // what the rule says, without a full stop
  std::string_view source;  // "statement.md section 5 (b)", ...
};

Rule rule_of(Outcome outcome, Reason reason);
Rule rule_of(Flag flag);

}  // namespace quorate
