#include "config/template/pieces.hpp"

#include "proofs/identity/host.hpp"

namespace quorate {
namespace {

Error bad_template(std::string_view text, std::string_view why) {
  return {Code::bad_config, "template \"" + std::string(text) + "\": " + std::string(why)};
}

// Whether every value of the field is one label of a host name, hyphens at its ends apart.
bool is_label(const Field& field) {
  if (field.kind != Field::Kind::characters) return false;
  for (std::size_t code = 0; code < field.allowed.size(); ++code) {
    const char c = static_cast<char>(code);
    const bool in_label = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    if (field.allowed.test(code) && !in_label) return false;
  }
  return true;
}

}  // namespace

Result<std::vector<TemplatePiece>> split_template(std::string_view text, const std::vector<Field>& fields) {
  std::vector<TemplatePiece> pieces;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t brace = rest.find_first_of("{}");
    if (brace != 0) {
      pieces.push_back({std::string(rest.substr(0, brace)), {}});
      rest.remove_prefix(std::min(brace, rest.size()));
      continue;
    }
    const std::size_t end = rest.find_first_of("{}", 1);
    if (rest.front() == '}' || end == rest.npos || rest[end] == '{')
      return bad_template(text, "braces must enclose the name of a field");
    const std::string name(rest.substr(1, end - 1));
    if (find_field(fields, name) == nullptr)
      return bad_template(text, "{" + name + "} is not one of \"fields\"; add it");
    if (!pieces.empty() && !pieces.back().field.empty())
      return bad_template(text, "two fields touch; where the first ends cannot be told");
    pieces.push_back({{}, name});
    rest.remove_prefix(end + 1);
  }
  return pieces;
}

Result<void> check_authority(std::string_view authority, const std::vector<Field>& fields,
                             Underscores underscores) {
  const auto pieces = split_template(authority, fields);
  if (!pieces) return pieces.error();
  std::string sample;
  for (std::size_t i = 0; i < pieces->size(); ++i) {
    const TemplatePiece& piece = (*pieces)[i];
    if (piece.field.empty()) {
      sample += piece.literal;
      continue;
    }
    const bool starts_label = i == 0 || (*pieces)[i - 1].literal.ends_with('.');
    const bool ends_label = i + 1 == pieces->size() || (*pieces)[i + 1].literal.starts_with('.');
    if (!starts_label || !ends_label)
      return bad_template(authority, "a field in the host must be whole labels");
    const Field& field = *find_field(fields, piece.field);
    if (field.kind == Field::Kind::host) {
      sample += "sample.example";
    } else if (is_label(field)) {
      sample += "sample";
    } else {
      return bad_template(authority, "a field in the host must be a host, or characters of a-z 0-9 -");
    }
  }
  if (underscores == Underscores::allowed) {
    for (std::size_t at = 0; at < sample.size();) {
      if (sample[at] == '_') sample.erase(at, 1);
      const std::size_t dot = sample.find('.', at);
      at = dot == sample.npos ? sample.size() : dot + 1;
    }
  }
  if (const auto checked = check_host(sample); !checked)
    return bad_template(authority, checked.error().detail);
  return {};
}

}  // namespace quorate
