#include "crawler/manners/robots/rules.hpp"

#include "crawler/manners/robots/normal_path.hpp"
#include "proofs/encoding/utf8.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

namespace quorate {
namespace {

constexpr std::string_view white_space = " \t";

std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(white_space);
  if (from == text.npos) return {};
  return text.substr(from, text.find_last_not_of(white_space) - from + 1);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

bool stands_in_product(char c) { return (lower(c) >= 'a' && lower(c) <= 'z') || c == '-' || c == '_'; }

// "quorate" of "quorate/1.0 (...)": people write the whole User-Agent there.
std::string_view product_of(std::string_view value) {
  const auto end = std::find_if_not(value.begin(), value.end(), stands_in_product);
  return value.substr(0, static_cast<std::size_t>(end - value.begin()));
}

// Takes the next line off `text`; lines end in CR, LF or both (RFC 9309 section 2.2).
std::string_view next_line(std::string_view& text) {
  const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

// The lines that end within so many bytes: half a pattern would say something else.
std::string_view whole_lines(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  const std::size_t end = text.substr(0, max_bytes).find_last_of("\r\n");
  return text.substr(0, end == text.npos ? 0 : end);
}

enum class Word { user_agent, allow, disallow };

struct Line {
  Word word;
  std::string_view value;
};

// Nothing for a line that is none of the three: such lines end no group.
std::optional<Line> read_line(std::string_view line) {
  line = line.substr(0, line.find('#'));
  const std::size_t colon = line.find(':');
  if (colon == line.npos) return std::nullopt;
  const std::string_view name = trimmed(line.substr(0, colon));
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (same_word(name, "user-agent")) return Line{Word::user_agent, value};
  if (same_word(name, "allow")) return Line{Word::allow, value};
  if (same_word(name, "disallow")) return Line{Word::disallow, value};
  return std::nullopt;
}

// Where `piece` begins in `path`, not before `from`. In time linear in both, whatever stands in them.
std::size_t find(std::string_view path, std::string_view piece, std::size_t from) {
  const void* found = memmem(path.data() + from, path.size() - from, piece.data(), piece.size());
  if (found == nullptr) return path.npos;
  return static_cast<std::size_t>(static_cast<const char*>(found) - path.data());
}

// Which groups the lines that follow belong to.
struct Groups {
  bool ours = false;
  bool everybody = false;
  bool open = false;  // the last line of weight was a user-agent line: another one adds to the same group

  void begin(std::string_view value, std::string_view product) {
    if (!open) ours = everybody = false;
    open = true;
    ours = ours || same_word(product_of(value), product);
    everybody = everybody || value.substr(0, value.find_first_of(white_space)) == "*";
  }
};

}  // namespace

RobotsRules RobotsRules::parse(std::string_view text, std::string_view product, std::size_t max_bytes) {
  text = whole_lines(text, max_bytes);
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  RobotsRules ours;
  RobotsRules everybody;
  bool named = false;  // there is a group for us, though perhaps an empty one
  Groups groups;
  while (!text.empty()) {
    const auto line = read_line(next_line(text));
    if (!line) continue;
    if (line->word == Word::user_agent) {
      groups.begin(line->value, product);
      named = named || groups.ours;
      continue;
    }
    groups.open = false;
    if (line->value.empty()) continue;  // "Disallow:" denies nothing
    const Access access = line->word == Word::allow ? Access::allowed : Access::denied;
    if (groups.ours) ours.rules_.push_back(make_rule(access, line->value));
    if (groups.everybody && !named) everybody.rules_.push_back(make_rule(access, line->value));
  }
  return named ? ours : everybody;
}

RobotsRules::Rule RobotsRules::make_rule(Access access, std::string_view pattern) {
  Rule rule;
  rule.access = access;
  rule.anchored = pattern.ends_with('$');
  if (rule.anchored) pattern.remove_suffix(1);
  const std::string normal = normal_path(pattern, "$");
  rule.octets = normal.size() + (rule.anchored ? 1 : 0);
  std::string_view rest = normal;
  while (true) {
    const std::size_t star = std::min(rest.find('*'), rest.size());
    // Of several stars in a row one is enough; an empty piece says something at the front and the end only.
    if (star > 0 || rule.pieces.empty() || star == rest.size())
      rule.pieces.emplace_back(rest.substr(0, star));
    if (star == rest.size()) return rule;
    rest.remove_prefix(star + 1);
  }
}

std::size_t RobotsRules::bytes() const {
  std::size_t bytes = 0;
  for (const Rule& rule : rules_) {
    bytes += sizeof(Rule) + rule.pieces.size() * sizeof(std::string);
    for (const std::string& piece : rule.pieces) bytes += piece.capacity();
  }
  return bytes;
}

bool RobotsRules::matches(const Rule& rule, std::string_view path) {
  const std::string& first = rule.pieces.front();
  if (!path.starts_with(first)) return false;
  if (rule.pieces.size() == 1) return !rule.anchored || path == first;
  std::size_t at = first.size();
  for (std::size_t i = 1; i + 1 < rule.pieces.size(); ++i) {
    at = find(path, rule.pieces[i], at);
    if (at == path.npos) return false;
    at += rule.pieces[i].size();
  }
  const std::string& last = rule.pieces.back();
  if (!rule.anchored) return find(path, last, at) != path.npos;
  return path.size() - at >= last.size() && path.ends_with(last);
}

// SPEC: RFC 9309 section 2.2.2: the rule with most octets decides, and of two of the same length the one that
// allows.
Access RobotsRules::access(std::string_view target) const {
  const std::string path = normal_path(target, "*$");
  if (path == "/robots.txt") return Access::allowed;
  const Rule* best = nullptr;
  for (const Rule& rule : rules_) {
    const bool longer = best == nullptr || rule.octets > best->octets ||
                        (rule.octets == best->octets && rule.access == Access::allowed);
    if (longer && matches(rule, path)) best = &rule;
  }
  return best == nullptr ? Access::allowed : best->access;
}

}  // namespace quorate
