#include "proofs/extract/tokens.hpp"

#include "proofs/formats/badge.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr std::size_t statement_dots = 2;

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
bool is_base64url(char c) { return is_alphanumeric(c) || c == '-' || c == '_'; }
bool is_statement_character(char c) { return is_base64url(c) || c == '.'; }

// The run of allowed characters at the beginning of `text`.
template <class Allowed>
std::string_view run(std::string_view text, Allowed is_allowed) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_allowed);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

bool looks_like_statement(std::string_view text) {
  return text.starts_with(statement_start) && std::count(text.begin(), text.end(), '.') == statement_dots &&
         text.find("..") == text.npos && !text.ends_with('.');
}

std::vector<std::string> badges_in(std::string_view text) {
  std::vector<std::string> badges;
  for (std::size_t at = text.find(badge_prefix); at != text.npos; at = text.find(badge_prefix, at + 1)) {
    if (at > 0 && is_alphanumeric(text[at - 1])) continue;
    const std::string_view rest = run(text.substr(at + badge_prefix.size()), is_base64url);
    badges.emplace_back(text.substr(at, badge_prefix.size() + rest.size()));
  }
  return badges;
}

std::vector<std::string> statements_in(std::string_view text) {
  std::vector<std::string> statements;
  for (std::size_t at = 0; at < text.size();) {
    std::string_view token = run(text.substr(at), is_statement_character);
    at += token.size() + 1;  // past the character that ended the run
    token = token.substr(0, token.find_last_not_of('.') + 1);
    if (looks_like_statement(token)) statements.emplace_back(token);
  }
  return statements;
}

Error over(std::string_view what) { return {Code::over_limit, "more than " + std::string(what)}; }

}  // namespace

std::vector<std::string_view> token_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    line.remove_prefix(std::min(line.size(), line.find_first_not_of(" \t\r")));
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    if (!line.empty() && !line.starts_with('#')) lines.push_back(line);
  }
  return lines;
}

Result<FoundTokens> find_tokens(const OwnedText& owned) {
  FoundTokens found;
  if (owned.layout == OwnedText::Layout::lines) {
    const auto lines = token_lines(owned.text);
    if (owned.text.size() > max_well_known_bytes) return over("64 KiB");
    if (lines.size() > max_well_known_lines) return over("64 lines");
    for (const std::string_view line : lines)
      (line.starts_with(badge_prefix) ? found.badges : found.statements).emplace_back(line);
    return found;
  }
  found.badges = badges_in(owned.text);
  found.statements = statements_in(owned.text);
  if (found.badges.size() + found.statements.size() > max_region_tokens)
    return over("16 tokens in one place");
  return found;
}

}  // namespace quorate
