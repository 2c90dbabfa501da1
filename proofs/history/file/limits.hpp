// The limits of a history, in memory and as a file.
#pragma once

#include <cstddef>

namespace quorate {

// Nine tokens of 16 KiB for each key, and what is known of their accounts: what was written can be read
// again, whatever all accounts together have shown.
inline constexpr std::size_t max_history_bytes = std::size_t{64} * 1024 * 1024;
inline constexpr std::size_t max_history_depth = 6;  // the deepest value stands at four
// limits.yaml allows 8 keys for each of the 32 accounts that a contact can name, and 8 for all others; a
// dozen are held beside them.
inline constexpr std::size_t most_history_keys = 288;
// Accounts of which something is remembered although the contact names them no more: as many as it can name.
inline constexpr std::size_t most_other_accounts = 32;
inline constexpr std::size_t most_named_accounts = 64;  // the contact's and the pinned ones
// Newest ones for some subjects, two that contradict each other, two that name different successors.
inline constexpr std::size_t most_statements_of_key = 8;
inline constexpr std::size_t most_former_keys = 16;  // two chains of rotations

}  // namespace quorate
