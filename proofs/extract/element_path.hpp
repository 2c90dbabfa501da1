// Turns an element path ("main .vcard > .bio") into steps (a small part of CSS Selectors, levels 3 and 4).
#pragma once

#include "proofs/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

struct AttributeTest {
  std::string name;
  std::optional<std::string> value;  // without it, the attribute need only be there
};

// One compound: all of it must hold for one element. Names are lower case; classes, ids and values are taken
// as written.
struct PathStep {
  enum class From { descendant, child } from = From::descendant;  // of the step before
  std::string tag;                                                // empty: any
  std::string id;
  std::vector<std::string> classes;
  std::vector<AttributeTest> attributes;
};

// Errors: bad_argument with the offset.
Result<std::vector<PathStep>> parse_element_path(std::string_view path);

}  // namespace quorate
