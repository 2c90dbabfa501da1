#include "tests/levels/source_tree.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace quorate {
namespace {

bool is_source(const std::filesystem::path& file) {
  return file.extension() == ".cpp" || file.extension() == ".hpp" || file.filename() == "CMakeLists.txt";
}

std::string read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// "#include", with or without spaces behind the mark.
bool is_include(std::string_view rest) {
  if (!rest.starts_with('#')) return false;
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t", 1), rest.size()));
  return rest.starts_with("include");
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Walks once over a C++ text and blanks what is no code. Line breaks stay, so that lines keep their numbers.
class Blanker {
 public:
  explicit Blanker(std::string_view text) : text_(text), out_(text) {}

  std::string run() {
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  void step() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("//")) return blank_until(rest.find('\n'));
    if (rest.starts_with("/*")) return blank_until(past(rest.find("*/", 2), 2));
    if (is_include(rest)) return skip_line(rest);
    if (rest.starts_with("R\"") && !follows_word()) return blank_raw(rest);
    if (rest.front() == '"') return blank_literal(rest);
    // 1'000: between digits the mark is no literal.
    if (rest.front() == '\'' && !follows_word()) return blank_literal(rest);
    ++at_;
  }

  bool follows_word() const { return at_ > 0 && is_word(text_[at_ - 1]); }

  // An include may carry a comment behind it.
  void skip_line(std::string_view rest) { at_ += std::min({rest.find('\n'), rest.find("//"), rest.size()}); }

  void blank_literal(std::string_view rest) {
    std::size_t end = 1;
    while (end < rest.size() && rest[end] != rest.front()) end += rest[end] == '\\' ? 2 : 1;
    blank_until(past(end, 1));
  }

  void blank_raw(std::string_view rest) {
    const std::size_t open = rest.find('(');
    if (open == rest.npos) return blank_until(open);
    const std::string close = ")" + std::string(rest.substr(2, open - 2)) + "\"";
    blank_until(past(rest.find(close, open), close.size()));
  }

  static std::size_t past(std::size_t found, std::size_t length) {
    return found == std::string_view::npos ? found : found + length;
  }

  void blank_until(std::size_t length) {
    const std::size_t end = at_ + std::min(length, text_.size() - at_);
    for (; at_ < end; ++at_)
      if (out_[at_] != '\n') out_[at_] = ' ';
  }

  std::string_view text_;
  std::string out_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<SourceFile> read_source_tree(const std::filesystem::path& root) {
  std::vector<SourceFile> files;
  for (const char* folder : {"proofs", "config", "crawler", "tests", "bench"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      if (!entry.is_regular_file() || !is_source(entry.path())) continue;
      files.push_back({entry.path().lexically_relative(root).generic_string(), read(entry.path())});
    }
  }
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

std::vector<std::string> code_lines(std::string_view text) {
  const std::string code = Blanker(text).run();
  std::vector<std::string> lines;
  for (const std::string_view line : lines_of(code)) lines.emplace_back(line);
  return lines;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace quorate
