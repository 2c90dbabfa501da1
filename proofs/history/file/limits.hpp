// The limits of a history, in memory and as a file.
#pragma once

#include <cstddef>

namespace quorate {

// limits.yaml allows 64 keys: ten tokens of 16 KiB for each, and what is known of their accounts.
inline constexpr std::size_t max_history_bytes = std::size_t{16} * 1024 * 1024;
inline constexpr std::size_t max_history_depth = 6;  // the deepest value stands at four
inline constexpr std::size_t most_history_keys = 64;
// Accounts of which something is remembered although the contact names them no more: as many as it can name.
inline constexpr std::size_t most_other_accounts = 32;
inline constexpr std::size_t most_named_accounts = 64;  // the contact's and the pinned ones
// Newest ones for some subjects, two that contradict each other, two that name different successors.
inline constexpr std::size_t most_statements_of_key = 8;
inline constexpr std::size_t most_former_keys = 16;  // two chains of rotations

}  // namespace quorate
