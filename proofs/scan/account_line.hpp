// AccountLine: what a scan saw of one account of one target, and the line of accounts.ndjson.zst that holds
// it.
#pragma once

#include "proofs/forge/control_point.hpp"
#include "proofs/formats/statement.hpp"
#include "proofs/result.hpp"
#include "proofs/scan/error_class.hpp"
#include "proofs/score/evidence.hpp"
#include "proofs/verdict.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

inline constexpr std::string_view account_schema = "quorate.scan.account/1";

// Of a native key: its curve, where a statement of it was seen.
enum class KeyType { unknown, ed25519, p256, keybase };

std::string_view text(KeyType type);

// A key that the account proves, by a statement of this key or by what rests on one.
struct ShownKey {
  Speaker speaker;
  KeyType type = KeyType::unknown;
  UnixTime dated = 0;  // the latest issue of a statement on whose dates the proof rests; 0: none was seen
  UnixTime expires_at = 0;  // of the key's newest statement; 0: none was seen, or the format has no end
  friend bool operator==(const ShownKey&, const ShownKey&) = default;
};

// Outcome and reason for keys of one kind.
struct KindLine {
  Outcome outcome = Outcome::unknown;
  Reason reason = Reason::none;
  friend bool operator==(const KindLine&, const KindLine&) = default;
};

// With the facts of its target's line, all that a score follows from: see proofs/scan/rescore.hpp. Nothing in
// it depends on a policy.
struct AccountLine {
  std::uint64_t n = 0;                // of the target
  std::string account;                // canonical URI, or a pseudonym
  std::string host;                   // of it, or a pseudonym of the host
  std::vector<std::string> services;  // ids of the service entries that describe it
  std::string operator_id;            // of operators.yaml: who runs the service or the host; empty: not known
  Standing standing = Standing::anchored;
  Counting counting = Counting::counted;
  std::string domain;                 // registrable
  std::string group;                  // by the tables alone, without any policy's merges
  std::vector<std::string> observed;  // groups that are seen to serve the host
  Outcome outcome = Outcome::unknown;
  Reason reason = Reason::none;
  std::array<KindLine, key_kinds> by_kind;
  std::vector<Flag> flags;
  std::vector<ShownKey> proven;
  std::vector<Speaker> conflicted;
  UnixTime since = 0;                // when the newest proof here was signed; 0: nothing proven, or not said
  std::vector<ControlPoint> points;  // who could fake it beside its operator
  std::int64_t latency_us = 0;       // the slowest of its answers; 0: nothing was asked

  ErrorClass error() const { return error_class(outcome, reason); }
};

//   {"schema","n","account","host","services":[ID..],"operator":ID|null,"standing","counting","domain","group",
//    "observed":[TEXT..],"outcome","reason","error":TEXT|null,
//    "by_kind":{"native":{"outcome","reason"},"keybase":{..}},"flags":[TEXT..],
//    "proven":[{"kind","id","subject","type","dated":TIME|null,"expires_at":TIME|null}..],
//    "conflicted":[{"kind","id","subject"}..],"since":TIME|null,"points":[{"kind","holder"}..],"latency_us"}
// docs/scan.account.schema.json. Adds the line, with its line feed. Members keep this order.
void append_line(std::string& out, const AccountLine& line);

// One line without its line feed. Strict. Errors: bad_json with the member, over_limit.
Result<AccountLine> read_account_line(std::string_view line);

}  // namespace quorate
