#include "config/template/account_template.hpp"

#include <algorithm>
#include <array>

namespace quorate {
namespace {

Error bad_account(std::string_view text, std::string_view why) {
  return {Code::bad_config, "account template \"" + std::string(text) + "\": " + std::string(why)};
}

// The part of the template that stands where accounts have their host.
Result<std::string_view> authority_of(std::string_view text) {
  for (const std::string_view scheme : {"https://", "mimi://"}) {
    if (!text.starts_with(scheme)) continue;
    const std::string_view rest = text.substr(scheme.size());
    return rest.substr(0, rest.find('/'));
  }
  if (text.starts_with("dns:")) return text.substr(text.find(':') + 1);
  if (text.starts_with("acct:") || text.starts_with("xmpp:")) {
    const std::size_t at = text.find('@');
    if (at != text.npos) return text.substr(at + 1);
  }
  return bad_account(
      text,
      "must begin like an account: https://HOST/, mimi://HOST, dns:HOST, acct:NAME@HOST, xmpp:NAME@HOST");
}

}  // namespace

Result<AccountTemplate> AccountTemplate::parse(std::string_view text, std::vector<Field> fields) {
  const auto authority = authority_of(text);
  if (!authority) return authority.error();
  if (const auto checked = check_authority(*authority, fields, Underscores::refused); !checked)
    return checked.error();
  auto pieces = split_template(text, fields);
  if (!pieces) return pieces.error();
  for (const Field& field : fields) {
    const auto uses = std::count_if(pieces->begin(), pieces->end(),
                                    [&](const auto& piece) { return piece.field == field.name; });
    if (uses != 1) return bad_account(text, "{" + field.name + "} must stand in it once");
  }
  for (std::size_t i = 0; i + 1 < pieces->size(); ++i) {
    const Field* field = find_field(fields, (*pieces)[i].field);
    if (field != nullptr && field->may_hold((*pieces)[i + 1].literal.front()))
      return bad_account(
          text, "{" + field->name + "} may hold the character that follows it; where it ends cannot be told");
  }
  AccountTemplate made;
  made.text_ = text;
  made.fields_ = std::move(fields);
  made.pieces_ = std::move(*pieces);
  return made;
}

std::optional<FieldValues> AccountTemplate::match(const Account& account) const {
  if (pieces_.empty()) return std::nullopt;
  std::string_view rest = account.uri();
  FieldValues values;
  for (const TemplatePiece& piece : pieces_) {
    if (piece.field.empty()) {
      if (!rest.starts_with(piece.literal)) return std::nullopt;
      rest.remove_prefix(piece.literal.size());
      continue;
    }
    const Field& field = *find_field(fields_, piece.field);
    const auto end =
        std::find_if_not(rest.begin(), rest.end(), [&](char byte) { return field.may_hold(byte); });
    const std::string_view value = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    if (!field.accepts(value)) return std::nullopt;
    values.emplace_back(piece.field, value);
    rest.remove_prefix(value.size());
  }
  if (!rest.empty()) return std::nullopt;
  return values;
}

}  // namespace quorate
