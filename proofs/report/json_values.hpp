// Turns the values that several reports share into JSON.
#pragma once

#include "proofs/encoding/json.hpp"
#include "proofs/formats/statement.hpp"
#include "proofs/score/evidence.hpp"
#include "proofs/verdict.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace quorate {

std::string_view text(KeyState state);
std::string_view text(Standing standing);
std::string_view text(Counting counting);

// A string of any origin, printable and never cut.
json::Value foreign_string(std::string_view text);
json::Value foreign_or_null(const std::optional<std::string>& text);  // null where there is none
json::Value foreign_strings(const std::vector<std::string>& texts);

// RFC 3339; null for a time that it cannot write.
json::Value time_value(UnixTime time);
// {"kind":"native","id":KID}
json::Value key_value(const KeyName& key);
// {"kind":"native","id":KID,"subject":URI}
json::Value speaker_value(const Speaker& speaker);
json::Value speakers_value(const std::vector<Speaker>& speakers);
// [TEXT..]
json::Value flags_value(const std::vector<Flag>& flags);
// {"kind","id","subject","seq","issued_at","expires_at","accounts","retired","clients":[{"uri","key"}],"next","prev",
//  "unknown_claims"}: what a key said of itself, with the names of claims that this version does not know.
json::Value statement_value(const Statement& statement);
json::Value statements_value(const std::vector<Statement>& statements);

}  // namespace quorate
