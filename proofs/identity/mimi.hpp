// Turns mimi: URIs into their parts (draft-mahy-mimi-identity-04, section 4, table 3).
#pragma once

#include "proofs/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quorate {

enum class MimiKind { provider, user, pseudonym, client, room, group, team };

std::string_view text(MimiKind kind);

//   mimi://HOST                      provider
//   mimi://HOST/u/NAME               user
//   mimi://HOST/p/NAME               pseudonym
//   mimi://HOST/d/NAME[/NAME]        client, or user and client
//   mimi://HOST/r/NAME               room
//   mimi://HOST/g/NAME               MLS group
//   mimi://HOST/t/NAME               team
// NAME: 1 to 128 bytes of UTF-8, not "." or "..", without / \ ? # % and control characters. HOST may be
// "local.invalid" for identifiers that belong to no provider.
struct MimiUri {
  MimiKind kind = MimiKind::provider;
  std::string host;
  std::vector<std::string> names;  // none for a provider, two only for a client
};

// Accepts only the canonical spelling. Errors: bad_uri with what is wrong.
Result<MimiUri> parse_mimi(std::string_view uri);

// Whether the host says that the identifier belongs to no provider.
bool is_local(const MimiUri& uri);

}  // namespace quorate
