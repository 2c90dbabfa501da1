// Turns what was seen of all accounts, and what is known of them, into who could fake each.
#pragma once

#include "proofs/forge/points.hpp"
#include "proofs/judge/finding.hpp"
#include "proofs/score/evidence.hpp"

#include <map>
#include <string>
#include <vector>

namespace quorate {

// The operator by whom an account's owner logs in: canonical URI of the account, id of the operator.
using Logins = std::map<std::string, std::string>;

// For each of `evidence`, in the same order: whoever could fake the account beside its operator, sorted and
// each once. Logins by operators that the directory does not have are passed over.
std::vector<std::vector<ControlPoint>> survey(const std::vector<AccountEvidence>& evidence,
                                              const std::vector<Finding>& findings, const Logins& logins,
                                              const Directory& directory);

}  // namespace quorate
