#include "crawler/watch/log_keeper.hpp"

#include "crawler/files.hpp"
#include "crawler/store/log/verify_log.hpp"
#include "proofs/log/checkpoint.hpp"
#include "proofs/log/proof.hpp"

#include <system_error>

namespace quorate {

Result<void> LogKeeper::check() {
  std::error_code failure;
  if (std::filesystem::symlink_status(signing_.file, failure).type() == std::filesystem::file_type::not_found)
    return {};
  const auto note = read_file(signing_.file, max_checkpoint_bytes);
  if (!note) return note.error();
  const std::string file = signing_.file.string();
  const auto kept = open_checkpoint(*note, {signing_.origin, ed25519_public(signing_.seed)});
  if (!kept) return Error{kept.error().code, file + ": " + kept.error().detail};
  const auto head = store_.log_head();
  if (!head) return head.error();
  const std::string what_to_do =
      "; `quorate log verify` says more. If you have put back an older store yourself, move " + file +
      " away and start again";
  if (head->size < kept->size)
    return Error{Code::store_failed, store_.description() + ": its log has " + std::to_string(head->size) +
                                         " entries, but had " + std::to_string(kept->size) +
                                         " when this daemon signed " + file +
                                         ": the store is older than that, or another one" + what_to_do};
  const auto root = root_of(kept->size, LogNodeReader(store_));
  if (!root) return root.error();
  if (*root != kept->root)
    return Error{Code::store_failed, store_.description() + ": the first " + std::to_string(kept->size) +
                                         " entries of its log are not those that this daemon signed in " +
                                         file + what_to_do};
  return {};
}

Result<void> LogKeeper::sign(UnixTime now) {
  const auto head = store_.log_head();
  if (!head) return head.error();
  const auto last = store_.checkpoints(1);
  if (!last) return last.error();
  const std::string note = sign_checkpoint(signing_.origin, *head, signing_.seed);
  if (last->empty() || last->front().text != note)
    if (const auto kept = store_.keep_checkpoint({*head, now, note}); !kept) return kept.error();
  return replace_file(signing_.file, note, FileMode::shared);
}

Result<void> check_log(Store& store, const std::optional<LogSigning>& signing) {
  return signing ? LogKeeper(store, *signing).check() : Result<void>();
}

Result<void> sign_log(Store& store, const std::optional<LogSigning>& signing, UnixTime now) {
  return signing ? LogKeeper(store, *signing).sign(now) : Result<void>();
}

}  // namespace quorate
