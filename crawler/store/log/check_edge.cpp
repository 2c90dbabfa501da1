#include "crawler/store/log/check_edge.hpp"

#include "crawler/store/log/verify_log.hpp"
#include "proofs/log/proof.hpp"

namespace quorate {

namespace {

Error damaged(StoreReader& store, const std::string& what) {
  return Error{Code::store_failed, store.description() + ": the log of observations is damaged: " + what +
                                       "; see quorate log verify, and restore the store from a backup"};
}

Result<void> check_head(StoreReader& store, const LogHead& head, const std::string& whose) {
  const auto root = root_of(head.size, LogNodeReader(store));
  if (!root) return damaged(store, root.error().detail);
  if (*root != head.root) return damaged(store, whose + " is not that of the tree");
  return {};
}

Result<void> check_last_entry(StoreReader& store, const LogHead& head) {
  if (head.size == 0) return {};
  const auto entries = store.log_entries(head.size - 1, 1);
  if (!entries) return entries.error();
  const auto hash = store.log_node(0, head.size - 1);
  if (!hash) return hash.error();
  if (entries->empty() || entries->front().index != head.size - 1)
    return damaged(store, "the last entry is missing");
  if (!*hash || **hash != leaf_hash(as_bytes(log_leaf(entries->front()))))
    return damaged(store, "the last entry is not what was written");
  return {};
}

}  // namespace

Result<void> check_log_edge(StoreReader& store) {
  // The checkpoint first: the log only grows, so it is not ahead of the head that is read after it.
  const auto kept = store.checkpoints(1);
  if (!kept) return kept.error();
  const auto head = store.log_head();
  if (!head) return head.error();
  if (auto checked = check_head(store, *head, "its edge"); !checked) return checked;
  if (auto checked = check_last_entry(store, *head); !checked) return checked;
  if (kept->empty()) return {};
  const LogHead& last = kept->front().head;
  if (last.size > head->size)
    return damaged(store, "it has " + std::to_string(head->size) + " entries, and had " +
                              std::to_string(last.size) + " at the last checkpoint");
  return check_head(store, last, "the root of the last checkpoint");
}

}  // namespace quorate
