#include "crawler/scan/scan_ledger.hpp"

#include <stdexcept>

namespace quorate {

void ScanLedger::begin(std::uint64_t line) {
  if (pending_.count(line) != 0) return;
  pass(line);
  pending_.insert(line);
}

void ScanLedger::pass(std::uint64_t line) {
  if (line <= taken_) throw std::logic_error("a record of the input was taken twice");
  taken_ = line;
}

void ScanLedger::finish(std::uint64_t line) {
  if (pending_.erase(line) == 0) throw std::logic_error("a record of the input ended that was not under way");
}

}  // namespace quorate
