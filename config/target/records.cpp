#include "config/target/records.hpp"

#include "proofs/encoding/utf8.hpp"

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

// What of the input's first bytes belongs to a record; they are kept until there are enough of them.
std::string_view RecordSplitter::without_mark(std::string_view bytes) {
  if (begun_input_) return bytes;
  beginning_.append(bytes);
  if (beginning_.size() < byte_order_mark.size() && byte_order_mark.starts_with(beginning_)) return {};
  begun_input_ = true;
  std::string_view first = beginning_;
  if (first.starts_with(byte_order_mark)) first.remove_prefix(byte_order_mark.size());
  return first;
}

void RecordSplitter::follow(std::string_view bytes) {
  if (format_ != InputFormat::csv) return;
  for (const char c : bytes) {
    if (field_ == Field::quoted) {
      if (c == '"') field_ = Field::quote_in_quoted;  // it ends the field, or it is the first of two
    } else if (c == '"' && field_ != Field::plain) {
      field_ = Field::quoted;
    } else {
      if (field_ == Field::quote_in_quoted && c != ',' && c != '\r') torn_ = true;
      field_ = c == ',' ? Field::begins : Field::plain;
    }
  }
}

// A part of a line.
void RecordSplitter::add(std::string_view line, const Take& take) {
  if (too_long_) return;
  if (line.size() > max_record_bytes - record_.size()) hand_out_lines(take);
  follow(line);
  const std::size_t room = max_record_bytes - record_.size();
  too_long_ = line.size() > room;
  record_.append(line.substr(0, room));
}

void RecordSplitter::hand_out(std::string_view bytes, std::uint64_t line, const Take& take) const {
  if (bytes.ends_with('\r')) bytes.remove_suffix(1);
  const bool comment = format_ == InputFormat::plain && bytes.starts_with('#');
  if (!is_blank(bytes) && !comment) take({line, bytes, too_long_});
}

void RecordSplitter::hand_out(const Take& take) {
  hand_out(record_, begun_, take);
  record_.clear();
  too_long_ = false;
  torn_ = false;
  field_ = Field::begins;
}

// Every line of what was taken for one record; what the last one has so far is kept.
void RecordSplitter::hand_out_lines(const Take& take) {
  std::string_view rest = record_;
  for (std::size_t end = rest.find('\n'); end != rest.npos; end = rest.find('\n')) {
    hand_out(rest.substr(0, end), begun_++, take);
    rest.remove_prefix(end + 1);
  }
  record_ = std::string(rest);
  torn_ = false;
  field_ = Field::begins;
  follow(record_);
}

void RecordSplitter::feed(std::string_view bytes, const Take& take) {
  bytes = without_mark(bytes);
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    add(bytes.substr(0, end), take);
    if (end == bytes.npos) return;
    bytes.remove_prefix(end + 1);
    ++line_;
    if (is_open() && !torn_ && record_.size() < max_record_bytes) {
      record_ += '\n';
      continue;
    }
    if (is_open() || torn_) hand_out_lines(take);
    hand_out(take);
    begun_ = line_;
  }
}

void RecordSplitter::finish(const Take& take) {
  if (!begun_input_) add(beginning_, take);
  if (is_open() || torn_) hand_out_lines(take);
  if (!record_.empty()) hand_out(take);
}

}  // namespace quorate
