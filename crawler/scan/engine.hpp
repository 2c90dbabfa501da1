// ScanEngine: takes targets from an input, has them checked, and keeps what was seen, so that it can be
// interrupted.
#pragma once

#include "config/target/exclusions.hpp"
#include "config/target/selection.hpp"
#include "crawler/checker.hpp"
#include "crawler/scan/checkpoint.hpp"
#include "crawler/scan/directory.hpp"
#include "crawler/scan/input.hpp"
#include "crawler/scan/output.hpp"
#include "crawler/scan/progress.hpp"
#include "proofs/scan/pseudonyms.hpp"
#include "proofs/scan/rescore.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace quorate {

// By what a scan scores beside the default: a rule, and groups with its merges, if there are any.
struct ScanPolicy {
  ScoringRule rule;
  const Groups* groups = nullptr;
};

// All of it outlives the engine.
struct ScanSetup {
  ScanDirectory directory;
  Selection selection;
  const Exclusions& exclusions;
  OperatedBy operated;
  std::optional<ScanPolicy> policy;
  const Pseudonyms* pseudonyms = nullptr;
  std::optional<std::uint64_t> total;  // targets, where it is known
  RunClock clock;
};

class ScanEngine {
 public:
  // `checkpoint`: of the scan that is gone on with; empty for a new one.
  ScanEngine(const boost::asio::any_io_executor& workers, ScanSetup setup, ScanInput input,
             OutputFile results, OutputFile accounts, Checkpoint checkpoint);

  // Goes through the input up to where the checkpoint stands, and asks nobody. Errors: bad_argument where the
  // input is another one; those of the input.
  boost::asio::awaitable<Result<void>> catch_up();

  // A source of what is not done yet, and where reports go. What goes wrong with the input or the outputs
  // ends the source; state() says what it was.
  CaseSource source();
  ReportSink sink();

  // No further target is begun. May be called by a signal's handler on the executor that asks the source.
  void stop() { stopped_ = true; }

  // Writes down how far it got, where that was not done for a while.
  void commit_if_due();
  // Writes down how far it got. Errors: file_failed.
  Result<void> commit();

  const Result<void>& state() const { return state_; }
  bool has_ended() const {
    return input_.has_ended() && state_ && ledger_.pending().empty() && !stopped_early_;
  }
  bool has_caught_up() const { return caught_up_; }
  bool was_stopped() const { return stopped_; }
  const ScanCounts& counts() const { return counts_; }
  std::int64_t active_ms() const;
  std::size_t in_flight() const { return ledger_.pending().size(); }
  // Of the file's own bytes, once it has ended: to be kept as kept_digest has it.
  std::string input_sha256() const { return encode_hex(input_.file_digest()); }
  // For people: see ScanProgress.
  std::string progress_line();

 private:
  boost::asio::awaitable<std::optional<Case>> next_case();
  boost::asio::awaitable<std::optional<InputRecord>> next_record();
  std::optional<Case> begin(InputRecord record);
  void leave_out_excluded(TargetLine& target) const;
  void keep(TargetLines lines);
  void fail(Error error);
  bool is_time_to_commit() const;
  std::string taken_sha256() const;

  boost::asio::any_io_executor workers_;
  ScanSetup setup_;
  ScanInput input_;
  OutputFile results_;
  OutputFile accounts_;
  ScanLedger ledger_;
  std::uint64_t resumed_from_;
  std::string resumed_sha256_;
  ScanCounts counts_;
  std::int64_t active_before_ms_;
  std::chrono::steady_clock::time_point begun_;
  ScanProgress progress_;
  std::map<std::uint64_t, std::string> ids_;  // of the targets under way, by line
  std::deque<InputRecord> again_;             // under way when the scan was interrupted
  std::string line_;                          // buffer
  std::size_t uncommitted_ = 0;               // targets
  std::chrono::steady_clock::time_point committed_;
  Result<void> state_;
  bool stopped_ = false;
  bool stopped_early_ = false;
  bool caught_up_ = false;  // what the input hands out next is what the ledger takes next
};

}  // namespace quorate
