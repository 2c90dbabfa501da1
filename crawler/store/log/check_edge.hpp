// Says whether the log still ends as it was written, in a few reads however large it is.
#pragma once

#include "crawler/store/store_reader.hpp"

namespace quorate {

// Whether the stored edge of the tree is that of its nodes, the last entry that of its hash, and the root of
// the newest checkpoint's size that checkpoint's. `verify_log` reads all the rest. Errors: store_failed, also
// for a log of which this does not hold.
Result<void> check_log_edge(StoreReader& store);

}  // namespace quorate
