// Versions of the program and of the tables that decide its answers.
#pragma once

#include "config/services.hpp"
#include "proofs/groups/operators.hpp"
#include "proofs/report/report.hpp"
#include "proofs/score/suffix_list.hpp"

#include <string_view>

namespace quorate {

// "0.1.0".
std::string_view program_version();

Versions versions(const Services& services, const Operators& operators, const SuffixList& suffixes);

}  // namespace quorate
