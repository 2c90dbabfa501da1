#include "crawler/scan/kept_lines.hpp"

#include "crawler/files.hpp"
#include "crawler/scan/manifest.hpp"
#include "proofs/scan/consistency.hpp"

namespace quorate {
namespace {

Error at(const std::filesystem::path& file, std::uint64_t line, const Error& error) {
  return {error.code, file.string() + ":" + std::to_string(line) + ": " + error.detail};
}

// What cannot be unpacked has no line of its own.
Error after(const LineFile& lines, Error error) {
  error.detail += " (after line " + std::to_string(lines.line()) + ")";
  return error;
}

constexpr std::size_t max_summary_bytes = std::size_t{1024} * 1024;

Result<ScanCounts> read_totals(const ScanDirectory& directory) {
  const auto bytes = read_file(directory.summary(), max_summary_bytes);
  if (!bytes) return bytes.error();
  auto totals = read_summary(*bytes);
  if (!totals) return Error{totals.error().code, directory.summary().string() + ": " + totals.error().detail};
  return totals;
}

}  // namespace

Result<KeptLines> KeptLines::open(const ScanDirectory& directory, ScanEnd end) {
  std::optional<ScanCounts> totals;
  if (end == ScanEnd::reached) {
    const auto read = read_totals(directory);
    if (!read) return read.error();
    totals = *read;
  }
  auto results = LineFile::open(directory.results().string());
  if (!results) return results.error();
  auto accounts = LineFile::open(directory.accounts().string());
  if (!accounts) return accounts.error();
  return KeptLines(directory, end, totals, std::move(*results), std::move(*accounts));
}

Result<std::optional<TargetLines>> KeptLines::stop(Error error) {
  if (end_ == ScanEnd::reached || error.code != Code::bad_encoding) return error;
  cut_off_ = std::move(error);
  return std::optional<TargetLines>();
}

// Nothing where the file has no more lines.
Result<std::optional<AccountLine>> KeptLines::next_account(std::uint64_t n) {
  const auto text = accounts_.next();
  if (!text) return after(accounts_, text.error());
  if (!*text) return std::optional<AccountLine>();
  auto account = read_account_line(**text);
  if (!account) return at(directory_.accounts(), accounts_.line(), account.error());
  if (account->n != n)
    return at(
        directory_.accounts(), accounts_.line(),
        {Code::bad_json, "not of the target on line " + std::to_string(results_.line()) + " of the results"});
  return std::optional(std::move(*account));
}

Result<std::optional<TargetLines>> KeptLines::next() {
  if (cut_off_) return std::optional<TargetLines>();
  const auto line = results_.next();
  if (!line) return stop(after(results_, line.error()));
  if (!*line) return check_end();
  auto target = read_target_line(**line);
  if (!target) return at(directory_.results(), results_.line(), target.error());
  TargetLines lines{std::move(*target), {}};
  const std::size_t wanted = std::size_t{lines.target.anchored} + lines.target.discovered;
  while (lines.accounts.size() < wanted) {
    auto account = next_account(lines.target.n);
    if (!account) return stop(account.error());
    if (!*account)
      return stop(at(directory_.accounts(), accounts_.line() + 1,
                     {Code::bad_encoding, "the file ends before the accounts of the target on line " +
                                              std::to_string(results_.line()) + " of the results"}));
    lines.accounts.push_back(std::move(**account));
  }
  if (const auto fit = check_accounts(lines); !fit)
    return at(directory_.results(), results_.line(), fit.error());
  counts_.add(lines);
  return std::optional(std::move(lines));
}

Result<std::optional<TargetLines>> KeptLines::check_end() {
  if (end_ == ScanEnd::ahead) return std::optional<TargetLines>();
  const auto more = accounts_.next();
  if (!more) return after(accounts_, more.error());
  if (*more) return at(directory_.accounts(), accounts_.line(), {Code::bad_json, "of no target"});
  if (const auto differs = totals_ ? difference(counts_, *totals_) : std::nullopt)
    return Error{Code::bad_json,
                 directory_.path.string() +
                     ": lines are missing, or were added or changed, for they do not add up to " +
                     directory_.summary().filename().string() + ": " + *differs};
  return std::optional<TargetLines>();
}

}  // namespace quorate
