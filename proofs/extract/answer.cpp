#include "proofs/extract/answer.hpp"

#include "proofs/encoding/utf8.hpp"
#include "proofs/extract/json_pointer.hpp"
#include "proofs/extract/media_type.hpp"
#include "proofs/extract/tokens.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr std::size_t max_json_depth = 64;  // threats, C5
constexpr std::string_view html_type = "text/html";
constexpr std::string_view xhtml_type = "application/xhtml+xml";
constexpr std::string_view json_type = "application/json";

Error bad_page(std::string detail) { return {Code::bad_page, std::move(detail)}; }

Result<std::vector<std::string>> one(Result<std::string> text) {
  if (!text) return text.error();
  return std::vector<std::string>{std::move(*text)};
}

// Whether a page stands where a text belongs: a soft 404, or a wall that asks to sign in, which hold whatever
// anybody wrote. No statement, comment or Keybase proof begins with "<".
bool looks_like_markup(std::string_view body) {
  if (body.starts_with(byte_order_mark)) body.remove_prefix(byte_order_mark.size());
  body.remove_prefix(std::min(body.size(), body.find_first_not_of(" \t\n\f\r")));
  return body.starts_with('<');
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view white_space = " \t\n\f\r";
  const std::size_t begin = text.find_first_not_of(white_space);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(white_space) - begin + 1);
}

Result<std::vector<std::string>> AnswerReader::read(const Region& region, std::string_view attribute) {
  if (region.kind == RegionKind::header) return one(header(region.path));
  if (const auto checked = check_text(); !checked) return checked.error();
  switch (region.kind) {
    case RegionKind::lines:
    case RegionKind::body:
      if (const auto checked = check_plain_text(); !checked) return checked.error();
      return one(region.kind == RegionKind::lines ? lines() : observation_.body);
    case RegionKind::html:
    case RegionKind::meta:
      return one(of_page(region, attribute));
    case RegionKind::json:
      return of_document(region.path);
    default:
      return bad_page("an answer of a web server has no such region");
  }
}

Result<std::string> AnswerReader::header(std::string_view name) const {
  const std::string* found = nullptr;
  for (const auto& [key, value] : observation_.headers) {
    if (key != name) continue;
    if (found != nullptr) return bad_page("the header " + key + " is there more than once");
    found = &value;
  }
  if (found == nullptr) return bad_page("the header " + std::string(name) + " is missing");
  if (!is_utf8(*found) || has_control(*found))
    return bad_page("the header " + std::string(name) + " is not text");
  return *found;
}

std::string_view AnswerReader::content_type() const {
  for (const auto& [key, value] : observation_.headers)
    if (key == "content-type") return value;
  return {};
}

// Whether the body is what it says it is, and can be read by one reading only.
Result<void> AnswerReader::check_text() const {
  const auto is_type = [](const auto& header) { return header.first == "content-type"; };
  if (std::count_if(observation_.headers.begin(), observation_.headers.end(), is_type) > 1)
    return bad_page("the answer has two content types");
  const std::string charset = parse_media_type(content_type()).charset;
  if (!is_read_as_utf8(charset)) return bad_page("the answer's charset is " + printable(charset, 40));
  if (observation_.body.find('\0') != std::string::npos || !is_utf8(observation_.body))
    return bad_page("the answer is not UTF-8 text");
  return {};
}

Result<void> AnswerReader::check_plain_text() const {
  const std::string type = parse_media_type(content_type()).type;
  if (type == html_type || type == xhtml_type || looks_like_markup(observation_.body))
    return bad_page("an HTML page stands where a text file belongs");
  if (type == json_type || type.ends_with("+json"))
    return bad_page("a JSON document stands where a text file belongs");
  return {};
}

Result<std::string> AnswerReader::lines() const {
  if (observation_.body.size() > max_well_known_bytes)
    return Error{Code::over_limit, "the file exceeds 64 KiB"};
  if (token_lines(observation_.body).size() > max_well_known_lines)
    return Error{Code::over_limit, "the file has more than 64 lines"};
  std::string_view text = observation_.body;
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  return std::string(text);
}

Result<void> AnswerReader::check_html() const {
  const std::string type = parse_media_type(content_type()).type;
  if (!type.empty() && type != html_type)
    return bad_page("the answer is no HTML page, but " + printable(type, 40));
  return {};
}

Result<std::string_view> AnswerReader::html() const {
  if (const auto checked = check_text(); !checked) return checked.error();
  if (const auto checked = check_html(); !checked) return checked.error();
  return std::string_view(observation_.body);
}

Result<std::string> AnswerReader::of_page(const Region& region, std::string_view attribute) {
  if (const auto checked = check_html(); !checked) return checked.error();
  if (!page_) {
    auto page = HtmlPage::parse(observation_.body);
    if (!page) return page.error();
    page_ = std::move(*page);
  }
  if (region.kind == RegionKind::meta) return page_->meta(region.path);
  return attribute.empty() ? page_->text(region.path) : page_->attribute(region.path, attribute);
}

Result<std::vector<std::string>> AnswerReader::of_document(std::string_view pointer) {
  if (!document_) {
    auto document = json::parse(observation_.body, max_json_depth);
    if (!document) return document.error();
    document_ = std::move(*document);
  }
  return strings_at(*document_, pointer);
}

}  // namespace quorate
