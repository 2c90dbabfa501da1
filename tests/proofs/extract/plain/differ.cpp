#include "tests/proofs/extract/plain/differ.hpp"

#include "proofs/encoding/utf8.hpp"
#include "proofs/extract/glance.hpp"
#include "proofs/extract/html.hpp"
#include "proofs/extract/html/tree.hpp"
#include "proofs/extract/plain/page.hpp"
#include "tests/proofs/extract/profile_page.hpp"
#include "tests/shared_data.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace quorate {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t paths_of_page = 6;

// What stands in pages for the parser to trip over.
// clang-format off
constexpr auto fragments = std::to_array<std::string_view>({
     "<", ">", "\"", "'", "/", "&", "=", " ", "\n", "\r\n", "-", "--", "!", "<!--", "-->", "--!>", "<!-->",
     "]]>", "<![CDATA[", "<div>", "</div>", "<p>", "</p>", "<p/>", "<br>", "</br>", "<b>", "</b>", "<i>",
     "</i>", "<a href=x>", "</a>", "<a>", "<li>", "</li>", "<ul>", "</ul>", "<dl>", "</dl>", "<dt>",
     "</dt>", "<dd>", "</dd>", "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<tbody>",
     "</tbody>", "<caption>", "</caption>", "<col>", "<colgroup>", "</colgroup>", "<form>", "</form>",
     "<button>", "</button>", "<select>", "</select>", "<option>", "<optgroup>", "</option>", "<template>",
     "</template>", "<svg>", "</svg>", "<svg/>", "<path/>", "<g>", "</g>", "<math>", "</math>", "<mi>",
     "<desc>", "<foreignObject>", "<title>", "</title>", "<script>", "</script>", "<style>", "</style>",
     "<textarea>", "</textarea>", "<iframe>", "</iframe>", "<noscript>", "</noscript>", "<xmp>",
     "<plaintext>", "<frameset>", "<frame>", "<object>", "</object>", "<applet>", "<marquee>",
     "</marquee>", "<ruby>", "<rp>", "<rt>", "</ruby>", "<html>", "</html>", "<head>", "</head>", "<body>",
     "</body>", "<html class=bio>", "<body class=vcard>", "<h1>", "</h1>", "<h2>", "</h2>", "<hr>",
     "<img src=x>", "<image>", "<input>", "<keygen>", "<isindex>", "<nobr>", "</nobr>", "<font>",
     "</font>", "<code>", "</code>", "<pre>", "</pre>", "<pre>\n", "<listing>", "<span hidden>",
     "<span style='display:none'>", "<span aria-hidden=true>", "</span>", "<p class=bio>",
     "<p class='bio'>", "<div class=vcard>", "<main>", "</main>", "<section class=about>",
     "<h1 class=nickname>", "<meta charset=latin1>", "<meta charset=utf-8>",
     "<meta http-equiv=content-type content='text/html; charset=x'>", "<x-y>", "</x-y>", "<X>", "</DIV>",
     "<DIV>", "xsig:RIVAL", "eyJh.b.c", "eyJ", "xsig:", "&#101;yJh.b.c", "x&#115;ig:R", "&eyJ", "&amp;",
     "&amp", "&nbsp;", "&lt;", "e<b>yJ</b>h.b.c", "ey<!-- -->Jh.b.c", "ey<wbr>J",
     "ey<span hidden>x</span>Jh.b.c", "xs<br>ig:R", " class=bio", " id=x", " class=\"nickname\"",
     " hidden", " class=b&#105;o", " CLASS=bio", "/>", "<?php ?>", "</", "</ >", "</>", "<!x>",
     "<!doctype html>", "<b><p></b></p>", "<a><a>", "<table>x</table>", "<table><b>x</b></table>",
     "<li><li>", "<dd><dt>", "<p><div></div></p>", "<b><b><b><b></b></b></b></b>",
     "<svg><title>x</title></svg>", "<svg><p></svg>", "<svg><g xlink:href=x /></svg>",
     "<select><div></div></select>", "<video><source></video>", "<figure><figcaption></figure>",
     "\xef\xbb\xbf", "\xc2\xa0", "\xe2\x80\x8b", "\x01"});
// clang-format on

template <class Choices>
auto one_of(const Choices& choices, std::mt19937& random) {
  return choices[random() % std::size(choices)];
}

// A place in the page, mostly where a tag begins or ends.
std::size_t place_in(std::string_view page, std::mt19937& random) {
  if (page.empty()) return 0;
  const std::size_t place = random() % page.size();
  if (random() % 4 == 0) return place;
  const std::size_t found = page.find_first_of("<>", place);
  return found == page.npos ? place : found + (page[found] == '>' ? 1 : 0);
}

std::string path_to(const HtmlNode& node, std::mt19937& random) {
  const auto is_word = [](std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
             c == '_';
    });
  };
  std::string path;
  if (random() % 2 == 0) path = node.name;
  if (const std::string_view* id = node.find("id"); id != nullptr && is_word(*id) && random() % 2 == 0)
    path += "#" + std::string(*id);
  if (const std::string_view* classes = node.find("class"); classes != nullptr) {
    const std::string_view first = classes->substr(0, classes->find(' '));
    if (is_word(first)) path += "." + std::string(first);
  }
  return path.empty() ? node.name : path;
}

std::string without_line_feeds(std::string text) {
  std::erase(text, '\n');
  return text;
}

bool has_marker(std::string_view text) {
  return text.find("eyJ") != text.npos || text.find("xsig:") != text.npos;
}

// Nothing in it that a parser decodes or replaces.
bool is_as_written(std::string_view text) {
  const auto is_taken = [](char c) {
    return (c >= ' ' || c == '\n' || c == '\t' || c < 0) && c != '&' && c != '\x7f';
  };
  return std::all_of(text.begin(), text.end(), is_taken) && text.find('\xef') == text.npos;
}

std::string compare(const PlainQuestion& question, const std::string& path, const PlainAnswer& answer,
                    const std::string& page) {
  const auto full = HtmlPage::parse(page);
  const std::string about = path + (question.attribute.empty() ? "" : " [" + question.attribute + "]") + ": ";
  if (!full) return about + "the full reading refuses the page: " + full.error().detail;
  const auto text = question.attribute.empty() ? full->text(path) : full->attribute(path, question.attribute);
  if (!text) return about + "the full reading finds none: " + text.error().detail;
  if (answer.match == PlainAnswer::Match::exact)
    return *text == answer.text ? "" : about + "\"" + answer.text + "\" is \"" + *text + "\"";
  if (has_marker(*text) && !has_marker(answer.text)) return about + "a marker is missed in \"" + *text + "\"";
  if (is_as_written(answer.text) && without_line_feeds(*text) != without_line_feeds(answer.text))
    return about + "\"" + answer.text + "\" is \"" + *text + "\"";
  return "";
}

}  // namespace

std::string changed(std::string_view page, std::mt19937& random) {
  std::string text(page);
  for (std::size_t changes = 1 + random() % 4; changes > 0; --changes) {
    const std::size_t place = place_in(text, random);
    const std::size_t other = place_in(text, random);
    const std::size_t size = std::min<std::size_t>(other > place ? other - place : random() % 8, 200);
    switch (random() % 8) {
      case 0:
        text.erase(place, size);
        break;
      case 1:
        text.insert(other, text.substr(place, size));
        break;
      case 2:
        if (random() % 8 == 0) text.resize(place);
        break;
      case 3:
        if (place < text.size())
          text[place] = static_cast<char>(random() % 128 == 0 ? 'x' : 32 + random() % 95);
        break;
      default:
        text.insert(place, one_of(fragments, random));
    }
  }
  return text;
}

std::string random_profile(std::mt19937& random) {
  constexpr auto plain = std::to_array<std::string_view>(
      {"<p>text</p>",
       "<ul><li>one</li><li><a href=\"/x\">two</a></li></ul>",
       "<div class=\"post\"><b>x</b> &amp; <i>y</i></div>",
       "<table><tbody><tr><td>1</td><th>2</th></tr></tbody></table>",
       "<svg viewBox=\"0 0 1 1\"><g><path d='M0'/></g></svg>",
       "<form action=/x><label>q <input name=q></label><button type=submit>go</button></form>",
       "<dl><dt>t</dt><dd>d</dd></dl>",
       "<script>var a = '<p class=bio>eyJ.x.y';</script>",
       "<h2>Head</h2>",
       "<figure><img src='a.png'><figcaption>c</figcaption></figure>",
       "<x-y>custom</x-y>",
       "<!-- comment xsig:R -->",
       "<blockquote><p><em>q</em></p></blockquote>",
       "<pre>\ncode</pre>",
       "<a href=\"/y\"><div>block</div></a>",
       "<textarea>\neyJa.b.c</textarea>",
       "<details><summary>s</summary>x</details>",
       "<span>s</span>",
       "text",
       "a<br>b<hr>",
       "<video controls><source src=x></video>",
       "<iframe src=x><p></iframe>",
       "<sub>1</sub><sup>2</sup>"});
  constexpr auto bios = std::to_array<std::string_view>(
      {"Hello.", "", "a <b>bold</b> word", "x &amp; y", "x & y", "<i>e</i>yJ", "one<br>two", "eyJh.b.c",
       "xsig:OWN", "tail\r\n", "<a href=\"https://x.example/?a=1&b=2\">link</a>", "&#101;yJ", "caf\xc3\xa9",
       "<img alt=x>", "x<!-- c -->y", "<p>no</p>"});
  const auto some = [&] {
    std::string text;
    for (std::size_t count = random() % 4; count > 0; --count) text += one_of(plain, random);
    return text;
  };
  const std::string bio(one_of(bios, random));
  return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>alice</title><link rel=x "
         "href=y>"
         "<style>p > a { color: red }</style></head>\n<body class=\"page\"><header><a "
         "href=\"/\">Home</a></header>" +
         some() + "<main><div class=\"vcard\"><h1 class=\"nickname\">alice</h1>" + some() +
         "<p class=\"bio\">" + bio + "</p>" + some() + "</div></main>" + some() +
         "<footer id=\"foot\"><p>About</p></footer></body></html>\n";
}

std::string disagreement(const std::string& page, std::mt19937& random, DifferCounts& counts) {
  ++counts.pages;
  if (page.find('\0') != page.npos || !is_utf8(page)) return "";
  const Observation observation = answer(page, "text/html");
  Place place = profile();
  place.formats = {FormatId::cross_signature};
  if (const auto seen = glance(observation, place)) {
    ++counts.glances;
    const Extracted full = extract(observation, place);
    if (!std::holds_alternative<std::vector<OwnedText>>(full)) return "texts are seen where there are none";
    const std::string at_a_glance = tokens(*seen);
    counts.tokens += at_a_glance.empty() ? 0 : 1;
    if (tokens(full) != at_a_glance)
      return "\"" + at_a_glance + "\" is seen where there is \"" + tokens(full) + "\"";
  }
  const auto full = HtmlPage::parse(page);
  std::vector<std::string> paths = {"main .vcard .bio", "main .vcard .nickname", "body > main", "#foot p"};
  if (full) {
    const HtmlTree tree(page);
    for (std::size_t i = 0; i < paths_of_page; ++i) {
      const HtmlNode& node = tree.nodes()[random() % tree.nodes().size()];
      if (node.kind == HtmlNode::Kind::element) paths.push_back(path_to(node, random));
    }
  }
  bool is_read = false;
  for (const std::string& path : paths) {
    const auto parsed = parse_element_path(path);
    if (!parsed) continue;
    for (const char* attribute : {"", "class", "href"}) {
      const std::vector<PlainQuestion> questions = {{*parsed, attribute}};
      const auto answers = read_plainly(page, questions);
      if (!answers) continue;
      is_read = true;
      ++counts.compared;
      std::string differs = compare(questions[0], path, answers->front(), page);
      if (!differs.empty()) return differs;
    }
  }
  counts.read += is_read ? 1 : 0;
  return "";
}

std::vector<std::string> pages_at_hand() {
  std::vector<std::string> pages;
  std::vector<fs::path> folders = {fs::path(QUORATE_SOURCE_DIR) / "fixtures"};
  if (const auto beside = shared_data()) folders.push_back(*beside / "realweb");
  for (const fs::path& folder : folders) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".html") continue;
      std::ifstream file(entry.path(), std::ios::binary);
      pages.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
  }
  std::sort(pages.begin(), pages.end());
  return pages;
}

}  // namespace quorate
