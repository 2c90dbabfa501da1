#include "crawler/scan/engine.hpp"

#include "crawler/files.hpp"
#include "crawler/scan/configuration.hpp"
#include "proofs/encoding/base64.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace quorate {
namespace asio = boost::asio;
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds patience{200};  // for input: so soon a signal is noticed

// How much may be done twice after the process was killed: half a per cent, and no more than this much work.
// A commit takes some milliseconds, in which nothing else is done.
constexpr std::uint64_t commits = 200;
constexpr std::uint64_t most_uncommitted = 1000;
constexpr std::uint64_t uncommitted_of_unknown = 100;
constexpr std::chrono::seconds longest_uncommitted{1};

asio::awaitable<Result<void>> read_here(ScanInput& input) { co_return input.read(patience); }

}  // namespace

ScanEngine::ScanEngine(const asio::any_io_executor& workers, ScanSetup setup, ScanInput input,
                       OutputFile results, OutputFile accounts, Checkpoint checkpoint)
    : workers_(workers),
      setup_(std::move(setup)),
      input_(std::move(input)),
      results_(std::move(results)),
      accounts_(std::move(accounts)),
      ledger_(std::move(checkpoint.ledger)),
      resumed_from_(ledger_.taken()),
      resumed_sha256_(std::move(checkpoint.taken_sha256)),
      counts_(checkpoint.counts),
      active_before_ms_(checkpoint.active_ms),
      begun_(Clock::now()),
      progress_(setup_.total, counts_.targets(), begun_),
      committed_(begun_) {}

std::int64_t ScanEngine::active_ms() const {
  return active_before_ms_ +
         std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun_).count();
}

std::string ScanEngine::progress_line() { return progress_.line(counts_, in_flight(), Clock::now()); }

void ScanEngine::fail(Error error) {
  if (state_) state_ = std::move(error);
}

asio::awaitable<std::optional<InputRecord>> ScanEngine::next_record() {
  while (true) {
    if (auto record = input_.next()) co_return record;
    if (input_.has_ended() || stopped_) co_return std::nullopt;
    const auto read = co_await asio::co_spawn(workers_, read_here(input_), asio::use_awaitable);
    if (!read) {
      fail(read.error());
      co_return std::nullopt;
    }
  }
}

asio::awaitable<Result<void>> ScanEngine::catch_up() {
  std::uint64_t line = 0;
  while (line < resumed_from_) {
    auto record = co_await next_record();
    if (!state_) co_return state_.error();
    if (stopped_) co_return Result<void>();
    if (!record || record->line > resumed_from_) break;
    line = record->line;
    setup_.selection.takes(line, record->target ? &*record->target : nullptr);
    if (ledger_.wants(line)) again_.push_back(std::move(*record));
  }
  const bool same = line == resumed_from_ && (line == 0 || taken_sha256() == resumed_sha256_) &&
                    again_.size() == ledger_.pending().size();
  caught_up_ = same;
  if (!same)
    co_return Error{Code::bad_argument, "the input is not the one that the scan began with: its first " +
                                            std::to_string(resumed_from_) + " lines differ"};
  co_return Result<void>();
}

CaseSource ScanEngine::source() {
  return [this] { return next_case(); };
}

asio::awaitable<std::optional<Case>> ScanEngine::next_case() {
  while (true) {
    if (stopped_ || !state_) break;
    if (!again_.empty()) {
      InputRecord record = std::move(again_.front());
      again_.pop_front();
      if (auto next = begin(std::move(record))) co_return next;
      continue;
    }
    auto record = co_await next_record();
    if (!record) break;
    if (!setup_.selection.takes(record->line, record->target ? &*record->target : nullptr)) {
      ledger_.pass(record->line);
      continue;
    }
    if (auto next = begin(std::move(*record))) co_return next;
  }
  if (!again_.empty() || !input_.has_ended()) stopped_early_ = true;
  co_return std::nullopt;
}

// Nothing where the record needs no check: then its line is written already.
std::optional<Case> ScanEngine::begin(InputRecord record) {
  ledger_.begin(record.line);
  TargetLines lines;
  lines.target.n = record.line;
  lines.target.judged_at = setup_.clock();
  if (!record.target) {
    lines.target.state = TargetState::invalid;
    lines.target.error = record.target.error().detail;
    keep(std::move(lines));
    return std::nullopt;
  }
  Target& target = *record.target;
  std::string id = target.id.empty() ? target.contact.accounts.front().uri() : std::move(target.id);
  if (auto entry = setup_.exclusions.covering(target.contact)) {
    lines.target.id = std::move(id);
    lines.target.state = TargetState::excluded;
    lines.target.error = std::move(*entry);
    keep(std::move(lines));
    return std::nullopt;
  }
  ids_.emplace(record.line, std::move(id));
  return Case{std::move(target.contact), record.line, nullptr};
}

ReportSink ScanEngine::sink() {
  return [this](const Case& of, Report report) {
    auto id = ids_.extract(of.number);
    TargetLines lines = lines_of(report, setup_.operated, of.number, std::move(id.mapped()));
    leave_out_excluded(lines.target);
    if (setup_.policy) {
      TargetLines grouped = lines;
      if (setup_.policy->groups != nullptr)
        regroup(grouped.accounts, setup_.operated.operators, *setup_.policy->groups);
      lines.target.score = rescore(grouped, setup_.policy->rule);
    }
    keep(std::move(lines));
  };
}

// Whoever asked not to be scanned is not written down either where only a key names his account.
void ScanEngine::leave_out_excluded(TargetLine& target) const {
  if (setup_.exclusions.empty()) return;
  for (KeyFacts& facts : target.facts)
    std::erase_if(facts.listed_accounts, [&](const std::string& uri) {
      const auto account = Account::parse(uri);
      return account && setup_.exclusions.covering(*account);
    });
}

void ScanEngine::keep(TargetLines lines) {
  counts_.add(lines);
  if (setup_.pseudonyms != nullptr) setup_.pseudonyms->apply(lines);
  progress_.add(lines);  // what people are told may be published, too
  line_.clear();
  append_line(line_, lines.target);
  results_.add(line_);
  line_.clear();
  for (const AccountLine& account : lines.accounts) append_line(line_, account);
  accounts_.add(line_);
  ledger_.finish(lines.target.n);
  ++uncommitted_;
  commit_if_due();
}

std::string ScanEngine::taken_sha256() const {
  return kept_digest(encode_hex(input_.taken_digest()), setup_.pseudonyms);
}

bool ScanEngine::is_time_to_commit() const {
  const std::uint64_t most = setup_.total
                                 ? std::clamp<std::uint64_t>(*setup_.total / commits, 1, most_uncommitted)
                                 : uncommitted_of_unknown;
  return uncommitted_ >= most || Clock::now() - committed_ >= longest_uncommitted;
}

void ScanEngine::commit_if_due() {
  if (uncommitted_ == 0 || !is_time_to_commit()) return;
  if (auto committed = commit(); !committed) fail(committed.error());
}

Result<void> ScanEngine::commit() {
  const auto results = results_.commit();
  if (!results) return results.error();
  const auto accounts = accounts_.commit();
  if (!accounts) return accounts.error();
  // Who was under way before the scan was interrupted, and was not begun again, is in the ledger still.
  const Checkpoint checkpoint{ledger_, taken_sha256(), *results, *accounts, counts_, active_ms()};
  const auto written =
      replace_file(setup_.directory.checkpoint(), write_checkpoint(checkpoint), FileMode::shared);
  uncommitted_ = 0;
  committed_ = Clock::now();
  return written;
}

}  // namespace quorate
