// KeptLines: reads what a scan kept, target by target.
#pragma once

#include "crawler/scan/directory.hpp"
#include "crawler/scan/line_file.hpp"
#include "proofs/scan/counts.hpp"
#include "proofs/scan/lines.hpp"

#include <optional>

namespace quorate {

// Whether a scan is through. Of one that is not, the files may end anywhere.
enum class ScanEnd { reached, ahead };

// Memory: one part of each file, and one target's lines.
class KeptLines {
 public:
  // Of a scan that has ended the totals are read, too: see next(). Errors: file_failed, bad_json.
  static Result<KeptLines> open(const ScanDirectory& directory, ScanEnd end);

  // Nothing after the last target. Errors, with file and line: bad_json for a line that is none and for
  // accounts that do not fit the targets, bad_encoding for a file that is damaged or cut off, over_limit. Of
  // a scan that has ended, at the end of the lines, bad_json where they do not add up to its summary.json.
  // Where the end is ahead, what is cut off ends the lines instead, and `cut_off` tells where.
  Result<std::optional<TargetLines>> next();
  const std::optional<Error>& cut_off() const { return cut_off_; }

 private:
  KeptLines(ScanDirectory directory, ScanEnd end, std::optional<ScanCounts> totals, LineFile results,
            LineFile accounts)
      : directory_(std::move(directory)),
        end_(end),
        totals_(totals),
        results_(std::move(results)),
        accounts_(std::move(accounts)) {}
  Result<std::optional<AccountLine>> next_account(std::uint64_t n);
  Result<std::optional<TargetLines>> stop(Error error);
  Result<std::optional<TargetLines>> check_end();

  ScanDirectory directory_;
  ScanEnd end_;
  std::optional<ScanCounts> totals_;  // that the scan ended with
  ScanCounts counts_;                 // of the lines so far
  LineFile results_;
  LineFile accounts_;
  std::optional<Error> cut_off_;
};

}  // namespace quorate
