// Looks for elements by their paths among the tags of a plain page, and gathers what stands in them.
#pragma once

#include "proofs/extract/plain/page.hpp"
#include "proofs/extract/plain/scanner.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace quorate {

// Whether the attribute is called so, in any case; `name` in lower case.
bool is_called(const PlainAttribute& attribute, std::string_view name);

// Every function that says false has met something that is not plain. Calls follow the page: each start() has
// its end().
class PlainSearch {
 public:
  explicit PlainSearch(std::span<const PlainQuestion> questions);

  enum class Content : std::uint8_t { plain, doubtful };  // doubtful: readers may see something else
  [[nodiscard]] bool start(const PlainPiece& tag, bool in_svg);
  [[nodiscard]] bool text(std::string_view text);
  void end();

  // Nothing where not every element was found.
  std::optional<std::vector<PlainAnswer>> answers() const;

 private:
  struct Sought {
    const PlainQuestion* question = nullptr;
    std::optional<PlainAnswer> answer;
    std::size_t depth = 0;  // of the element while it is open, counted from 1; else 0
  };
  // Bit i: the path's first i + 1 steps end at the element, or at one around it.
  struct Progress {
    std::uint32_t here = 0;
    std::uint32_t above = 0;
  };

  bool read_attributes(const PlainPiece& tag, bool in_svg);
  bool found(Sought& sought, const PlainPiece& tag);
  static bool matches(const ElementStep& step, const PlainPiece& tag);

  std::vector<Sought> sought_;
  std::vector<std::string_view> names_;  // of attributes that paths and questions name
  std::vector<Progress> progress_;       // one for each question, for each open element
  std::vector<Content> content_;         // for each open element: of itself and what is around it
};

}  // namespace quorate
