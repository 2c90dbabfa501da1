#include "proofs/scan/page/plot/svg_text.hpp"

namespace quorate {
namespace {

std::string attribute(std::string_view name, Tenths value) {
  return " " + std::string(name) + "=\"" + svg_number(value) + "\"";
}

std::string class_attribute(std::string_view css_class) {
  return css_class.empty() ? "" : " class=\"" + std::string(css_class) + "\"";
}

}  // namespace

std::string svg_number(Tenths value) {
  std::string out = value < 0 ? "-" : "";
  const Tenths size = value < 0 ? -value : value;
  out += std::to_string(size / 10);
  if (size % 10 != 0) out.append(".").append(std::to_string(size % 10));
  return out;
}

Tenths along(std::uint64_t part, std::uint64_t whole, Tenths length) {
  if (whole == 0) return 0;
  return static_cast<Tenths>(
      static_cast<double>(part) / static_cast<double>(whole) * static_cast<double>(length) + 0.5);
}

std::string svg_open(Tenths height, std::string_view title) {
  return "<svg viewBox=\"0 0 " + svg_number(plot_width) + " " + svg_number(height) +
         "\" role=\"img\"><title>" + std::string(title) + "</title>\n";
}

std::string svg_rect(Tenths x, Tenths y, Tenths width, Tenths height, std::string_view css_class) {
  return "<rect" + attribute("x", x) + attribute("y", y) + attribute("width", width) +
         attribute("height", height) + class_attribute(css_class) + "/>\n";
}

std::string svg_line(Tenths x1, Tenths y1, Tenths x2, Tenths y2, std::string_view css_class) {
  return "<line" + attribute("x1", x1) + attribute("y1", y1) + attribute("x2", x2) + attribute("y2", y2) +
         class_attribute(css_class) + "/>\n";
}

std::string svg_write(Tenths x, Tenths y, TextAlign align, std::string_view markup,
                      std::string_view css_class) {
  const std::string_view anchor = align == TextAlign::start    ? ""
                                  : align == TextAlign::middle ? " text-anchor=\"middle\""
                                                               : " text-anchor=\"end\"";
  return "<text" + attribute("x", x) + attribute("y", y) + std::string(anchor) + class_attribute(css_class) +
         ">" + std::string(markup) + "</text>\n";
}

std::uint64_t nice_step(std::uint64_t most, std::uint64_t parts) {
  for (std::uint64_t power = 1;; power *= 10)
    for (const std::uint64_t times : {1U, 2U, 5U})
      if (most / (power * times) < parts || (most / (power * times) == parts && most % (power * times) == 0))
        return power * times;
}

}  // namespace quorate
