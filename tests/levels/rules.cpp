#include "tests/levels/rules.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string_view>

namespace quorate {
namespace {

constexpr std::size_t longest_file = 400;  // lines; a file that is longer holds two things

constexpr std::array<std::string_view, 3> levels = {"proofs/", "config/", "crawler/"};  // from the lowest

// Libraries, by how the names of their headers begin. `home`: the one file for them; empty: whichever, but
// one.
struct Library {
  std::string_view headers;
  std::string_view home;
};
constexpr std::array<Library, 18> libraries = {{{"gumbo", ""},
                                                {"boost/beast", "crawler/serve/wire/session.cpp"},
                                                {"boost/asio/ssl", ""},
                                                {"boost/json", ""},
                                                {"yaml-cpp", ""},
                                                {"curl/", ""},
                                                {"sodium", ""},
                                                {"openssl/", "proofs/crypto/openssl.cpp"},
                                                {"openssl/ssl.h", "crawler/fetch/curl/certificate.cpp"},
                                                {"openssl/x509v3.h", "crawler/fetch/curl/certificate.cpp"},
                                                {"zlib.h", "crawler/record/gzip.cpp"},
                                                {"zstd", "crawler/record/zstd.cpp"},
                                                {"sqlite3", "crawler/store/sqlite/connection.cpp"},
                                                {"libpq", "crawler/store/postgres/connection.cpp"},
                                                {"libpsl", ""},
                                                {"idn2", ""},
                                                {"unbound", ""},
                                                {"CLI/", ""}}};

// How the names of headers begin that a pure level does without.
constexpr std::array<std::string_view, 34> worldly_headers = {
    "fstream",    "iostream",    "filesystem",      "syncstream",   "thread",
    "mutex",      "atomic",      "future",          "shared_mutex", "condition_variable",
    "stop_token", "semaphore",   "latch",           "barrier",      "random",
    "ctime",      "time.h",      "csignal",         "signal.h",     "unistd.h",
    "fcntl.h",    "poll.h",      "netdb.h",         "netinet/",     "net/",
    "sys/",       "pthread.h",   "syslog.h",        "dirent.h",     "boost/asio",
    "boost/log",  "boost/beast", "boost/interproc", "boost/random"};

// What reaches the world through headers that a pure level may have, such as <chrono>, <cstdlib>, <cstdio>.
constexpr std::array<std::string_view, 21> worldly_words = {"system_clock",
                                                            "steady_clock",
                                                            "high_resolution_clock",
                                                            "utc_clock",
                                                            "file_clock",
                                                            "clock_gettime",
                                                            "getenv",
                                                            "setenv",
                                                            "popen",
                                                            "rand",
                                                            "srand",
                                                            "fopen",
                                                            "freopen",
                                                            "fread",
                                                            "fwrite",
                                                            "printf",
                                                            "puts",
                                                            "stdout",
                                                            "stderr",
                                                            "randombytes_buf",
                                                            "RAND_bytes"};

constexpr std::array<std::string_view, 9> empty_names = {"utils", "util", "helpers", "helper", "common",
                                                         "types", "misc", "shared",  "stuff"};

bool is_header(const SourceFile& file) { return file.path.ends_with(".hpp"); }
bool is_code(const SourceFile& file) { return is_header(file) || file.path.ends_with(".cpp"); }
bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// The rank of the level that a path lies in; nothing for tests and for what is not of the project.
std::optional<std::size_t> level_of(std::string_view path) {
  for (std::size_t rank = 0; rank < levels.size(); ++rank)
    if (path.starts_with(levels[rank])) return rank;
  return std::nullopt;
}

std::string at(const SourceFile& file, std::size_t line, const std::string& what) {
  return file.path + ":" + std::to_string(line) + ": " + what;
}

struct Include {
  std::size_t line = 0;
  std::string name;
  bool quoted = false;
};

std::vector<Include> includes_of(const SourceFile& file) {
  std::vector<Include> found;
  if (!is_code(file)) return found;
  const auto lines = code_lines(file.text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string& line = lines[i];
    const std::size_t directive = line.find_first_not_of(" \t");
    if (directive == line.npos || line[directive] != '#') continue;
    const std::size_t word = line.find_first_not_of(" \t", directive + 1);
    if (word == line.npos || line.compare(word, 7, "include") != 0) continue;
    const std::size_t open = line.find_first_of("<\"", word);
    const std::size_t close = line.find_first_of(">\"", open == line.npos ? line.size() : open + 1);
    if (close == line.npos) continue;
    found.push_back({i + 1, line.substr(open + 1, close - open - 1), line[open] == '"'});
  }
  return found;
}

bool holds_word(std::string_view line, std::string_view word) {
  for (std::size_t at = line.find(word); at != line.npos; at = line.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_word(line[at - 1])) && (end == line.size() || !is_word(line[end]))) return true;
  }
  return false;
}

// The one with the longest beginning that the name has.
const Library* library_of(std::string_view header) {
  const Library* found = nullptr;
  for (const Library& library : libraries)
    if (header.starts_with(library.headers) &&
        (found == nullptr || library.headers.size() > found->headers.size()))
      found = &library;
  return found;
}

}  // namespace

Complaints check_levels(const SourceFile& file) {
  Complaints complaints;
  const auto own = level_of(file.path);
  if (!own) return complaints;
  for (const Include& include : includes_of(file)) {
    const auto other = level_of(include.name);
    const bool upward = other && *other > *own;
    if (upward || include.name.starts_with("tests/"))
      complaints.push_back(at(file, include.line,
                              std::string(levels[*own]) + " may not include \"" + include.name +
                                  "\": an upper level includes a lower one, never the other way round"));
  }
  return complaints;
}

Complaints check_project_includes(const std::vector<SourceFile>& files) {
  std::set<std::string_view> paths;
  for (const SourceFile& file : files) paths.insert(file.path);
  Complaints complaints;
  for (const SourceFile& file : files) {
    for (const Include& include : includes_of(file)) {
      const bool ours = level_of(include.name) || include.name.starts_with("tests/");
      if (include.quoted && paths.count(include.name) == 0)
        complaints.push_back(
            at(file, include.line, "no file \"" + include.name + "\" below the project's root"));
      if (!include.quoted && ours)
        complaints.push_back(at(file, include.line, "<" + include.name + "> is ours: write it in quotes"));
    }
  }
  return complaints;
}

Complaints check_third_party(const std::vector<SourceFile>& files) {
  Complaints complaints;
  for (const Library& library : libraries) {
    std::string home(library.home);
    for (const SourceFile& file : files) {
      if (!level_of(file.path)) continue;
      for (const Include& include : includes_of(file)) {
        if (&library != library_of(include.name)) continue;
        if (home.empty()) home = file.path;
        if (home != file.path)
          complaints.push_back(
              at(file, include.line, "<" + include.name + "> belongs into " + home + " and nowhere else"));
      }
    }
  }
  return complaints;
}

Complaints check_purity(const SourceFile& file) {
  Complaints complaints;
  const auto level = level_of(file.path);
  if (!level || *level + 1 == levels.size() || !is_code(file)) return complaints;
  for (const Include& include : includes_of(file)) {
    for (const std::string_view header : worldly_headers) {
      const bool whole = header.ends_with('/') || header.starts_with("boost/");
      if (whole ? include.name.starts_with(header) : include.name == header)
        complaints.push_back(at(file, include.line, "<" + include.name + "> is for crawler/ alone"));
    }
  }
  const auto lines = code_lines(file.text);
  for (std::size_t i = 0; i < lines.size(); ++i)
    for (const std::string_view word : worldly_words)
      if (lines[i].find("#include") == std::string::npos && holds_word(lines[i], word))
        complaints.push_back(at(file, i + 1, "\"" + std::string(word) + "\" is for crawler/ alone"));
  return complaints;
}

Complaints check_header(const SourceFile& file) {
  Complaints complaints;
  if (!is_header(file)) return complaints;
  const auto lines = lines_of(file.text);
  std::size_t after = 0;
  while (after < lines.size() && lines[after].starts_with("// ")) ++after;
  if (after == 0 || lines[after - 1].find_last_of(".?") + 1 != lines[after - 1].size())
    complaints.push_back(at(file, 1, "a header opens with a sentence in // that says what it is for"));
  if (after == lines.size() || lines[after] != "#pragma once")
    complaints.push_back(at(file, after + 1, "#pragma once follows the opening sentence"));
  const auto code = code_lines(file.text);
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (holds_word(code[i], "using namespace"))
      complaints.push_back(at(file, i + 1, "`using namespace` reaches into every file that includes this"));
    const std::size_t directive = code[i].find_first_not_of(" \t");
    if (directive != code[i].npos && code[i][directive] == '#' && holds_word(code[i], "define"))
      complaints.push_back(at(file, i + 1, "a macro in a header; write a constant or a function"));
  }
  return complaints;
}

Complaints check_build_lists(const std::vector<SourceFile>& files) {
  Complaints complaints;
  std::map<std::string, std::set<std::string>> listed;  // folder -> the words of its list
  for (const SourceFile& file : files) {
    if (!file.path.ends_with("CMakeLists.txt")) continue;
    auto& words = listed[file.path.substr(0, file.path.find('/'))];
    std::size_t number = 0;
    for (std::string_view line : lines_of(file.text)) {
      ++number;
      line = line.substr(0, line.find('#'));
      if (line.find("GLOB") != line.npos)
        complaints.push_back(at(file, number, "a pattern takes in whatever lies about; list the files"));
      while (!line.empty()) {
        const std::size_t end = std::min(line.find_first_of(" \t()"), line.size());
        if (end > 0) words.emplace(line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
      }
    }
  }
  for (const SourceFile& file : files) {
    if (!file.path.ends_with(".cpp")) continue;
    const std::size_t slash = file.path.find('/');
    const std::string folder = file.path.substr(0, slash);
    if (listed[folder].count(file.path.substr(slash + 1)) == 0)
      complaints.push_back(at(file, 1, "is not built: add it to " + folder + "/CMakeLists.txt"));
  }
  return complaints;
}

Complaints check_name(const SourceFile& file) {
  std::string_view rest = file.path;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string_view part = rest.substr(0, end);
    const std::string_view stem = part.substr(0, part.find('.'));
    if (std::find(empty_names.begin(), empty_names.end(), stem) != empty_names.end())
      return {at(file, 1, "\"" + std::string(part) + "\" says nothing; name it for what it is about")};
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

Complaints check_length(const SourceFile& file) {
  const std::size_t length = lines_of(file.text).size();
  if (!is_code(file) || length <= longest_file) return {};
  return {at(file, length, "has more than " + std::to_string(longest_file) + " lines; split it")};
}

}  // namespace quorate
