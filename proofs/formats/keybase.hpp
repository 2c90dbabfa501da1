// Turns a keybase.txt into the statements it holds and what became of their signatures (Keybase sigchain,
// NaCl packets).
#pragma once

#include "proofs/formats/statement.hpp"
#include "proofs/verdict.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// One proof of a keybase.txt. When `verdict.outcome` is proven: the signature is good, the signed text is
// shown, it is a web_service_binding of the host that was asked; dates are for `judge`.
struct KeybaseProof {
  Verdict verdict;
  std::string kid;       // hexadecimal, 35 bytes; empty for OpenPGP
  std::string username;  // as signed
  std::string claimed;   // "https://HOST" as signed; empty where the signed text cannot be read
  UnixTime signed_at = 0;
  UnixTime expires_at = 0;
};

// `text` is untrusted; `host` is the canonical host that was asked. One entry for each proof found, in order;
// none: the file holds no proof.
std::vector<KeybaseProof> examine_keybase(std::string_view text, std::string_view host);

}  // namespace quorate
