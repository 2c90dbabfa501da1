#include "crawler/serve/http/target.hpp"

#include "proofs/encoding/utf8.hpp"

#include <algorithm>
#include <charconv>

namespace quorate {
namespace {

Error bad_target(std::string_view why) { return {Code::bad_uri, "the request target " + std::string(why)}; }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

enum class Plus { itself, space };

Result<std::string> decode(std::string_view text, Plus plus) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '+' && plus == Plus::space) {
      out.push_back(' ');
      continue;
    }
    if (text[at] != '%') {
      out.push_back(text[at]);
      continue;
    }
    const int high = at + 2 < text.size() ? hex_digit(text[at + 1]) : -1;
    const int low = at + 2 < text.size() ? hex_digit(text[at + 2]) : -1;
    if (high < 0 || low < 0) return bad_target("holds a broken percent sign");
    out.push_back(static_cast<char>(high * 16 + low));
    at += 2;
  }
  if (!is_utf8(out)) return bad_target("is no UTF-8");
  if (has_control(out)) return bad_target("holds control characters");
  return out;
}

Result<void> read_path(std::string_view path, ApiTarget& target) {
  path.remove_prefix(1);
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    auto segment = decode(path.substr(0, end), Plus::itself);
    if (!segment) return segment.error();
    if (segment->empty() || end + 1 == path.size()) return bad_target("holds an empty path segment");
    if (segment->find('/') != std::string::npos) return bad_target("holds an encoded slash");
    target.segments.push_back(std::move(*segment));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return {};
}

Result<void> read_query(std::string_view query, ApiTarget& target) {
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    auto name = decode(pair.substr(0, equals), Plus::space);
    if (!name) return name.error();
    auto value = decode(pair.substr(std::min(equals + 1, pair.size())), Plus::space);
    if (!value) return value.error();
    if (target.find(*name) != nullptr) return bad_target("gives a parameter twice");
    target.query.emplace_back(std::move(*name), std::move(*value));
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return {};
}

}  // namespace

const std::string* ApiTarget::find(std::string_view parameter) const {
  const auto at =
      std::find_if(query.begin(), query.end(), [&](const auto& p) { return p.first == parameter; });
  return at == query.end() ? nullptr : &at->second;
}

Result<ApiTarget> parse_target(std::string_view text) {
  if (!text.starts_with('/')) return bad_target("is not a path");
  if (text.size() > max_target_bytes) return bad_target("is too long");
  if (std::any_of(text.begin(), text.end(), [](char c) { return c <= ' ' || c >= '\x7f' || c == '#'; }))
    return bad_target("holds characters that do not belong there");
  ApiTarget target;
  const std::size_t question = std::min(text.find('?'), text.size());
  if (const auto read = read_path(text.substr(0, question), target); !read) return read.error();
  if (question < text.size())
    if (const auto read = read_query(text.substr(question + 1), target); !read) return read.error();
  return target;
}

std::optional<std::int64_t> parse_whole(std::string_view text, std::int64_t most) {
  std::int64_t number = 0;
  if (text.empty() || text.front() == '-' || (text.front() == '0' && text.size() > 1)) return std::nullopt;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || stop != text.data() + text.size() || number > most) return std::nullopt;
  return number;
}

}  // namespace quorate
