// Turns a keybase.txt into the statements it holds and what became of their signatures (Keybase sigchain,
// NaCl packets).
#pragma once

#include "proofs/formats/statement.hpp"
#include "proofs/verdict.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// Keybase itself reads no more of a file than this.
inline constexpr std::size_t max_keybase_text_bytes = 128'000;
// A site with more users than this proves nothing about one of them; each proof costs a signature check.
inline constexpr std::size_t max_keybase_proofs = 16;

// One proof of a keybase.txt. When `verdict.outcome` is proven: the signature is good, the signed text is
// shown, it names the key that signed, and it is a web_service_binding of the host that was asked; dates are
// for `judge`. Everything but the verdict is what the text says, and no more than that unless it is proven.
struct KeybaseProof {
  Verdict verdict;
  std::string kid;  // of the packet: hexadecimal, 35 bytes; empty for OpenPGP and for what is no packet
  std::string
      username;  // visible ASCII; this and the next three are empty where the signed text cannot be read
  std::string
      claimed;  // "https://HOST" or "http://HOST" as written; for other services what they are, for people
  UnixTime signed_at = 0;
  UnixTime expires_at = 0;
};

// `text` is untrusted; `host` is the canonical host that was asked. One entry for each proof found, in order;
// none: the file holds no proof. Text or number of proofs beyond the limits above: one entry, unknown: limit.
//   proven                               as above
//   unknown: OpenPGP key not at hand     an OpenPGP message; the statement shown before it names the host
//   refuted: malformed: packet           the block cannot be read as a packet, or its hash is wrong
//            bad signature
//            signed text not shown       no JSON object before the block, or not the one that was signed
//            malformed: json, claims     the signed text lacks what a statement has
//            other key                   signed by another key than the statement names
//            other service, www twin     the statement is about something else, or about the host's www. twin
std::vector<KeybaseProof> examine_keybase(std::string_view text, std::string_view host);

}  // namespace quorate
