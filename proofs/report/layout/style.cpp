#include "proofs/report/layout/style.hpp"

namespace quorate {
namespace {

std::string_view sequence(Paint paint) {
  switch (paint) {
    case Paint::none:
      return "";
    case Paint::good:
      return "\x1b[32m";
    case Paint::doubt:
      return "\x1b[33m";
    case Paint::bad:
      return "\x1b[31m";
    case Paint::strong:
      return "\x1b[1m";
    case Paint::faint:
      return "\x1b[2m";
  }
  return "";
}

}  // namespace

std::string painted(std::string_view text, Paint paint, Style style) {
  const std::string_view begin = sequence(paint);
  if (style == Style::plain || begin.empty() || text.empty()) return std::string(text);
  return std::string(begin).append(text).append("\x1b[0m");
}

}  // namespace quorate
