// Writes SVG elements whose colours and fonts the page's style sheet gives, by class.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace quorate {

// In tenths of a user unit: plots are laid out in whole numbers, so that every machine draws the same.
using Tenths = std::int64_t;

enum class TextAlign { start, middle, end };

// A plot is as wide as this; the page scales it to its column.
inline constexpr Tenths plot_width = 5600;

// "12.5".
std::string svg_number(Tenths value);
// `part` of `whole` on a line of the given length, rounded.
Tenths along(std::uint64_t part, std::uint64_t whole, Tenths length);

std::string svg_open(Tenths height, std::string_view title);  // `title`: our own words, for who cannot see it
std::string svg_rect(Tenths x, Tenths y, Tenths width, Tenths height, std::string_view css_class);
std::string svg_line(Tenths x1, Tenths y1, Tenths x2, Tenths y2, std::string_view css_class);
// `markup`: escaped already.
std::string svg_write(Tenths x, Tenths y, TextAlign align, std::string_view markup,
                      std::string_view css_class);

// The least of 1, 2, 5 times a power of ten that cuts `most` into at most `parts` steps; at least 1.
std::uint64_t nice_step(std::uint64_t most, std::uint64_t parts);

}  // namespace quorate
