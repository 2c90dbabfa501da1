// TextTemplate: a URL, a DNS name or a plain text with an account's fields in it, to be filled in.
#pragma once

#include "config/template/pieces.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quorate {

class TextTemplate {
 public:
  // url: https, no fragment; values are percent-encoded where RFC 3986 section 3.3 wants it. dns_name: a name
  // for TXT records. plain: what a page shows; values stand in it as they are.
  enum class Use { url, dns_name, plain };

  // Every field in `text` must be one of `fields`. Errors: bad_config, without a place.
  static Result<TextTemplate> parse(std::string_view text, const std::vector<Field>& fields, Use use);
  TextTemplate() = default;

  // `values` come from AccountTemplate::match. A URL is canonical as an account URI is: no "//", "." or ".."
  // in its path. Errors: bad_uri where these values would make it something else, or too long.
  Result<std::string> fill(const FieldValues& values) const;

  const std::string& text() const { return text_; }

 private:
  std::string text_;
  Use use_ = Use::plain;
  std::vector<TemplatePiece> pieces_;
};

}  // namespace quorate
