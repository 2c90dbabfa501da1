#include "proofs/extract/html_names.hpp"

#include <algorithm>
#include <array>

namespace quorate {
namespace {

template <std::size_t size>
bool contains(const std::array<std::string_view, size>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

using namespace std::string_view_literals;

constexpr std::array void_names = {"area"sv,  "base"sv, "br"sv,   "col"sv,   "embed"sv,  "hr"sv,    "img"sv,
                                   "input"sv, "link"sv, "meta"sv, "param"sv, "source"sv, "track"sv, "wbr"sv};
constexpr std::array raw_text_names = {"script"sv, "style"sv,   "textarea"sv, "title"sv,    "xmp"sv,
                                       "iframe"sv, "noembed"sv, "noframes"sv, "plaintext"sv};
constexpr std::array formatting_names = {"a"sv,    "b"sv, "big"sv,   "code"sv,   "em"sv,     "font"sv, "i"sv,
                                         "nobr"sv, "s"sv, "small"sv, "strike"sv, "strong"sv, "tt"sv,   "u"sv};
constexpr std::array optional_end_names = {
    "p"sv,  "li"sv, "dt"sv,    "dd"sv,    "option"sv, "optgroup"sv, "tr"sv,   "td"sv,   "th"sv,
    "rp"sv, "rt"sv, "tbody"sv, "thead"sv, "tfoot"sv,  "colgroup"sv, "head"sv, "body"sv, "html"sv};
constexpr std::array svg_names = {
    "svg"sv,      "g"sv,        "path"sv,    "circle"sv,         "rect"sv,
    "line"sv,     "polyline"sv, "polygon"sv, "ellipse"sv,        "use"sv,
    "defs"sv,     "symbol"sv,   "stop"sv,    "lineargradient"sv, "radialgradient"sv,
    "clippath"sv, "mask"sv,     "pattern"sv, "marker"sv,         "filter"sv};
constexpr std::array hidden_names = {"head"sv,     "script"sv,    "style"sv,  "template"sv, "noscript"sv,
                                     "textarea"sv, "title"sv,     "iframe"sv, "noembed"sv,  "noframes"sv,
                                     "object"sv,   "svg"sv,       "math"sv,   "select"sv,   "option"sv,
                                     "datalist"sv, "audio"sv,     "video"sv,  "canvas"sv,   "dialog"sv,
                                     "applet"sv,   "plaintext"sv, "xmp"sv};
constexpr std::array inline_names = {
    "a"sv,      "abbr"sv, "b"sv,   "bdi"sv,  "bdo"sv,  "big"sv,   "cite"sv, "code"sv,
    "data"sv,   "dfn"sv,  "em"sv,  "font"sv, "i"sv,    "ins"sv,   "kbd"sv,  "label"sv,
    "mark"sv,   "nobr"sv, "q"sv,   "s"sv,    "samp"sv, "small"sv, "span"sv, "strike"sv,
    "strong"sv, "sub"sv,  "sup"sv, "time"sv, "tt"sv,   "u"sv,     "var"sv,  "wbr"sv};

}  // namespace

bool is_void_name(std::string_view name) { return contains(void_names, name); }
bool is_raw_text_name(std::string_view name) { return contains(raw_text_names, name); }
bool is_formatting_name(std::string_view name) { return contains(formatting_names, name); }
bool has_optional_end(std::string_view name) { return contains(optional_end_names, name); }
bool is_svg_name(std::string_view name) { return contains(svg_names, name); }
bool is_hidden_name(std::string_view name) { return contains(hidden_names, name); }
bool breaks_lines(std::string_view name) { return !contains(inline_names, name); }

}  // namespace quorate
