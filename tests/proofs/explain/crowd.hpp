// Makes reports of many accounts, for tests and pictures.
#pragma once

#include "proofs/report/report.hpp"

namespace quorate::sample {

// 32 anchored accounts: most show one key, some share groups, some cannot be seen, one shows a rival, one
// both.
Report crowd();

}  // namespace quorate::sample
