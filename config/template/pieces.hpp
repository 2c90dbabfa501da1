// Turns a text with fields in braces ("https://{host}/u/{name}") into its literals and fields.
#pragma once

#include "config/template/field.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// Exactly one of the two is set.
struct TemplatePiece {
  std::string literal;
  std::string field;
};

// Two fields never touch. Every field must be one of `fields`. Errors: bad_config, without a place.
Result<std::vector<TemplatePiece>> split_template(std::string_view text, const std::vector<Field>& fields);

// Whether `authority`, the host part of a template, gives one host for each value of its fields: whole labels
// only, a field is a host or a single label. `underscores`: labels may begin with one, as DNS names do.
// Errors: as above.
enum class Underscores { refused, allowed };
Result<void> check_authority(std::string_view authority, const std::vector<Field>& fields,
                             Underscores underscores);

}  // namespace quorate
