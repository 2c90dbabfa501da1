#include "proofs/extract/html.hpp"

#include "tests/show.hpp"

namespace quorate {
namespace {

// The element's text with "|" for line feeds, or the code and detail of the error.
std::string text(std::string_view bytes, std::string_view path) {
  const auto page = HtmlPage::parse(bytes);
  if (!page) return std::string(name(page.error().code));
  const auto found = page->text(path);
  if (!found) return std::string(name(found.error().code));
  std::string shown = *found;
  for (char& c : shown)
    if (c == '\n') c = '|';
  return shown;
}

std::string attribute(std::string_view bytes, std::string_view path, std::string_view attribute_name) {
  const auto page = HtmlPage::parse(bytes);
  if (!page) return std::string(name(page.error().code));
  const auto found = page->attribute(path, attribute_name);
  return found ? *found : std::string(name(found.error().code));
}

std::string meta(std::string_view bytes, std::string_view meta_name) {
  const auto page = HtmlPage::parse(bytes);
  if (!page) return std::string(name(page.error().code));
  const auto found = page->meta(meta_name);
  return found ? *found : std::string(name(found.error().code));
}

std::string in_bio(std::string_view inner) {
  return text("<p id=bio>" + std::string(inner) + "</p>", "#bio");
}
std::string in_box(std::string_view inner) {
  return text("<div id=bio>" + std::string(inner) + "</div>", "#bio");
}

}  // namespace

TEST_CASE("HTML text: the element that a path selects") {
  const std::string page =
      "<!DOCTYPE html><html><body><main><div class='vcard wide' data-x='a b'><h1>Alice</h1>"
      "<p class=bio lang=en>own</p><em>more</em></div></main><div "
      "class=vcard><i>other</i></div><my-box>odd</my-box>"
      "</body></html>";
  CHECK(text(page, "main .vcard .bio") == "own");
  CHECK(text(page, "main > div > p") == "own");
  CHECK(text(page, "body main .wide.vcard > .bio[lang=en]") == "own");
  CHECK(text(page, "[data-x=a b] > em") == "more");
  CHECK(text(page, "html h1") == "Alice");
  CHECK(text(page, "my-box") == "odd");
  CHECK(text(page, "body > .vcard i") == "other");
  CHECK(text(page, "main[class]") == "bad_page");
  CHECK(text(page, "main > p") == "bad_page");
  CHECK(text(page, ".vcard") == "bad_page");
  CHECK(text(page, ".Bio") == "bad_page");
  CHECK(text(page, ".bi") == "bad_page");
  CHECK(text(page, "[lang=e]") == "bad_page");
  CHECK(text(page, "p > p") == "bad_page");
  CHECK(text(page, "p:x") == "bad_argument");
}

TEST_CASE("HTML text: a descendant step finds its way past ancestors that match and lead nowhere") {
  CHECK(text("<div class=a><b><div class=a><i>x</i></div></b></div>", ".a > i") == "x");
  CHECK(text("<ul><li class=x><ul><li><p>deep</p></li></ul></li></ul>", "li.x > ul p") == "deep");
  CHECK(text("<div class=a><div><div class=b><i>x</i></div></div></div>", ".a > .b i") == "bad_page");
}

TEST_CASE("HTML text: names of tags and attributes in any case, character references decoded") {
  CHECK(text("<P ID=bio>x&amp;y &#120;sig&colon;A &lt;b&gt;</P>", "#bio") == "x&y xsig:A <b>");
  CHECK(text("<p id='&#98;io'>x</p>", "#bio") == "x");
}

TEST_CASE("HTML text: inline elements run on, blocks and line breaks separate") {
  CHECK(in_bio("xsig:AA<wbr>BB<span>CC</span><b>DD</b><!-- x -->EE<a href=/>FF</a><x-y>GG</x-y>") ==
        "xsig:AABBCCDDEEFFGG");
  CHECK(in_box("a<br>b<p>c</p>d<div>e<div>f</div></div>g") == "a|b|c|d|e|f|g");
  CHECK(in_box("<ul><li>a</li><li>b</li></ul>") == "a|b");
  CHECK(in_box("<table><tr><td>a</td><td>b</td></tr></table>") == "a|b");
  CHECK(in_box("a<img src=x alt=xsig:R>b<hr>c<input value=xsig:R>d") == "a|b|c|d");
  CHECK(in_box("a<svg><text>x</text></svg>b") == "a|b");
}

TEST_CASE("HTML text: what is hidden, inert or foreign, left out") {
  for (const std::string_view hidden : {"<!--R-->",
                                        "<script>R</script>",
                                        "<style>R</style>",
                                        "<template>R</template>",
                                        "<noscript>R</noscript>",
                                        "<title>R</title>",
                                        "<span hidden>R</span>",
                                        "<span hidden=until-found>R</span>",
                                        "<span HIDDEN>R</span>",
                                        "<span aria-hidden=true>R</span>",
                                        "<span aria-hidden=' TRUE '>R</span>",
                                        "<span style='display:none'>R</span>",
                                        "<span style='color:red; DISPLAY :\tNone !important'>R</span>",
                                        "<span style='visibility:hidden'>R</span>",
                                        "<span style='visibility: collapse'>R</span>",
                                        "<span style='display:\\6e one'>R</span>",
                                        "<span style='display:/**/none'>R</span>",
                                        "<i title=R data-r=R></i>",
                                        "<b hidden><i><u>R</u></i></b>",
                                        "<datalist><option>R</datalist>",
                                        "<noembed>R</noembed>",
                                        "<noframes>R</noframes>",
                                        "<rp>R</rp>"})
    CHECK(in_box("a" + std::string(hidden) + "b") == "ab");
  for (const std::string_view other :
       {"<textarea>R</textarea>", "<iframe>R</iframe>", "<iframe srcdoc='R'></iframe>", "<svg>R</svg>",
        "<svg><desc>R</desc><foreignObject><p>R</p></foreignObject></svg>", "<math><mi>R</mi></math>",
        "<select><option>R</option></select>", "<object data=x>R</object>", "<audio>R</audio>",
        "<video>R</video>", "<canvas>R</canvas>", "<xmp>R</xmp>", "<progress>R</progress>"})
    CHECK(in_box("a" + std::string(other) + "b") == "a|b");
  CHECK(in_box("<span aria-hidden=false>a</span><span style='display:inline'>b</span>") == "ab");
}

TEST_CASE("HTML text: an element in what is not shown, not understood") {
  for (const std::string_view around :
       {"<div hidden>@</div>", "<template>@</template>", "<noscript>@</noscript>",
        "<div style=display:none>@</div>", "<section aria-hidden=true>@</section>", "<object>@</object>",
        "<svg><foreignObject>@</foreignObject></svg>", "<video>@</video>"}) {
    std::string page(around);
    page.replace(page.find('@'), 1, "<div id=bio>x</div>");
    INFO(page);
    CHECK(text(page, "#bio") == "bad_page");
    CHECK(attribute(page, "#bio", "id") == "bad_page");
  }
  CHECK(text("<p id=bio hidden>x</p>", "#bio") == "bad_page");
  CHECK(text("<svg><p-x id=bio>x</p-x></svg>", "#bio") == "bad_page");
}

TEST_CASE("HTML text: twice, even where nobody sees it, not understood") {
  for (const std::string_view second :
       {"<p id=bio>x</p>", "<template><p id=bio>x</p></template>", "<p hidden id=bio>x</p>", "<i id=bio></i>",
        "<svg><g id=bio></g></svg>", "<noscript><p id=bio></p></noscript>"}) {
    const std::string first = "<p id=bio>own</p>";
    CHECK(text(first + std::string(second), "#bio") == "bad_page");
    CHECK(text(std::string(second) + first, "#bio") == "bad_page");
  }
  CHECK(text("<p id=bio>own</p><!--<p id=bio></p>--><textarea><p id=bio></p></textarea>", "#bio") == "own");
}

TEST_CASE("HTML text: an element without its own end tag, not understood") {
  CHECK(text("<p id=bio>own<p>other</p>", "#bio") == "bad_page");
  CHECK(text("<div><p id=bio>own</div>other", "#bio") == "bad_page");
  CHECK(text("<div id=bio>own", "#bio") == "bad_page");
  CHECK(text("<ul><li id=bio>own<li>other</ul>", "#bio") == "bad_page");
  CHECK(text("<body id=bio>own</body>", "#bio") == "bad_page");
  CHECK(text("<body id=bio>own</body>other", "#bio") == "bad_page");
  CHECK(text("<body id=bio>own</body></html>other", "#bio") == "bad_page");
  CHECK(text("<x-a id=bio>own</x-b></x-a>", "#bio") == "bad_page");
}

TEST_CASE("HTML text: a select or template that is left open, not understood") {
  CHECK(text("<p id=bio>own</p><select><option>x", "#bio") == "bad_page");
  CHECK(text("<p id=bio>own</p><select><option>x</select>", "#bio") == "own");
  CHECK(text("<p id=bio>own</p><template>", "#bio") == "bad_page");
}

TEST_CASE("HTML attribute: of one element, also in the head") {
  const std::string page =
      "<head><link rel=canonical href='https://x.example/a?b&amp;c'></head><article data-handle=alice "
      "class>x</article>";
  CHECK(attribute(page, "article", "data-handle") == "alice");
  CHECK(attribute(page, "article", "class").empty());
  CHECK(attribute(page, "head link[rel=canonical]", "href") == "https://x.example/a?b&c");
  CHECK(attribute(page, "article", "id") == "bad_page");
  CHECK(attribute(page, "aside", "id") == "bad_page");
  CHECK(attribute("<p a=1 a=2>x</p>", "p", "a") == "1");
}

TEST_CASE("HTML meta: the one of that name in the head") {
  CHECK(meta("<head><meta name=x content='a&amp;b'></head>", "x") == "a&b");
  CHECK(meta("<meta name=X content=a>", "x") == "a");
  CHECK(meta("<head><meta name=x content=a></head><body><meta name=x content=b></body>", "x") == "a");
  CHECK(meta("<head><meta name=x content=a><meta name=x content=a></head>", "x") == "bad_page");
  CHECK(meta("<head><meta name=x content=a><meta NAME=X></head>", "x") == "bad_page");
  CHECK(meta("<body><meta name=x content=a></body>", "x") == "bad_page");
  CHECK(meta("<head><noscript><meta name=x content=a></noscript></head>", "x") == "bad_page");
  CHECK(meta("<head><template><meta name=x content=a></template></head>", "x") == "bad_page");
  CHECK(meta("<head><meta name=x></head>", "x") == "bad_page");
  CHECK(meta("<head><meta property=x content=a></head>", "x") == "bad_page");
}

TEST_CASE("HTML page: bytes that are not UTF-8, NUL, another charset, not understood") {
  CHECK(text("<p>\xff</p>", "p") == "bad_page");
  CHECK(text(std::string_view("<p>a\0b</p>", 10), "p") == "bad_page");
  CHECK(text("\xef\xbb\xbf<p>a</p>", "p") == "a");
  CHECK(text("<meta charset=utf-8><p>a</p>", "p") == "a");
  CHECK(text("<meta charset=UTF8><p>a</p>", "p") == "a");
  CHECK(text("<meta charset=iso-2022-jp><p>a</p>", "p") == "bad_page");
  CHECK(text("<meta charset=utf-7><p>a</p>", "p") == "bad_page");
  CHECK(text("<meta http-equiv=Content-Type content='text/html; charset=shift_jis'><p>a</p>", "p") ==
        "bad_page");
  CHECK(text("<meta http-equiv=Content-Type content='text/html; charset=utf-8'><p>a</p>", "p") == "a");
  CHECK(text("<p>a</p><meta charset=utf-7>", "p") == "a");
}

TEST_CASE("HTML page: pages without much in them, not understood") {
  for (const std::string_view page : {"", " ", "text", "<!doctype html>", "<html></html>", "{}", "<p></p>"})
    CHECK(text(page, "#bio") == "bad_page");
}

}  // namespace quorate
