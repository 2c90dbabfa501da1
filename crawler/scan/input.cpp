#include "crawler/scan/input.hpp"

#include "proofs/encoding/utf8.hpp"

#include <string_view>
#include <utility>

namespace quorate {
namespace {

std::optional<InputFormat> format_of_name(std::string_view name) {
  if (name.ends_with(".zst")) name.remove_suffix(4);
  if (name.ends_with(".csv")) return InputFormat::csv;
  for (const std::string_view ending : {".ndjson", ".jsonl", ".json"})
    if (name.ends_with(ending)) return InputFormat::ndjson;
  return std::nullopt;
}

// Nothing where more must be known.
std::optional<InputFormat> format_of_beginning(std::string_view bytes) {
  if (bytes.size() < byte_order_mark.size() && byte_order_mark.starts_with(bytes)) return std::nullopt;
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first != bytes.npos) return bytes[first] == '{' ? InputFormat::ndjson : InputFormat::plain;
  if (bytes.size() < max_record_bytes) return std::nullopt;
  return InputFormat::plain;
}

}  // namespace

Result<ScanInput> ScanInput::open(const std::string& file, std::optional<InputFormat> format) {
  auto source = ByteSource::open(file);
  if (!source) return source.error();
  return ScanInput(std::move(*source), format ? format : format_of_name(file));
}

void ScanInput::begin(InputFormat format) {
  splitter_.emplace(format);
  reader_.emplace(format);
  wants_header_ = format == InputFormat::csv;
}

Result<void> ScanInput::keep(std::string_view bytes) {
  Result<void> header;
  const auto take = [&](const Record& record) {
    if (std::exchange(wants_header_, false)) {
      header = reader_->header(record.bytes);
    } else {
      records_.push_back({record.line, std::string(record.bytes), record.too_long});
    }
  };
  splitter_->feed(bytes, take);
  if (ended_) splitter_->finish(take);
  return header;
}

Result<void> ScanInput::read(std::chrono::milliseconds wait) {
  const auto state = source_.read(part_, wait);
  if (!state) return state.error();
  ended_ = *state == ByteSource::State::ended;
  if (splitter_) return keep(part_);
  beginning_ += part_;
  if (beginning_.find('\0') != beginning_.npos)
    return Error{Code::bad_encoding, source_.name() + ": holds a NUL byte, so it is no text"};
  const auto format = format_ ? format_ : format_of_beginning(beginning_);
  if (!format && !ended_) return {};
  begin(format.value_or(InputFormat::plain));
  return keep(std::exchange(beginning_, {}));
}

std::optional<InputRecord> ScanInput::next() {
  if (records_.empty()) return std::nullopt;
  const Raw raw = std::move(records_.front());
  records_.pop_front();
  taken_.add(as_bytes(raw.bytes));
  taken_.add(as_bytes("\n"));
  const std::string where = "line " + std::to_string(raw.line) + ": ";
  InputRecord record{raw.line, Error{}};
  if (raw.too_long) {
    record.target = Error{Code::over_limit, where + "longer than 1 MiB"};
  } else {
    record.target = reader_->read(raw.bytes);
    if (!record.target)
      record.target = Error{record.target.error().code, where + record.target.error().detail};
  }
  return record;
}

}  // namespace quorate
