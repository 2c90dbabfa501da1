// Turns the JSON object that a Keybase signature speaks of into what it states.
#pragma once

#include "proofs/encoding/json.hpp"
#include "proofs/formats/statement.hpp"
#include "proofs/result.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace quorate {

//   {"body": {"key": {"kid": HEX, "username": NAME, ..}, "service": SERVICE, "type": TYPE, "version": 1 | 2,
//   ..},
//    "ctime": SECONDS, "expire_in": SECONDS, "prev": HEX | null, "seqno": N, "tag": "signature", ..}
//   SERVICE of a web site: {"protocol": "http:" | "https:", "hostname": HOST, ..}
struct KeybaseStatement {
  std::string kid;  // as written; empty where old OpenPGP statements name their key by fingerprint only
  std::string username;
  std::int64_t version = 0;
  std::int64_t seqno = 0;
  std::optional<std::string> prev;  // as written
  std::string host;     // as written; empty: the statement is about something else than a web site
  std::string claimed;  // "https://HOST", "http://HOST"; for other things what they are, for people
  UnixTime signed_at = 0;
  UnixTime expires_at = 0;
};

// `object` is untrusted. Members that are not named above may be anything. Errors: bad_json, naming the
// member.
Result<KeybaseStatement> read_keybase_statement(const json::Value& object);

// Whether two values say the same: members in any order, numbers as written.
bool same_json(const json::Value& first, const json::Value& second);

}  // namespace quorate
