// Writes what a report proves about keys to where a command's --proof says.
#pragma once

#include "proofs/report/report.hpp"
#include "proofs/result.hpp"

#include <string>
#include <vector>

namespace quorate {

// What the tokens of the report's revoked and contradicting keys prove; empty where there are none.
std::string proof_text(const std::vector<Report>& reports);

// A file that stands there already is left as it is; that is an error unless it says the same. Errors:
// file_failed.
Result<void> write_proof(const std::string& text, const std::string& file);

}  // namespace quorate
