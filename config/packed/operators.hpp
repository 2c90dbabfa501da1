// Turns Operators into bytes, and back without checking again what was checked when they were made.
#pragma once

#include "proofs/groups/operators.hpp"

#include <string>
#include <string_view>

namespace quorate {

std::string pack_operators(const Operators& operators);
// The bytes must be those of pack_operators. Errors: bad_config where they cannot be.
Result<Operators> unpack_operators(std::string_view bytes);

}  // namespace quorate
