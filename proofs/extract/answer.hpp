// Reads named regions out of one answer of a web server; a page or document is parsed once for all of them.
#pragma once

#include "proofs/encoding/json.hpp"
#include "proofs/extract/html.hpp"
#include "proofs/extract/place.hpp"
#include "proofs/observation.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// Without the white space of HTML at both ends.
std::string_view trimmed(std::string_view text);

class AnswerReader {
 public:
  // `observation` is untrusted, holds a whole answer, and must outlive the reader.
  explicit AnswerReader(const Observation& observation) : observation_(observation) {}

  // The texts of a region; of an html region its `attribute` instead, unless that is empty. More than one
  // text, or none, comes only from a JSON array or null. Errors: bad_page, bad_json, over_limit, bad_argument
  // (the region's path).
  Result<std::vector<std::string>> read(const Region& region, std::string_view attribute = {});

  // The body, where the answer says that it is HTML and can be read by one reading only. Errors: bad_page.
  Result<std::string_view> html() const;

 private:
  Result<std::string> header(std::string_view name) const;
  Result<void> check_text() const;
  Result<void> check_plain_text() const;
  Result<void> check_html() const;
  Result<std::string> lines() const;
  Result<std::string> of_page(const Region& region, std::string_view attribute);
  Result<std::vector<std::string>> of_document(std::string_view pointer);
  std::string_view content_type() const;

  const Observation& observation_;
  std::optional<HtmlPage> page_;
  std::optional<json::Value> document_;
};

}  // namespace quorate
