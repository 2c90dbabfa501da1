#include "config/packed/bytes.hpp"

namespace quorate {
namespace {
constexpr unsigned bits_in_byte = 7;
constexpr unsigned bits_in_number = 64;
constexpr std::uint64_t more = 0x80;
}  // namespace

void Packer::number(std::uint64_t value) {
  for (; value >= more; value >>= bits_in_byte) bytes_.push_back(static_cast<char>(value | more));
  bytes_.push_back(static_cast<char>(value));
}

void Packer::text(std::string_view value) {
  number(value.size());
  bytes_.append(value);
}

std::uint64_t Unpacker::number() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; !damaged_; shift += bits_in_byte) {
    if (rest_.empty() || shift >= bits_in_number) break;
    const auto byte = static_cast<unsigned char>(rest_.front());
    const std::uint64_t bits = byte & (more - 1);
    if (bits << shift >> shift != bits) break;
    rest_.remove_prefix(1);
    value |= bits << shift;
    if (byte < more) return value;
  }
  refuse();
  return 0;
}

std::uint64_t Unpacker::number(std::uint64_t most) {
  const std::uint64_t value = number();
  if (value <= most) return value;
  refuse();
  return 0;
}

std::size_t Unpacker::count() { return static_cast<std::size_t>(number(rest_.size())); }

std::string_view Unpacker::text() {
  const std::size_t length = count();
  if (length > rest_.size()) refuse();  // the length itself took some of them
  if (damaged_) return {};
  const std::string_view value = rest_.substr(0, length);
  rest_.remove_prefix(length);
  return value;
}

Result<void> Unpacker::finish() const {
  if (!damaged_ && rest_.empty()) return {};
  return Error{Code::bad_config, "a table that was built into the program is damaged; build it anew"};
}

}  // namespace quorate
