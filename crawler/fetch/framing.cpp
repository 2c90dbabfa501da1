#include "crawler/fetch/framing.hpp"

#include "proofs/encoding/utf8.hpp"

#include <algorithm>
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

}  // namespace

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
