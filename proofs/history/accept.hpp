// Pins what the relying party accepts by an explicit act: the key of the answer, and the contact's accounts.
#pragma once

#include "proofs/history/look.hpp"

namespace quorate {

// Whether this history is about this contact: the same subject, and an account in common. An empty history is
// about any. Errors: bad_config with what differs.
Result<void> check_contact(const History& history, const std::optional<std::string>& subject,
                           const std::vector<Account>& accounts);

// `history`: after this look was remembered. What may be pinned: a key that was confirmed and that the
// earlier looks do not contradict; or any key that the relying party named, unless it is revoked or
// contradicts itself. `named`: the key that the relying party
// names, having checked it by other means. `answer`: as the history left it. What vanished before is
// forgotten. Errors: bad_argument with what stands against it.
Result<History> accept(const History& history, const Look& look, const Score& answer,
                       const std::vector<Account>& accounts, const std::optional<KeyName>& named);

}  // namespace quorate
