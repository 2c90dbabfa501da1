#include "config/template/text_template.hpp"

#include "proofs/identity/account.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr std::string_view https = "https://";
constexpr std::size_t max_dns_name_bytes = 253;  // RFC 1035 section 2.3.4, as text without the trailing dot

Error bad_text(std::string_view text, std::string_view why) {
  return {Code::bad_config, "template \"" + std::string(text) + "\": " + std::string(why)};
}

// RFC 3986 section 3.3: a pchar stands for itself; everything else is written as %XX, upper-case.
std::string percent_encoded(std::string_view value) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  constexpr std::string_view marks = "-._~!$&'()*+,;=:@";
  std::string out;
  for (const char c : value) {
    const bool letter_or_digit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter_or_digit || marks.find(c) != marks.npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += hex[byte >> 4];
    out += hex[byte & 15];
  }
  return out;
}

constexpr std::string_view query_dividers = "&=+;";  // a value that holds one would change the question

Result<void> check_query_fields(std::string_view text, const std::vector<Field>& fields) {
  const std::size_t query = text.find('?');
  if (query == text.npos) return {};
  const auto pieces = split_template(text.substr(query), fields);
  if (!pieces) return pieces.error();
  for (const TemplatePiece& piece : *pieces) {
    const Field* field = find_field(fields, piece.field);
    const bool divides = field != nullptr && std::any_of(query_dividers.begin(), query_dividers.end(),
                                                         [&](char c) { return field->may_hold(c); });
    if (divides)
      return bad_text(text, "{" + field->name + "} stands in the query and may hold one of & = + ;");
  }
  return {};
}

Result<void> check_url(std::string_view text, const std::vector<Field>& fields) {
  if (!text.starts_with(https)) return bad_text(text, "must begin with https://");
  if (text.find('#') != text.npos) return bad_text(text, "a URL that is asked has no fragment (#)");
  const std::string_view rest = text.substr(https.size());
  const std::size_t slash = rest.find('/');
  if (slash == rest.npos) return bad_text(text, "the slash after the host is missing");
  if (const auto checked = check_authority(rest.substr(0, slash), fields, Underscores::refused); !checked)
    return checked.error();
  return check_query_fields(rest.substr(slash), fields);
}

}  // namespace

Result<TextTemplate> TextTemplate::parse(std::string_view text, const std::vector<Field>& fields, Use use) {
  if (use == Use::url) {
    if (const auto checked = check_url(text, fields); !checked) return checked.error();
  } else if (use == Use::dns_name) {
    if (const auto checked = check_authority(text, fields, Underscores::allowed); !checked)
      return checked.error();
  }
  auto pieces = split_template(text, fields);
  if (!pieces) return pieces.error();
  TextTemplate made;
  made.text_ = text;
  made.use_ = use;
  made.pieces_ = std::move(*pieces);
  return made;
}

Result<std::string> TextTemplate::fill(const FieldValues& values) const {
  std::string filled;
  for (const TemplatePiece& piece : pieces_) {
    if (piece.field.empty()) {
      filled += piece.literal;
      continue;
    }
    const auto value = std::find_if(values.begin(), values.end(),
                                    [&](const auto& entry) { return entry.first == piece.field; });
    if (value == values.end()) return Error{Code::internal, "no value for the field {" + piece.field + "}"};
    filled += use_ == Use::url ? percent_encoded(value->second) : value->second;
  }
  if (use_ == Use::url) {
    if (const auto canonical = Account::parse(filled); !canonical) return canonical.error();
  }
  if (use_ == Use::dns_name && filled.size() > max_dns_name_bytes)
    return Error{Code::bad_uri, "the DNS name " + filled + " is longer than 253 bytes"};
  return filled;
}

}  // namespace quorate
