// ElementPath: how services.yaml names one element of a page, such as "main .vcard > p.bio[lang=en]".
#pragma once

#include "proofs/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// One step of a path: what one element must have.
struct ElementStep {
  struct Attribute {
    std::string name;  // in lower case
    std::string value;
    bool any_value = false;
  };
  bool is_child = false;  // of the element of the step before; else a descendant at any depth
  std::string tag;        // in lower case; empty: any
  std::string id;         // empty: any
  std::vector<std::string> classes;
  std::vector<Attribute> attributes;
};

using ElementPath = std::vector<ElementStep>;

inline constexpr std::size_t max_path_steps =
    16;  // bits of a mask in the search; longer paths name nothing better
inline constexpr std::size_t max_path_bytes = 512;

//   path   step *( ( " " | " > " ) step )
//   step   TAG and then any number of the following, or at least one of the following; at most one id:
//          "#" ID | "." CLASS | "[" NAME "]" | "[" NAME "=" VALUE "]"
//   TAG    a letter, then letters, digits and "-"; NAME also "_" and ":"
//   ID     letters, digits, "-" and "_"; CLASS the same
//   VALUE  visible ASCII characters and spaces, without [ ] " '
// Letters of tags and attribute names may not be upper case; ids, classes and values are compared as they
// stand. Errors: bad_argument with the offset.
Result<ElementPath> parse_element_path(std::string_view text);

// Whether `text` is such a path. Errors: bad_argument with the offset.
Result<void> check_element_path(std::string_view text);

}  // namespace quorate
