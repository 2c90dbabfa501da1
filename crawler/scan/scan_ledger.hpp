// ScanLedger: which records of a scan's input are done, so that each is done once, whatever interrupts the
// scan.
#pragma once

#include <cstdint>
#include <set>

namespace quorate {

// A step function over the records' lines, which only grow. Memory: what is under way.
class ScanLedger {
 public:
  ScanLedger() = default;
  // As a checkpoint has it: everything up to `taken` is done but for what is `pending`.
  ScanLedger(std::uint64_t taken, std::set<std::uint64_t> pending)
      : taken_(taken), pending_(std::move(pending)) {}

  // The record has been taken from the input, and is under way. Throws std::logic_error where it, or a later
  // one, was taken before, unless it is pending since before the scan was interrupted.
  void begin(std::uint64_t line);
  // The same for one that needs no work: it is done at once.
  void pass(std::uint64_t line);
  // Throws std::logic_error where it is not under way.
  void finish(std::uint64_t line);

  std::uint64_t taken() const { return taken_; }  // the last line that was taken; 0: none
  const std::set<std::uint64_t>& pending() const { return pending_; }
  // Whether the record is neither done nor under way since this ledger began.
  bool wants(std::uint64_t line) const { return line > taken_ || pending_.count(line) != 0; }

 private:
  std::uint64_t taken_ = 0;
  std::set<std::uint64_t> pending_;
};

}  // namespace quorate
