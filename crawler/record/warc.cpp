#include "crawler/record/warc.hpp"

#include "proofs/crypto/digest.hpp"
#include "proofs/encoding/base64.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>

namespace quorate {
namespace {

constexpr std::string_view version_line = "WARC/1.1";
constexpr std::string_view line_end = "\r\n";
constexpr std::string_view record_end = "\r\n\r\n";
constexpr std::string_view length_field = "Content-Length";
constexpr std::string_view digest_field = "WARC-Block-Digest";

std::string digest_of(std::string_view block) { return "sha256:" + encode_hex(sha256(as_bytes(block))); }

Error bad(std::size_t offset, const std::string& why) {
  return {Code::bad_encoding, "WARC record, offset " + std::to_string(offset) + ": " + why};
}

std::optional<std::size_t> read_length(std::string_view text) {
  std::size_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return length;
}

// The header section of a record, read line by line.
class Header {
 public:
  explicit Header(std::string_view bytes) : bytes_(bytes) {}

  Result<void> read() {
    const Result<std::string_view> version = line();
    if (!version) return version.error();
    if (*version != version_line) return bad(0, "does not begin with " + std::string(version_line));
    while (true) {
      const std::size_t begin = offset_;
      const Result<std::string_view> text = line();
      if (!text) return text.error();
      if (text->empty()) return {};
      if (const Result<void> taken = take(*text, begin); !taken) return taken.error();
    }
  }

  std::size_t offset() const { return offset_; }
  const std::optional<std::string>& length() const { return length_; }
  const std::optional<std::string>& digest() const { return digest_; }
  std::vector<std::pair<std::string, std::string>> take_fields() { return std::move(fields_); }

 private:
  Result<std::string_view> line() {
    const std::size_t end = bytes_.find(line_end, offset_);
    if (end == bytes_.npos) return bad(offset_, "ends within its header");
    const std::string_view text = bytes_.substr(offset_, end - offset_);
    offset_ = end + line_end.size();
    return text;
  }

  Result<void> take(std::string_view text, std::size_t begin) {
    const std::size_t colon = text.find(": ");
    if (colon == text.npos || colon == 0 || text.front() == ' ' || text.front() == '\t')
      return bad(begin, "a line that is no field");
    const std::string name(text.substr(0, colon));
    const std::string value(text.substr(colon + 2));
    if (name != length_field && name != digest_field) {
      fields_.emplace_back(name, value);
      return {};
    }
    std::optional<std::string>& place = name == length_field ? length_ : digest_;
    if (place) return bad(begin, "a second " + name);
    place = value;
    return {};
  }

  std::string_view bytes_;
  std::size_t offset_ = 0;
  std::vector<std::pair<std::string, std::string>> fields_;
  std::optional<std::string> length_;
  std::optional<std::string> digest_;
};

}  // namespace

const std::string* WarcRecord::find(std::string_view name) const {
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; });
  return found == fields.end() ? nullptr : &found->second;
}

std::string write_warc(const WarcRecord& record) {
  std::string out(version_line);
  out += line_end;
  const auto field = [&out](std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append(line_end);
  };
  for (const auto& [name, value] : record.fields) field(name, value);
  field(digest_field, digest_of(record.block));
  field(length_field, std::to_string(record.block.size()));
  return out.append(line_end).append(record.block).append(record_end);
}

Result<WarcRecord> parse_warc(std::string_view bytes) {
  Header header(bytes);
  if (const Result<void> read = header.read(); !read) return read.error();
  const std::size_t begin = header.offset();
  if (!header.length()) return bad(begin, "no Content-Length");
  if (!header.digest()) return bad(begin, "no WARC-Block-Digest");
  const std::optional<std::size_t> length = read_length(*header.length());
  if (!length || *length > bytes.size() || bytes.size() - begin != *length + record_end.size())
    return bad(begin, "its length is not Content-Length");
  if (!bytes.ends_with(record_end)) return bad(begin + *length, "does not end with two line ends");
  WarcRecord record{header.take_fields(), std::string(bytes.substr(begin, *length))};
  if (digest_of(record.block) != *header.digest()) return bad(begin, "its content is not that of its digest");
  return record;
}

}  // namespace quorate
