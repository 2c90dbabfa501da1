#include "proofs/extract/media_type.hpp"

#include <algorithm>
#include <array>

namespace quorate {
namespace {

// In lower case, without white space around it.
std::string tidy(std::string_view text) {
  constexpr std::string_view white_space = " \t\r\n\f";
  const std::size_t begin = text.find_first_not_of(white_space);
  if (begin == text.npos) return {};
  std::string result(text.substr(begin, text.find_last_not_of(white_space) - begin + 1));
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

}  // namespace

MediaType parse_media_type(std::string_view value) {
  MediaType media;
  media.type = tidy(value.substr(0, value.find(';')));
  while (media.charset.empty()) {
    const std::size_t semicolon = value.find(';');
    if (semicolon == value.npos) break;
    value.remove_prefix(semicolon + 1);
    const std::string_view parameter = value.substr(0, value.find(';'));
    const std::size_t equals = parameter.find('=');
    if (equals == parameter.npos || tidy(parameter.substr(0, equals)) != "charset") continue;
    media.charset = tidy(parameter.substr(equals + 1));
    std::erase_if(media.charset, [](char c) { return c == '"' || c == '\''; });
  }
  return media;
}

bool is_read_as_utf8(std::string_view charset) {
  constexpr auto names = std::to_array<std::string_view>({"", "utf-8", "utf8", "us-ascii", "ascii"});
  return std::find(names.begin(), names.end(), tidy(charset)) != names.end();
}

}  // namespace quorate
