// Turns a history into the bytes of a history file.
#pragma once

#include "proofs/encoding/json.hpp"
#include "proofs/history/history.hpp"

namespace quorate {

inline constexpr std::string_view history_schema = "quorate.history/1";

// Equal histories give equal bytes, and `read_history` gives the same history back. The format:
//
//   {"schema": "quorate.history/1", "subject": URI|null, "accounts": [URI..],
//    "looks": {"first": TIME, "last": TIME, "count": N},
//    "pin": null | {"key": SPEAKER, "accounts": [URI..], "retired": [{"account", "since", "seq"}..],
//                   "former": [KEY ID..], "since": TIME, "seq": N},
//    "keys": [{"key": SPEAKER, "first_seen", "last_seen", "most", "state", "seq",
//              "shown_by": [URI..], "rival_since", "quorum_since", "quorum_looks"}..],
//    "proofs": [{"account", "key": SPEAKER, "first_seen", "last_seen", "state", "gone_since",
//    "stale_since"}..], "rotation": null | {"from": SPEAKER, "to": SPEAKER, "since"}, "candidates": [{"key":
//    SPEAKER, "since", "looks"}..], "peak": null | {"key": SPEAKER, "answer", "weight", "last"}, "quorum":
//    "never"|"reached"|"lost", "regressed_since": TIME|null, "key_changed_since": TIME|null, "tokens":
//    [COMPACT JWS..]}
//
// SPEAKER is {"kind", "id", "subject"}, TIME whole seconds since 1970. Every member is always there.
std::string write_history(const History& history);

// The pin alone, as above.
json::Value pin_value(const std::optional<Pin>& pin);

std::string_view text(ProofState state);
std::string_view text(QuorumState state);

}  // namespace quorate
