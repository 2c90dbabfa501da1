// AccountTemplate: which accounts a service has, and the fields that tell one from another
// ("https://code.example/{name}").
#pragma once

#include "config/template/pieces.hpp"
#include "proofs/identity/account.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// Literals are compared byte by byte. A field takes all bytes that it may hold; what follows it in the
// template begins with a byte that it may not, so that there is one way to match, and no pattern language.
class AccountTemplate {
 public:
  // Every one of `fields` must stand in `text` once. Errors: bad_config, without a place.
  static Result<AccountTemplate> parse(std::string_view text, std::vector<Field> fields);
  AccountTemplate() = default;  // matches nothing

  // The values of the fields, or nothing where the account is not of this shape.
  std::optional<FieldValues> match(const Account& account) const;

  const std::string& text() const { return text_; }
  const std::vector<Field>& fields() const { return fields_; }

 private:
  std::string text_;
  std::vector<Field> fields_;
  std::vector<TemplatePiece> pieces_;
};

}  // namespace quorate
