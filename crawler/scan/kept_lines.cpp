#include "crawler/scan/kept_lines.hpp"

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

}  // namespace

Result<KeptLines> KeptLines::open(const ScanDirectory& directory, ScanEnd end) {
  auto results = LineFile::open(directory.results().string());
  if (!results) return results.error();
  auto accounts = LineFile::open(directory.accounts().string());
  if (!accounts) return accounts.error();
  return KeptLines(directory, end, std::move(*results), std::move(*accounts));
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
  return std::optional(std::move(lines));
}

Result<std::optional<TargetLines>> KeptLines::check_end() {
  if (end_ == ScanEnd::ahead) return std::optional<TargetLines>();
  const auto more = accounts_.next();
  if (!more) return after(accounts_, more.error());
  if (*more) return at(directory_.accounts(), accounts_.line(), {Code::bad_json, "of no target"});
  return std::optional<TargetLines>();
}

}  // namespace quorate
