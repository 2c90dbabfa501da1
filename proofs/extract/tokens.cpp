#include "proofs/extract/tokens.hpp"

#include "proofs/formats/badge.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr std::string_view jws_start = "eyJ";  // base64url of {" : how every compact JWS begins

bool is_alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_base64url(char c) { return is_alnum(c) || c == '-' || c == '_'; }
bool is_token_character(char c) { return is_base64url(c) || c == '.'; }

std::string_view trimmed(std::string_view line) {
  constexpr std::string_view blank = " \t\r";
  const std::size_t first = line.find_first_not_of(blank);
  if (first == line.npos) return {};
  return line.substr(first, line.find_last_not_of(blank) - first + 1);
}

Result<FoundTokens> tokens_of_lines(std::string_view text) {
  if (text.size() > max_well_known_bytes) return Error{Code::over_limit, "the file is longer than 64 KiB"};
  FoundTokens found;
  std::size_t lines = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    if (++lines > max_well_known_lines) return Error{Code::over_limit, "the file has more than 64 lines"};
    (line.starts_with(badge_prefix) ? found.badges : found.statements).emplace_back(line);
  }
  return found;
}

// Three parts that are not empty, the first as a JWS begins.
bool looks_like_jws(std::string_view run) {
  const std::size_t first = run.find('.');
  const std::size_t second = first == run.npos ? first : run.find('.', first + 1);
  return run.starts_with(jws_start) && second != run.npos && second > first + 1 && second + 1 < run.size() &&
         run.find('.', second + 1) == run.npos;
}

Result<FoundTokens> tokens_in_text(std::string_view text) {
  FoundTokens found;
  const auto full = [&] { return found.statements.size() + found.badges.size() > max_region_tokens; };
  std::size_t at = 0;
  while (at < text.size()) {
    if (!is_token_character(text[at])) {
      ++at;
      continue;
    }
    const auto run_end = static_cast<std::size_t>(
        std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_token_character) -
        text.begin());
    const std::string_view run = text.substr(at, run_end - at);
    const bool before_colon = run_end < text.size() && text[run_end] == ':';
    constexpr std::string_view word = "xsig";
    const bool badge_word = before_colon && run.ends_with(word) &&
                            (run.size() == word.size() || !is_alnum(run[run.size() - word.size() - 1]));
    at = run_end;
    if (badge_word) {
      const auto begin = text.begin() + static_cast<std::ptrdiff_t>(run_end) + 1;
      const auto end = std::find_if_not(begin, text.end(), is_base64url);
      found.badges.push_back(std::string(badge_prefix).append(begin, end));
      at = static_cast<std::size_t>(end - text.begin());
    } else if (const std::size_t last = run.find_last_not_of('.'); last != run.npos) {
      if (looks_like_jws(run.substr(0, last + 1))) found.statements.emplace_back(run.substr(0, last + 1));
    }
    if (full()) return Error{Code::over_limit, "more than 16 statements and badges in one place"};
  }
  return found;
}

}  // namespace

Result<FoundTokens> find_tokens(const OwnedText& owned) {
  return owned.layout == OwnedText::Layout::lines ? tokens_of_lines(owned.text) : tokens_in_text(owned.text);
}

}  // namespace quorate
