// Reads the whole log of observations again, and holds it against the heads that were kept.
#pragma once

#include "crawler/store/store_reader.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quorate {

// A head that somebody kept, and how messages call it ("checkpoint file old.note").
struct ClaimedHead {
  LogHead head;
  std::string name;
};

struct LogFindings {
  LogHead head;                       // as the entries make it
  std::uint64_t bodies = 0;           // different ones that were read
  std::size_t heads = 0;              // that were held against it
  std::optional<std::string> damage;  // the first, with its place; none: all is as it was written
};

// Every entry is hashed anew and joined to the tree, every stored node and the stored edge compared with it,
// every body unpacked and hashed, and every claimed head and every checkpoint of the store compared with the
// root of its size. So whoever changed, dropped or inserted an entry, or made another log in its place, is
// found where a head was kept outside of the store. Memory does not depend on the log's size, but for the
// heads. The store may be in use: entries that come later are left out. Errors: store_failed.
Result<LogFindings> verify_log(StoreReader& store, std::vector<ClaimedHead> claimed);

// What the store's subtrees make of a proof: see proofs/log/proof.hpp.
class LogNodeReader {
 public:
  explicit LogNodeReader(StoreReader& store) : store_(&store) {}
  Result<LogHash> operator()(unsigned level, std::uint64_t index) const;

 private:
  StoreReader* store_;
};

}  // namespace quorate
