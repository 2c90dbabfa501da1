#include "proofs/report/layout/wording.hpp"

#include "proofs/encoding/utf8.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace quorate {
namespace {

constexpr std::size_t longest_detail = 300;  // bytes: about three lines of a terminal
constexpr std::size_t most_listed = 8;       // the table has them all
constexpr std::size_t short_native = 8;
constexpr std::size_t short_keybase = 12;  // of which the first four are the same for all keys of that kind

// UTF-8 of the Unicode category Zs, and of what is as wide and empty.
constexpr std::array<std::string_view, 20> wide_spaces = {
    "\xc2\xa0",     "\xe1\x9a\x80", "\xe2\x80\x80", "\xe2\x80\x81", "\xe2\x80\x82",
    "\xe2\x80\x83", "\xe2\x80\x84", "\xe2\x80\x85", "\xe2\x80\x86", "\xe2\x80\x87",
    "\xe2\x80\x88", "\xe2\x80\x89", "\xe2\x80\x8a", "\xe2\x80\xaf", "\xe2\x81\x9f",
    "\xe3\x80\x80", "\xe2\xa0\x80", "\xe3\x85\xa4", "\xe1\x85\x9f", "\xef\xbe\xa0"};

// The size of the space at the start of the text, 0 where none stands.
std::size_t space_at_front(std::string_view text) {
  if (text.starts_with(' ')) return 1;
  for (const std::string_view space : wide_spaces)
    if (text.starts_with(space)) return space.size();
  return 0;
}

std::string one_space(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t space = space_at_front(text);
    if (space == 0) {
      out.push_back(text.front());
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
    text.remove_prefix(std::max<std::size_t>(space, 1));
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

// The part of a key's name that tells keys of a kind apart.
std::string_view digits_of(const KeyName& key) {
  std::string_view id = key.id;
  if (key.kind == KeyKind::native && id.starts_with(kid_prefix)) id.remove_prefix(kid_prefix.size());
  return id;
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

// Every key that the report may name, some of them several times. Points into the report.
std::vector<const KeyName*> keys_of(const Report& report) {
  std::vector<const KeyName*> keys;
  const auto add = [&](const Speaker& speaker) { keys.push_back(&speaker.key); };
  if (report.given_key) keys.push_back(&*report.given_key);
  if (report.score.subject_key) add(*report.score.subject_key);
  for (const KeyScore& key : report.score.keys) add(key.speaker);
  for (const KeyScore& key : report.score.rivals) add(key.speaker);
  for (const KeyFacts& facts : report.judgement.keys) add(facts.speaker);
  for (const AccountEvidence& evidence : report.evidence) {
    for (const Speaker& speaker : evidence.proven) add(speaker);
    for (const Speaker& speaker : evidence.conflicted) add(speaker);
  }
  if (!report.hindsight) return keys;
  const Hindsight& hindsight = *report.hindsight;
  if (hindsight.held) add(*hindsight.held);
  if (hindsight.pin) add(hindsight.pin->speaker);
  if (hindsight.better) add(hindsight.better->speaker);
  for (const Event& event : hindsight.events)
    if (event.speaker) add(*event.speaker);
  return keys;
}

}  // namespace

std::string shown(std::string_view untrusted) {
  return printable(one_space(untrusted), std::numeric_limits<std::size_t>::max());
}

std::string shown_detail(std::string_view untrusted) {
  return printable(one_space(untrusted), longest_detail);
}

std::string upper(std::string_view word) {
  std::string out(word);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return out;
}

std::string full_stop(std::string text) {
  const bool ended = !text.empty() && std::string_view(".?!").find(text.back()) != std::string_view::npos;
  return ended ? text : std::move(text) + ".";
}

std::string counted(std::size_t number, std::string_view singular, std::string_view plural) {
  return std::to_string(number).append(" ").append(number == 1 ? singular : plural);
}

std::string listed(const std::vector<std::string>& items) {
  const bool too_many = items.size() > most_listed;
  const std::size_t count = too_many ? most_listed : items.size();
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    const bool last = i + 1 == count && !too_many;
    if (i > 0) out += last ? " and " : ", ";
    out += items[i];
  }
  if (too_many) out += " and " + std::to_string(items.size() - count) + " more";
  return out;
}

std::string short_key(const Report& report, const KeyName& key) {
  const std::string_view id = digits_of(key);
  std::size_t size = key.kind == KeyKind::native ? short_native : short_keybase;
  for (const KeyName* other : keys_of(report))
    if (other->kind == key.kind && *other != key)
      size = std::max(size, common_prefix(id, digits_of(*other)) + 1);
  return shown(id.substr(0, size)) + (id.size() > size ? "…" : "");
}

std::string key_phrase(const Report& report, const KeyName& key) {
  return (key.kind == KeyKind::keybase ? "Keybase key " : "key ") + short_key(report, key);
}

}  // namespace quorate
