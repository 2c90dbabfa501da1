#include "crawler/record/fields.hpp"

#include "proofs/encoding/base64.hpp"

#include <cstddef>

namespace quorate {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::size_t escape_length = 3;  // "%0a"

bool is_plain(char c) { return c >= ' ' && c <= '~' && c != '%'; }

std::string escaped(std::string_view value) {
  std::string out;
  for (const char c : value) out += is_plain(c) ? std::string(1, c) : "%" + encode_hex(as_bytes({&c, 1}));
  return out;
}

Result<std::string> unescaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const bool escape = text.front() == '%' && text.size() >= escape_length;
    if (!escape && !is_plain(text.front()))
      return Error{Code::bad_encoding, "a field's value is not escaped"};
    if (escape) {
      const Result<Bytes> byte = decode_hex(text.substr(1, 2));
      if (!byte || is_plain(static_cast<char>(byte->front())))
        return Error{Code::bad_encoding, "a field's value is escaped in another way than ours"};
      out += static_cast<char>(byte->front());
    } else {
      out += text.front();
    }
    text.remove_prefix(escape ? escape_length : 1);
  }
  return out;
}

}  // namespace

std::string write_fields(const Fields& fields) {
  std::string out;
  for (const auto& [name, value] : fields)
    out.append(name).append(": ").append(escaped(value)).append(line_end);
  return out;
}

Result<Fields> parse_fields(std::string_view block) {
  Fields fields;
  while (!block.empty()) {
    const std::size_t end = block.find(line_end);
    const std::size_t colon = block.substr(0, end).find(": ");
    if (end == block.npos || colon == block.npos || colon == 0)
      return Error{Code::bad_encoding, "a line that is no field"};
    Result<std::string> value = unescaped(block.substr(colon + 2, end - colon - 2));
    if (!value) return value.error();
    fields.emplace_back(block.substr(0, colon), std::move(*value));
    block.remove_prefix(end + line_end.size());
  }
  return fields;
}

}  // namespace quorate
