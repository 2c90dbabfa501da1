// LogKeeper: signs the log's head with the daemon's own key, and holds the store against the head that was
// signed last and kept outside of it.
#pragma once

#include "crawler/store/store.hpp"
#include "proofs/crypto/ed25519.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace quorate {

struct LogSigning {
  std::string origin;          // the log's name, as `check_origin` has it
  Ed25519Seed seed{};          // the daemon's key for this
  std::filesystem::path file;  // where the newest signed head is kept
};

class LogKeeper {
 public:
  // `store` outlives it.
  LogKeeper(Store& store, LogSigning signing) : store_(store), signing_(std::move(signing)) {}

  // Before anything is written: whether the store goes on from the head in the file. Where there is no file,
  // nothing was signed yet. Errors: store_failed for a store that was put back to an older state, or is
  // another one; bad_key or bad_encoding for a file that this key has not signed; file_failed.
  Result<void> check();

  // Signs the head as it is now, where it is not the one that was signed last: first into the store, then
  // into the file, so that the file is never ahead. Errors: store_failed, file_failed.
  Result<void> sign(UnixTime now);

 private:
  Store& store_;
  LogSigning signing_;
};

// What a keeper does, where the log is to be signed at all.
Result<void> check_log(Store& store, const std::optional<LogSigning>& signing);
Result<void> sign_log(Store& store, const std::optional<LogSigning>& signing, UnixTime now);

// Between two signatures: who puts back the store can hide at most what was seen since the last one.
inline constexpr UnixTime log_signing_interval = 86'400;

}  // namespace quorate
