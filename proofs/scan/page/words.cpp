#include "proofs/scan/page/words.hpp"

#include "proofs/encoding/markup.hpp"
#include "proofs/encoding/utf8.hpp"

#include <limits>
#include <vector>

namespace quorate {
namespace {

std::string printable_whole(std::string_view text) {
  return printable(text, std::numeric_limits<std::size_t>::max());
}

// `number` of `unit` with at most three digits, none of them after the point where there are three before it.
std::string scaled(std::uint64_t number, std::uint64_t unit, std::string_view name) {
  std::string out = std::to_string(number / unit);
  if (out.size() >= 3) out = std::to_string((number + unit / 2) / unit);
  std::uint64_t rest = number % unit;
  if (out.size() < 3) {
    out += '.';
    for (std::size_t digits = out.size() - 1; digits < 3; ++digits) {
      rest *= 10;
      out += static_cast<char>('0' + rest / unit);
      rest %= unit;
    }
  }
  if (out.find('.') != out.npos) out.erase(out.find_last_not_of('0') + 1);
  if (out.back() == '.') out.pop_back();
  return out.append(" ").append(name);
}

}  // namespace

std::string grouped_digits(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t left = digits.size(); left > 3;) digits.insert(left -= 3, 1, ',');
  return digits;
}

std::string percent(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return "-";
  const auto permille =
      static_cast<std::uint64_t>(static_cast<double>(part) * 1000.0 / static_cast<double>(whole) + 0.5);
  if (permille == 0 && part > 0) return "<0.1%";
  if (permille >= 1000 && part < whole) return ">99.9%";
  return std::to_string(permille / 10) + "." + std::to_string(permille % 10) + "%";
}

std::string percent_number(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return "";
  const auto parts =
      static_cast<std::uint64_t>(static_cast<double>(part) * 1e4 / static_cast<double>(whole) + 0.5);
  std::string rest = std::to_string(parts % 100);
  rest.insert(0, 2 - rest.size(), '0');
  return std::to_string(parts / 100) + "." + rest;
}

std::string duration(std::uint64_t microseconds) {
  constexpr std::uint64_t ms = 1000;
  constexpr std::uint64_t second = 1000 * ms;
  if (microseconds < ms) return std::to_string(microseconds) + " µs";
  if (microseconds < second) return scaled(microseconds, ms, "ms");
  if (microseconds < 600 * second) return scaled(microseconds, second, "s");
  return std::to_string(microseconds / (60 * second)) + " min";
}

std::string milliseconds(std::uint64_t microseconds) {
  std::string rest = std::to_string(microseconds % 1000);
  rest.insert(0, 3 - rest.size(), '0');
  return std::to_string(microseconds / 1000) + "." + rest;
}

std::string markup_text(std::string_view untrusted) { return escaped_markup(printable_whole(untrusted)); }

std::string markup_label(std::string_view untrusted, std::size_t most) {
  const std::string text = printable_whole(untrusted);
  std::vector<std::size_t> starts;  // of characters
  for (std::size_t at = 0; at < text.size(); ++at)
    if ((static_cast<unsigned char>(text[at]) & 0xc0) != 0x80) starts.push_back(at);
  if (starts.size() <= most || most < 3) return escaped_markup(text);
  const std::size_t tail = (most - 1) / 3;
  const std::size_t head = most - 1 - tail;
  return escaped_markup(text.substr(0, starts[head])) + "…" + escaped_markup(text.substr(starts[starts.size() - tail]));
}

}  // namespace quorate
