#include "proofs/extract/html_guard.hpp"

#include "proofs/extract/html.hpp"
#include "proofs/extract/html_names.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace quorate {
namespace {

// Once the parser's reading can no longer be followed exactly, everything that might be a tag counts as one
// that stays open. Eight times the usual depth still costs the parser milliseconds.
constexpr std::size_t max_ambiguous_tags = 4096;
// What might be an attribute then, between two things that might be tags: names are compared pair by pair.
constexpr std::size_t max_ambiguous_separators = 4096;
// Every tag may make the parser open all unclosed formatting elements again (WHATWG HTML, 13.2.4.3).
constexpr std::size_t max_formatting_work = 2'000'000;

Error too_much(std::string_view what) { return {Code::over_limit, "the page has " + std::string(what)}; }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

enum class Ending { open, self_closing };

// Follows the tokenizer of WHATWG HTML, 13.2.5, as far as it decides what is a tag, and holds the names of
// the elements that may be open: an upper bound of the parser's own stack, because an element leaves it only
// by an end tag that belongs to it beyond doubt.
class Scan {
 public:
  explicit Scan(std::string_view page) : page_(page) {}

  Result<void> run() {
    while (at_ < page_.size()) {
      const std::size_t open = page_.find('<', at_);
      if (open == page_.npos) return {};
      at_ = open + 1;
      const char next = peek();
      Result<void> done;
      if (is_letter(next)) {
        done = start_tag();
      } else if (next == '/') {
        done = end_tag();
      } else if (next == '!' || next == '?') {
        done = markup();
      }
      if (!done) return done;
    }
    return {};
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < page_.size() ? page_[at_ + ahead] : '\0'; }

  std::string read_name() {
    std::string name;
    while (at_ < page_.size() && !is_space(page_[at_]) && page_[at_] != '/' && page_[at_] != '>')
      name.push_back(lower(page_[at_++]));
    return name;
  }

  // Behind the tag's name: counts attributes and steps over the closing bracket.
  Result<Ending> read_attributes() {
    std::size_t count = 0;
    while (at_ < page_.size()) {
      if (is_space(page_[at_])) {
        ++at_;
      } else if (page_[at_] == '>') {
        ++at_;
        return Ending::open;
      } else if (page_[at_] == '/') {
        ++at_;
        if (peek() != '>') continue;
        ++at_;
        return Ending::self_closing;
      } else {
        if (++count > max_html_attributes) return too_much("a tag with more than 256 attributes");
        read_attribute();
      }
    }
    return Ending::open;
  }

  void read_attribute() {
    ++at_;  // an equals sign in front is part of the name
    while (at_ < page_.size() && !is_space(page_[at_]) && page_[at_] != '/' && page_[at_] != '>' &&
           page_[at_] != '=')
      ++at_;
    skip_spaces();
    if (peek() != '=') return;
    ++at_;
    skip_spaces();
    const char quote = peek();
    if (quote == '"' || quote == '\'') {
      const std::size_t end = page_.find(quote, at_ + 1);
      at_ = end == page_.npos ? page_.size() : end + 1;
      return;
    }
    while (at_ < page_.size() && !is_space(page_[at_]) && page_[at_] != '>') ++at_;
  }

  void skip_spaces() {
    while (at_ < page_.size() && is_space(page_[at_])) ++at_;
  }

  Result<void> start_tag() {
    const std::string name = read_name();
    const auto ending = read_attributes();
    if (!ending) return ending.error();
    if (const auto counted = count_tag(name); !counted) return counted.error();
    if (name == "svg" || name == "math" || name == "select" || name == "frameset")
      raw_text_is_doubtful_ = true;
    in_svg_ = name == "svg" ? *ending == Ending::open : in_svg_ && is_svg_name(name);
    if (is_void_name(name) || (in_svg_ && *ending == Ending::self_closing) ||
        (name == "svg" && *ending == Ending::self_closing))
      return {};
    if (is_raw_text_name(name)) return raw_text(name);
    open_.push_back(name);
    if (is_formatting_name(name)) ++formatting_;
    if (open_.size() > max_html_depth) return too_much("more than 512 levels");
    return {};
  }

  Result<void> count_tag(std::string_view name) {
    if (++tags_ > max_html_tags) return too_much("more than 200000 tags");
    formatting_work_ += formatting_ + (is_formatting_name(name) ? 1 : 0);
    if (formatting_work_ > max_formatting_work) return too_much("too much formatting that is never closed");
    return {};
  }

  Result<void> end_tag() {
    ++at_;
    if (!is_letter(peek())) {  // "</>" is nothing, "</?" begins a bogus comment
      skip_behind(">");
      return {};
    }
    const std::string name = read_name();
    if (const auto ending = read_attributes(); !ending) return ending.error();
    if (const auto counted = count_tag(name); !counted) return counted.error();
    if (name == "svg" || !is_svg_name(name)) in_svg_ = false;
    close(name);
    return {};
  }

  // Takes the element away when nothing but elements with optional end tags stands above it.
  void close(const std::string& name) {
    std::size_t keep = open_.size();
    while (keep > 0 && open_[keep - 1] != name) {
      if (!has_optional_end(open_[keep - 1])) return;
      --keep;
    }
    if (keep == 0) return;
    for (std::size_t i = keep - 1; i < open_.size(); ++i)
      if (is_formatting_name(open_[i])) --formatting_;
    open_.resize(keep - 1);
  }

  // The element's content is text up to its own end tag, unless it stands where the parser ignores it or
  // takes it for SVG. Where that could be and would matter, the rest of the page is counted without following
  // it.
  Result<void> raw_text(const std::string& name) {
    const std::size_t begin = at_;
    const std::size_t end = name == "plaintext" ? page_.size() : find_end_tag(name);
    const std::string_view content = page_.substr(begin, end - begin);
    const bool holds_markup = content.find('<') != content.npos;
    const bool escapes = name == "script" && content.find("<!--") != content.npos;
    if ((holds_markup && raw_text_is_doubtful_) || escapes) return count_the_rest(begin);
    at_ = end;
    if (end < page_.size()) {
      at_ += 2 + name.size();
      if (const auto ending = read_attributes(); !ending) return ending.error();
    }
    return {};
  }

  std::size_t find_end_tag(const std::string& name) const {
    for (std::size_t at = page_.find("</", at_); at != page_.npos; at = page_.find("</", at + 2)) {
      const std::string_view found = page_.substr(at + 2, name.size());
      const bool same = std::equal(found.begin(), found.end(), name.begin(), name.end(),
                                   [](char a, char b) { return lower(a) == b; });
      const std::size_t behind = at + 2 + name.size();
      if (same && behind < page_.size() &&
          (is_space(page_[behind]) || page_[behind] == '/' || page_[behind] == '>'))
        return at;
    }
    return page_.size();
  }

  void skip_behind(std::string_view mark) {
    const std::size_t found = page_.find(mark, at_);
    at_ = found == page_.npos ? page_.size() : found + mark.size();
  }

  // "<!" and "<?": comments, the doctype, and CDATA, which is a comment or text depending on where it stands.
  Result<void> markup() {
    const std::string_view rest = page_.substr(at_);
    if (rest.starts_with("![CDATA[")) return count_the_rest(at_);
    if (!rest.starts_with("!--")) {
      skip_behind(">");
      return {};
    }
    at_ += 3;
    if (page_.substr(at_).starts_with(">")) {
      at_ += 1;
    } else if (page_.substr(at_).starts_with("->")) {
      at_ += 2;
    } else {
      const std::size_t plain = page_.find("-->", at_);
      const std::size_t bang = page_.find("--!>", at_);
      const std::size_t end = std::min(plain, bang);
      at_ = end == page_.npos ? page_.size() : end + (end == plain ? 3 : 4);
    }
    return {};
  }

  Result<void> count_the_rest(std::size_t from) {
    std::size_t tags = open_.size();
    std::size_t formatting = formatting_;
    std::size_t separators = 0;
    for (std::size_t i = from; i + 1 < page_.size(); ++i) {
      const char c = page_[i];
      if (is_space(c) || c == '/' || c == '"' || c == '\'') ++separators;
      if (separators > max_ambiguous_separators) return too_much("too much text that might be attributes");
      if (c != '<' || !is_letter(page_[i + 1])) continue;
      separators = 0;
      if (++tags > max_ambiguous_tags) return too_much("more tags than can be followed behind embedded code");
      at_ = i + 1;
      if (is_formatting_name(read_name())) ++formatting;
    }
    if (tags * formatting > max_formatting_work) return too_much("too much formatting behind embedded code");
    at_ = page_.size();
    return {};
  }

  std::string_view page_;
  std::size_t at_ = 0;
  std::vector<std::string> open_;
  std::size_t formatting_ = 0;  // of open_
  std::size_t formatting_work_ = 0;
  std::size_t tags_ = 0;
  bool raw_text_is_doubtful_ = false;
  bool in_svg_ = false;
};

}  // namespace

Result<void> guard_html(std::string_view page) {
  if (page.size() > max_html_bytes) return too_much("more than 512 KiB");
  return Scan(page).run();
}

}  // namespace quorate
