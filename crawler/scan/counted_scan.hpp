// Turns the folders of scans into one summary, and into what a report says of them beside it.
#pragma once

#include "proofs/result.hpp"
#include "proofs/scan/page/page.hpp"
#include "proofs/scan/summary/summary.hpp"

#include <string>
#include <vector>

namespace quorate {

struct CountedScan {
  Summary summary;
  ScanAbout about;  // without csv_prefix
};

// Reads each once, from its first line to its last. Scans that have not ended are counted as far as they are,
// with a warning. Errors: bad_argument for a folder without a scan and for one that is named twice;
// file_failed, bad_json, bad_encoding and over_limit with the place.
Result<CountedScan> count_scans(const std::vector<std::string>& directories, SummaryRoom room);

}  // namespace quorate
