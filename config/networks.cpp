#include "config/networks.hpp"

#include "proofs/encoding/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

namespace quorate {
namespace {

constexpr std::size_t max_line_bytes = 1'024;  // descriptions are names of companies
constexpr std::size_t shown_bytes = 80;        // of a field, in a message

constexpr std::size_t fields = 5;
using Line = std::array<std::string_view, fields>;

std::optional<Line> split(std::string_view line) {
  Line parts;
  for (std::size_t i = 0; i + 1 < fields; ++i) {
    const std::size_t tab = line.find('\t');
    if (tab == line.npos) return std::nullopt;
    parts[i] = line.substr(0, tab);
    line.remove_prefix(tab + 1);
  }
  if (line.find('\t') != line.npos) return std::nullopt;
  parts.back() = line;
  return parts;
}

std::optional<std::uint32_t> read_number(std::string_view digits) {
  std::uint32_t number = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool leading_zero = digits.size() > 1 && digits.front() == '0';
  if (failed != std::errc() || end != digits.data() + digits.size() || leading_zero) return std::nullopt;
  return number;
}

std::string quoted(std::string_view text) { return "\"" + printable(text, shown_bytes) + "\""; }

// Why the line cannot be read; nothing: it was.
std::optional<std::string> read_line(std::string_view line, Networks& networks) {
  if (line.size() > max_line_bytes) return "longer than " + std::to_string(max_line_bytes) + " bytes";
  const std::optional<Line> parts = split(line);
  if (!parts)
    return "has not five fields with a TAB between them (first and last address, AS number, country, "
           "description)";
  const auto [first, last, number, country, description] = *parts;
  const std::optional<Address> from = parse_address(first);
  if (!from) return quoted(first) + " is no IP address";
  const std::optional<Address> to = parse_address(last);
  if (!to) return quoted(last) + " is no IP address";
  const std::optional<std::uint32_t> as = read_number(number);
  if (!as) return quoted(number) + " is no AS number";
  if (from->family != to->family || *to < *from)
    return quoted(first) + " to " + quoted(last) + " is no range of addresses";
  constexpr std::uint32_t not_routed = 0;
  if (*as == not_routed) return std::nullopt;
  if (!networks.add({*from, *to}, *as, description))
    return quoted(first) + " does not come after the addresses of the lines before";
  return std::nullopt;
}

}  // namespace

Result<Networks> load_networks(std::string_view file, std::string_view bytes) {
  Networks networks;
  const auto failed = [&](std::size_t line, std::string_view why) {
    return Error{Code::bad_config, std::string(file) + ":" + std::to_string(line) + ": " + std::string(why)};
  };
  std::size_t number = 0;
  while (!bytes.empty()) {
    ++number;
    const std::size_t end = bytes.find('\n');
    if (end == bytes.npos) return failed(number, "the line does not end; is the file cut off?");
    if (const auto why = read_line(bytes.substr(0, end), networks)) return failed(number, *why);
    bytes.remove_prefix(end + 1);
  }
  if (networks.size() == 0) return failed(std::max<std::size_t>(number, 1), "no line names a network");
  return networks;
}

}  // namespace quorate
