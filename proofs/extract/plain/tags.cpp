#include "proofs/extract/plain/tags.hpp"

#include <algorithm>
#include <array>

namespace quorate {
namespace {

struct Row {
  std::string_view name;
  PlainTag tag;
};

constexpr auto rows = std::to_array<Row>({
    {"a", PlainTag::anchor},
    {"abbr", PlainTag::phrasing},
    {"address", PlainTag::block},
    {"area", PlainTag::void_element},
    {"article", PlainTag::block},
    {"aside", PlainTag::block},
    {"audio", PlainTag::phrasing},
    {"b", PlainTag::formatting},
    {"base", PlainTag::metadata},
    {"bdi", PlainTag::phrasing},
    {"bdo", PlainTag::phrasing},
    {"big", PlainTag::formatting},
    {"blockquote", PlainTag::block},
    {"body", PlainTag::body},
    {"br", PlainTag::void_element},
    {"button", PlainTag::button},
    {"canvas", PlainTag::phrasing},
    {"caption", PlainTag::caption},
    {"center", PlainTag::block},
    {"cite", PlainTag::phrasing},
    {"code", PlainTag::formatting},
    {"data", PlainTag::phrasing},
    {"dd", PlainTag::definition},
    {"del", PlainTag::phrasing},
    {"details", PlainTag::block},
    {"dfn", PlainTag::phrasing},
    {"div", PlainTag::block},
    {"dl", PlainTag::definitions},
    {"dt", PlainTag::definition},
    {"em", PlainTag::formatting},
    {"embed", PlainTag::void_element},
    {"fieldset", PlainTag::block},
    {"figcaption", PlainTag::block},
    {"figure", PlainTag::block},
    {"font", PlainTag::formatting},
    {"footer", PlainTag::block},
    {"form", PlainTag::form},
    {"h1", PlainTag::heading},
    {"h2", PlainTag::heading},
    {"h3", PlainTag::heading},
    {"h4", PlainTag::heading},
    {"h5", PlainTag::heading},
    {"h6", PlainTag::heading},
    {"head", PlainTag::head},
    {"header", PlainTag::block},
    {"hgroup", PlainTag::block},
    {"hr", PlainTag::rule},
    {"html", PlainTag::html},
    {"i", PlainTag::formatting},
    {"iframe", PlainTag::text_only},
    {"img", PlainTag::void_element},
    {"input", PlainTag::void_element},
    {"ins", PlainTag::phrasing},
    {"kbd", PlainTag::phrasing},
    {"label", PlainTag::phrasing},
    {"legend", PlainTag::phrasing},
    {"li", PlainTag::list_item},
    {"link", PlainTag::metadata},
    {"main", PlainTag::block},
    {"map", PlainTag::phrasing},
    {"mark", PlainTag::phrasing},
    {"menu", PlainTag::list},
    {"meta", PlainTag::metadata},
    {"meter", PlainTag::phrasing},
    {"nav", PlainTag::block},
    {"ol", PlainTag::list},
    {"output", PlainTag::phrasing},
    {"p", PlainTag::paragraph},
    {"picture", PlainTag::phrasing},
    {"pre", PlainTag::block},
    {"progress", PlainTag::phrasing},
    {"q", PlainTag::phrasing},
    {"s", PlainTag::formatting},
    {"samp", PlainTag::phrasing},
    {"script", PlainTag::raw},
    {"section", PlainTag::block},
    {"small", PlainTag::formatting},
    {"source", PlainTag::void_element},
    {"span", PlainTag::phrasing},
    {"strike", PlainTag::formatting},
    {"strong", PlainTag::formatting},
    {"style", PlainTag::raw},
    {"sub", PlainTag::phrasing},
    {"summary", PlainTag::block},
    {"sup", PlainTag::phrasing},
    {"svg", PlainTag::svg},
    {"table", PlainTag::table},
    {"tbody", PlainTag::table_part},
    {"td", PlainTag::cell},
    {"textarea", PlainTag::text_only},
    {"tfoot", PlainTag::table_part},
    {"th", PlainTag::cell},
    {"thead", PlainTag::table_part},
    {"time", PlainTag::phrasing},
    {"title", PlainTag::text_only},
    {"tr", PlainTag::row},
    {"track", PlainTag::void_element},
    {"tt", PlainTag::formatting},
    {"u", PlainTag::formatting},
    {"ul", PlainTag::list},
    {"var", PlainTag::phrasing},
    {"video", PlainTag::phrasing},
    {"wbr", PlainTag::void_element},
});

// Of the first letters: names that begin with the same one stand together.
constexpr std::size_t letters = 26;
constexpr std::array<std::uint8_t, letters + 1> first_rows = [] {
  std::array<std::uint8_t, letters + 1> first{};
  for (std::size_t letter = 0; letter <= letters; ++letter) {
    std::size_t row = 0;
    while (row < rows.size() && static_cast<std::size_t>(rows[row].name[0] - 'a') < letter) ++row;
    first[letter] = static_cast<std::uint8_t>(row);
  }
  return first;
}();
static_assert(std::is_sorted(rows.begin(), rows.end(),
                             [](const Row& a, const Row& b) { return a.name < b.name; }));

constexpr auto shapes =
    std::to_array<std::string_view>({"circle", "defs", "ellipse", "g", "line", "path", "polygon", "polyline",
                                     "rect", "stop", "symbol", "use"});

// Of phrasing and void elements, those that html/visible_text.cpp leaves out.
constexpr auto left_out =
    std::to_array<std::string_view>({"audio", "canvas", "embed", "meter", "picture", "progress", "video"});

// For names, which are too short for a call of memcmp.
bool is_same(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i]) return false;
  return true;
}

bool is_one_of(std::string_view name, const auto& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

PlainTag plain_tag(std::string_view name) {
  const auto letter = static_cast<std::size_t>(name.empty() ? 0xff : name[0] - 'a');
  if (letter >= letters) return PlainTag::none;
  for (std::size_t row = first_rows[letter]; row < first_rows[letter + 1]; ++row)
    if (is_same(rows[row].name, name)) return rows[row].tag;
  return name.find('-') != name.npos ? PlainTag::phrasing : PlainTag::none;
}

bool is_plain_shape(std::string_view name) { return is_one_of(name, shapes); }

bool may_be_left_out(PlainTag tag, std::string_view name) {
  switch (tag) {
    case PlainTag::raw:
    case PlainTag::text_only:
    case PlainTag::svg:
      return true;
    case PlainTag::phrasing:
    case PlainTag::void_element:
      return is_one_of(name, left_out);
    default:
      return false;
  }
}

}  // namespace quorate
