// Turns policies and services into what a scan's lines are made and scored by.
#pragma once

#include "config/policy.hpp"
#include "config/services.hpp"
#include "proofs/scan/rescore.hpp"

#include <map>
#include <set>
#include <string>

namespace quorate {

ScoringRule scoring_rule(const Policy& policy);

// Id of each service: id of its operator, or "".
std::map<std::string, std::string, std::less<>> operators_of_services(const Services& services);

// The hosts that entries name without a field: of everybody's accounts there, and so of nobody's alone.
std::set<std::string, std::less<>> hosts_named(const Services& services);

}  // namespace quorate
