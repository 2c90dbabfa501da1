#include "crawler/scan/line_file.hpp"

namespace quorate {
namespace {

constexpr std::size_t max_line_bytes = std::size_t{64} * 1024 * 1024;  // as the readers of lines have it
constexpr std::chrono::hours whole_part{1};                            // a file is there at once

}  // namespace

Result<LineFile> LineFile::open(const std::string& file) {
  auto source = ByteSource::open(file);
  if (!source) return source.error();
  return LineFile(std::move(*source), file);
}

Result<std::optional<std::string_view>> LineFile::next() {
  while (true) {
    const std::size_t end = bytes_.find('\n', at_);
    if (end != bytes_.npos) {
      const std::string_view line(bytes_.data() + at_, end - at_);
      at_ = end + 1;
      ++line_;
      return std::optional<std::string_view>(line);
    }
    bytes_.erase(0, at_);
    at_ = 0;
    const std::string where = name_ + ":" + std::to_string(line_ + 1) + ": ";
    if (ended_ && bytes_.empty()) return std::optional<std::string_view>();
    if (ended_) return Error{Code::bad_encoding, where + "the line does not end: was the file cut off?"};
    if (bytes_.size() > max_line_bytes) return Error{Code::over_limit, where + "a line of more than 64 MiB"};
    const auto state = source_.read(part_, whole_part);
    if (!state) return state.error();
    bytes_ += part_;
    ended_ = *state == ByteSource::State::ended;
  }
}

}  // namespace quorate
