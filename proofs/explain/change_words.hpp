// Turns what would change a verdict into sentences that name accounts and groups.
#pragma once

#include "proofs/explain/change.hpp"
#include "proofs/report/report.hpp"

#include <string>
#include <vector>

namespace quorate {

// One sentence for each way; never empty. Printable.
std::vector<std::string> change_words(const Report& report, const Changes& changes);

}  // namespace quorate
