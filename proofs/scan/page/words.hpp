// Turns counts, shares and times into the texts that plots, tables and captions of a scan's report show.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace quorate {

// "1,234,567".
std::string grouped_digits(std::uint64_t number);
// "12.3%"; "<0.1%" and ">99.9%" where rounding would say none or all; "-" of nothing.
std::string percent(std::uint64_t part, std::uint64_t whole);
// The same as a number for tables: "12.34"; empty of nothing.
std::string percent_number(std::uint64_t part, std::uint64_t whole);
// "850 µs", "12.3 ms", "1 s", "17 min".
std::string duration(std::uint64_t microseconds);
// In milliseconds, as a number for tables: "12.345".
std::string milliseconds(std::uint64_t microseconds);
// Text of any origin: printable, and escaped for HTML, SVG and their attributes.
std::string markup_text(std::string_view untrusted);
// The same, cut in the middle to so many characters at most.
std::string markup_label(std::string_view untrusted, std::size_t most);

}  // namespace quorate
