// Says how a page that is written plainly may use an element: where it may stand, and what may stand in it.
#pragma once

#include <cstdint>
#include <string_view>

namespace quorate {

// Sections of the HTML standard in brackets.
enum class PlainTag : std::uint8_t {
  none,        // not used on plain pages: it ends other elements, moves them, or changes how tags are read
  phrasing,    // runs on in a line; ends nothing
  formatting,  // the same, and opened again where its parent is closed before it (13.2.4.3)
  anchor,      // a formatting element of which the next one ends the one before
  block,       // ends an open p
  heading,     // ... and the heading in which it directly stands
  paragraph,
  form,    // one at a time
  button,  // one at a time
  list,
  list_item,
  definitions,
  definition,  // dt and dd
  table,
  table_part,  // thead, tbody and tfoot
  row,
  cell,
  caption,
  void_element,  // has no content and no end tag
  rule,          // hr: a void element that ends an open p
  metadata,      // void elements of the head, which may stand in the body, too
  raw,           // script and style: the content is text up to the end tag, in head and body
  text_only,     // title, textarea, iframe: the same
  svg,
  html,
  head,
  body,
};

// `name` in lower case. A name with a hyphen is a custom element: phrasing.
PlainTag plain_tag(std::string_view name);

// Whether it may stand inside svg on a plain page: shapes and their groups, which never end the svg.
bool is_plain_shape(std::string_view name);

// Whether readers may see nothing, or something else than the element's text, whatever its attributes say.
bool may_be_left_out(PlainTag tag, std::string_view name);

}  // namespace quorate
