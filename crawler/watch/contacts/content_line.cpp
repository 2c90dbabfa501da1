#include "crawler/watch/contacts/content_line.hpp"

#include "proofs/encoding/utf8.hpp"

#include <algorithm>

namespace quorate {
namespace {

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

std::string upper(std::string_view text) {
  std::string all(text);
  for (char& c : all)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return all;
}

struct Line {
  std::size_t number = 1;
  std::string text;
  std::string fault;
};

ContentLine faulty(std::size_t number, std::string why) {
  ContentLine line;
  line.line = number;
  line.fault = std::move(why);
  return line;
}

// A line that begins with a space or a tab goes on with the one before.
std::vector<Line> unfold(std::string_view bytes, std::size_t max_bytes) {
  std::vector<Line> lines;
  std::size_t number = 0;
  while (!bytes.empty()) {
    ++number;
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    const bool goes_on = line.front() == ' ' || line.front() == '\t';
    if (goes_on) line.remove_prefix(1);
    if (goes_on && lines.empty())
      lines.push_back({number, "", "goes on with a line that is not there"});
    else if (!goes_on)
      lines.push_back({number, "", ""});
    Line& whole = lines.back();
    if (whole.text.size() + line.size() > max_bytes)
      whole.fault = "is too long";
    else if (whole.fault.empty())
      whole.text += line;
  }
  return lines;
}

// Where the value's colon stands: not between quotes.
std::size_t find_unquoted(std::string_view text, std::string_view wanted, std::size_t from) {
  bool quoted = false;
  for (std::size_t i = from; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (!quoted && wanted.find(text[i]) != wanted.npos) return i;
  }
  return text.npos;
}

ContentLine cut(const Line& line) {
  const std::string_view text = line.text;
  const std::size_t colon = find_unquoted(text, ":", 0);
  if (colon == text.npos) return faulty(line.number, "has no value: a line is NAME:VALUE");
  ContentLine cut;
  cut.line = line.number;
  cut.value = text.substr(colon + 1);
  const std::string_view head = text.substr(0, colon);
  std::size_t at = std::min(find_unquoted(head, ";", 0), head.size());
  std::string_view name = head.substr(0, at);
  if (const std::size_t dot = name.find('.'); dot != name.npos) {
    cut.group = upper(name.substr(0, dot));
    if (!is_name(cut.group)) return faulty(line.number, "begins with no group name");
    name.remove_prefix(dot + 1);
  }
  if (!is_name(name)) return faulty(line.number, "begins with no property name");
  cut.name = upper(name);
  while (at < head.size()) {
    const std::size_t end = std::min(find_unquoted(head, ";", at + 1), head.size());
    const std::string_view parameter = head.substr(at + 1, end - at - 1);
    const std::size_t equals = parameter.find('=');
    if (equals == parameter.npos || !is_name(parameter.substr(0, equals)))
      return faulty(line.number, "has a parameter that is not NAME=VALUE");
    std::string value(parameter.substr(equals + 1));
    std::erase(value, '"');
    cut.parameters.emplace_back(upper(parameter.substr(0, equals)), std::move(value));
    at = end;
  }
  return cut;
}

}  // namespace

std::vector<ContentLine> read_content_lines(std::string_view bytes, std::size_t max_bytes) {
  std::vector<ContentLine> all;
  for (const Line& line : unfold(bytes, max_bytes)) {
    if (!line.fault.empty())
      all.push_back(faulty(line.number, line.fault));
    else if (!is_utf8(line.text))
      all.push_back(faulty(line.number, "is no UTF-8"));
    else
      all.push_back(cut(line));
  }
  return all;
}

std::string unescaped(std::string_view value) {
  std::string text;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\' || i + 1 == value.size()) {
      text += value[i];
      continue;
    }
    ++i;
    text += value[i] == 'n' || value[i] == 'N' ? '\n' : value[i];
  }
  return text;
}

}  // namespace quorate
