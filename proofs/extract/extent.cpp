#include "proofs/extract/extent.hpp"

#include <algorithm>
#include <string_view>

namespace quorate {
namespace {

constexpr std::string_view white_space = " \t\n\f\r";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Takes white space and comments off the front.
void skip_nothing(std::string_view& text) {
  constexpr std::string_view begin = "<!--";
  constexpr std::string_view end = "-->";
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(white_space), text.size()));
    if (!text.starts_with(begin)) return;
    const std::size_t ended = text.find(end, begin.size());
    if (ended == text.npos) return;
    text.remove_prefix(ended + end.size());
  }
}

// Whether the page ends with the end tag of html, behind which only white space and comments may stand. One
// inside of a script or of a comment does not count: something else follows it.
bool closes_its_page(std::string_view page) {
  constexpr std::string_view tag = "</html";
  const auto same = [](char a, char b) { return lower(a) == b; };
  const auto last = std::find_end(page.begin(), page.end(), tag.begin(), tag.end(), same);
  if (last == page.end()) return false;
  page.remove_prefix(static_cast<std::size_t>(last - page.begin()) + tag.size());
  page.remove_prefix(std::min(page.find_first_not_of(white_space), page.size()));
  if (!page.starts_with('>')) return false;
  page.remove_prefix(1);
  skip_nothing(page);
  return page.empty();
}

}  // namespace

Extent extent_of(const Observation& observation, const Place& place) {
  if (observation.ending == Ending::seen) return Extent::whole;
  const auto ends_itself = [&](const Region& region) {
    switch (region.kind) {
      case RegionKind::json:
      case RegionKind::header:
      case RegionKind::txt:
        return true;
      case RegionKind::html:
      case RegionKind::meta:
        return closes_its_page(observation.body);
      default:
        return false;
    }
  };
  const bool whole = std::all_of(place.regions.begin(), place.regions.end(), ends_itself);
  return whole ? Extent::whole : Extent::part;
}

}  // namespace quorate
