#include "crawler/fetch/framing.hpp"

#include "proofs/encoding/utf8.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace quorate {
namespace {

constexpr std::size_t max_length_digits = 18;  // fits into 64 bits
constexpr std::size_t shown_bytes = 40;        // of a value in an error

using Headers = std::vector<std::pair<std::string, std::string>>;

Error broken(std::string_view why) { return {Code::transfer_failed, std::string(why)}; }

std::string tidy(std::string_view text) {
  constexpr std::string_view white_space = " \t";
  const std::size_t from = text.find_first_not_of(white_space);
  if (from == text.npos) return {};
  std::string word(text.substr(from, text.find_last_not_of(white_space) - from + 1));
  std::transform(word.begin(), word.end(), word.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return word;
}

// The words of all fields of the name, which may stand in one field with commas or in several (RFC 9110
// section 5.3), in lower case.
std::vector<std::string> words_of(const Headers& headers, std::string_view name) {
  std::vector<std::string> words;
  for (const auto& [key, whole] : headers) {
    if (key != name) continue;
    for (std::string_view rest = whole;;) {
      const std::size_t comma = rest.find(',');
      words.push_back(tidy(rest.substr(0, comma)));
      if (comma == rest.npos) break;
      rest.remove_prefix(comma + 1);
    }
  }
  return words;
}

// Codings that change the body.
std::vector<std::string> codings_of(const Headers& headers, std::string_view name) {
  std::vector<std::string> words = words_of(headers, name);
  std::erase_if(words, [](const std::string& word) { return word.empty() || word == "identity"; });
  return words;
}

bool is_length(const std::string& word) {
  return !word.empty() && word.size() <= max_length_digits &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The fields that decide how a body is read.
bool tells_of_body(std::string_view name) {
  constexpr std::array<std::string_view, 4> names{"content-length", "transfer-encoding", "content-encoding",
                                                  "content-type"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

// curl does not join folded lines before it looks for a length or for chunks.
Result<void> check_fold(std::string_view line, const Headers& above) {
  const std::string text = tidy(line);
  if (text.empty()) return broken("a header line of white space only");
  if (above.empty()) return broken("a folded header line that continues none");
  if (tells_of_body(above.back().first)) return broken("the " + above.back().first + " is folded");
  const std::size_t colon = text.find(':');
  if (colon != text.npos && tells_of_body(tidy(std::string_view(text).substr(0, colon))))
    return broken("a " + tidy(std::string_view(text).substr(0, colon)) + " in a folded header line");
  return {};
}

}  // namespace

Result<void> check_line(std::string_view line, std::size_t number, const Headers& above) {
  constexpr std::string_view blanks = " \t\v\f";
  constexpr std::string_view status_start = "http/";
  if (line.find_first_of("\r\n") != line.npos) return broken("a CR or LF inside a header line");
  if (line.front() == ' ' || line.front() == '\t') return check_fold(line, above);
  if (number == 1) return {};
  if (tidy(line.substr(0, status_start.size())) == status_start)
    return broken("a second status line in one head");
  const std::size_t colon = line.find(':');
  if (colon != line.npos && colon > 0 && blanks.find(line[colon - 1]) != blanks.npos)
    return broken("white space before the colon of a header line");
  return {};
}

Result<Framing::End> read_end(const Headers& headers) {
  const std::vector<std::string> lengths = words_of(headers, "content-length");
  const std::vector<std::string> codings = codings_of(headers, "transfer-encoding");
  for (const std::string& length : lengths) {
    if (!is_length(length))
      return broken("the Content-Length \"" + printable(length, shown_bytes) + "\" is no number");
    if (length != lengths.front()) return broken("two Content-Lengths that differ");
  }
  if (codings.empty()) return lengths.empty() ? Framing::End::connection : Framing::End::length;
  if (codings.size() > 1 || codings.front() != "chunked")
    return broken("a transfer coding that was not asked for");
  if (!lengths.empty()) return broken("a Content-Length beside chunks");
  return Framing::End::chunks;
}

Result<Framing::Coding> read_coding(const Headers& headers) {
  const std::vector<std::string> codings = codings_of(headers, "content-encoding");
  if (codings.empty()) return Framing::Coding::none;
  if (codings.size() > 1) return Error{Code::over_limit, "more than one layer of encoding"};
  if (codings.front() == "gzip" || codings.front() == "x-gzip") return Framing::Coding::gzip;
  return broken("encoded as " + printable(codings.front(), shown_bytes) + ", which was not asked for");
}

}  // namespace quorate
