#include "config/target/records.hpp"

#include <algorithm>

namespace quorate {
namespace {

bool is_blank(std::string_view record) { return record.find_first_not_of(" \t\r\n") == record.npos; }

}  // namespace

std::string_view text(InputFormat format) {
  switch (format) {
    case InputFormat::plain:
      return "plain";
    case InputFormat::ndjson:
      return "ndjson";
    case InputFormat::csv:
      return "csv";
  }
  return "plain";
}

void RecordSplitter::add(std::string_view bytes) {
  if (format_ == InputFormat::csv && std::count(bytes.begin(), bytes.end(), '"') % 2 != 0) quoted_ = !quoted_;
  const std::size_t room = max_record_bytes - record_.size();
  if (bytes.size() > room) too_long_ = true;
  record_.append(bytes.substr(0, room));
}

void RecordSplitter::hand_out(const Take& take) {
  std::string_view bytes = record_;
  if (bytes.ends_with('\r')) bytes.remove_suffix(1);
  const bool comment = format_ == InputFormat::plain && bytes.starts_with('#');
  if (!is_blank(bytes) && !comment) take({begun_, bytes, too_long_});
  record_.clear();
  too_long_ = false;
  quoted_ = false;
}

void RecordSplitter::feed(std::string_view bytes, const Take& take) {
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    add(bytes.substr(0, end));
    if (end == bytes.npos) return;
    bytes.remove_prefix(end + 1);
    ++line_;
    // A quote that never ends must not swallow the rest of the input.
    if (quoted_ && !too_long_) {
      add("\n");
      continue;
    }
    hand_out(take);
    begun_ = line_;
  }
}

void RecordSplitter::finish(const Take& take) {
  if (!record_.empty()) hand_out(take);
}

}  // namespace quorate
