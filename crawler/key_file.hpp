// Reads and writes key files: a private Ed25519 JWK (RFC 8037), and beside it the last sequence number that
// it signed.
#pragma once

#include "proofs/crypto/ed25519.hpp"
#include "proofs/formats/statement.hpp"
#include "proofs/result.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace quorate {

struct KeyFile {
  std::filesystem::path file;
  Ed25519Seed seed{};
  PublicKey key;
  std::string kid;
};

// Makes a key from the system's random source and writes it with mode 0600. Errors: file_failed when the file
// exists.
Result<KeyFile> create_key_file(const std::filesystem::path& file);

// Errors: file_failed, bad_key (also when others may read the file).
Result<KeyFile> read_key_file(const std::filesystem::path& file);

// The public key of a JWK file, private or public. Errors: file_failed, bad_key.
Result<PublicKey> read_public_key(const std::filesystem::path& file);

// SPEC: statement.md section 1, `seq`: max(now, last + 1), where the last one stands in FILE.seq. `wanted`
// overrides the default but must be above the last one. The number is kept on disk before this returns, so
// that it is never used twice. Errors: bad_argument, file_failed.
Result<std::uint32_t> take_seq(const KeyFile& key, std::optional<std::int64_t> wanted, UnixTime now);

}  // namespace quorate
