#include "proofs/extract/html.hpp"
#include "proofs/extract/html/cost.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

std::string repeated(std::string_view text, std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

// "cheap", or the code with which the page is refused.
std::string cost(std::string_view page) {
  const auto checked = check_html_cost(page);
  return checked ? "cheap" : std::string(name(checked.error().code));
}

// `pattern` as often as it fits into the largest page, with "@" replaced by a number.
std::string filled(std::string_view pattern) {
  std::string page;
  for (std::size_t i = 0; page.size() + 2 * pattern.size() < max_html_bytes; ++i)
    for (const char c : pattern) page += c == '@' ? std::to_string(i) : std::string(1, c);
  return page;
}

}  // namespace

TEST_CASE("HTML cost: a ladder of nested elements, refused before it is parsed") {
  for (const std::string_view tag :
       {"<div>", "<span>", "<b>", "<x-y>", "<svg>", "<table>", "<ul><li>", "<p><object>", "<DIV>",
        "<a href=x><b>", "<template>", "<select>", "<div\n>", "<font color=red>"})
    for (const std::size_t count : {1'000, 2'000, 10'000, 50'000, 200'000}) {
      INFO(tag << " x " << count);
      CHECK(cost(repeated(tag, count)) == "over_limit");
    }
}

TEST_CASE("HTML cost: nesting up to the limit, accepted; one more, refused") {
  for (const std::string_view tag : {"div", "span", "x-y"}) {
    const std::string start = "<" + std::string(tag) + ">";
    const std::string end = "</" + std::string(tag) + ">";
    CHECK(cost(repeated(start, max_html_depth) + repeated(end, max_html_depth)) == "cheap");
    CHECK(cost(repeated(start, max_html_depth + 1) + repeated(end, max_html_depth + 1)) == "over_limit");
  }
}

TEST_CASE("HTML cost: nesting that other contexts seem to end, refused") {
  for (const std::string_view pattern :
       {"<div><!--</div>-->", "<div><span title='</div>'></span>", "<div><script></div></script>",
        "<div><style></div></style>", "<div><title></div></title>", "<div><textarea></div></textarea>",
        "<div></ div>", "<div></div/", "<div><!-- --!></span>", "<div><!doctype </div>>", "<div><?</div>?>",
        "<div></x>", "<div></divx>"}) {
    INFO(pattern);
    CHECK(cost(repeated(pattern, 1'000)) != "cheap");
  }
}

TEST_CASE("HTML cost: long flat pages, accepted") {
  for (const std::string_view pattern : {"<p>text",
                                         "<li>item",
                                         "<br>",
                                         "<br/>",
                                         "<img src=x>",
                                         "<tr><td>x<td>y",
                                         "<option>x",
                                         "<dt>a<dd>b",
                                         "<hr>",
                                         "<div><p>a<p>b</div>",
                                         "<ul><li>a<li>b</ul>",
                                         "<select><option>a<option>b</select>",
                                         "<svg><path d=x /><g><circle/></g><title>x</title></svg>",
                                         "<p><b>x</p></b>",
                                         "<input type=hidden>",
                                         "<b><i>x</b></i>",
                                         "<a name=x>y",
                                         "<table><tr><td><p>x</table>",
                                         "<!-- x --><em>y</em>",
                                         "<div/></div>"}) {
    INFO(pattern);
    CHECK(cost(repeated(pattern, 2'000)) == "cheap");
  }
}

TEST_CASE("HTML cost: scripts and styles with markup in them, accepted") {
  for (const std::string_view page :
       {"<script>if (a<b && c>d) document.write('<div><div>')</script>", "<script><!-- x --></script>",
        "<script><!--\nif (a<b) {}\n//--></script><p>x</p>", "<style>a > b { content: '<' }</style>",
        "<title>a < b</title>", "<textarea><div></textarea>", "<svg><style>a{}</style><title>x</title></svg>",
        "<svg><![CDATA[x]]></svg>", "<![CDATA[x]]>", "<noscript><iframe src=x></iframe></noscript>",
        "<script></scripty></script >", "<SCRIPT></div></SCRIPT>", "a < b <3 </ x> </> <!> <?php ?>", "</",
        "<", "&lt;div&gt;", ""}) {
    INFO(page);
    CHECK(cost(page) == "cheap");
  }
}

TEST_CASE("HTML cost: a page that ends inside a tag, a comment or raw text, not understood") {
  for (const std::string_view page : {"<p",
                                      "<p ",
                                      "<p class",
                                      "<p class=",
                                      "<p class=a",
                                      "<p class='a",
                                      "<p class='a'",
                                      "<p class=\"a",
                                      "<p /",
                                      "</p",
                                      "<!--",
                                      "<!-- x",
                                      "<!-- x --",
                                      "<!-- x -- >",
                                      "<!---",
                                      "<!doctype html",
                                      "<!x",
                                      "<?x",
                                      "</3",
                                      "<script>",
                                      "<script>x</script",
                                      "<style>x",
                                      "<title>x</titl></title",
                                      "<textarea>",
                                      "<xmp>x",
                                      "<iframe>",
                                      "<noembed>",
                                      "<noframes>",
                                      "<plaintext>x</plaintext>",
                                      "<script><!--<script></script>"}) {
    INFO(page);
    CHECK(cost(page) == "bad_page");
  }
}

TEST_CASE("HTML cost: what can be read in two ways, not understood") {
  for (const std::string_view page :
       {"<svg><style><p></style></svg>", "<select><title><p></title></select>", "<svg><![CDATA[>]]></svg>",
        "<template><script><p></script></template>", "<frameset><script><p></script>", "<math><title></math>",
        "<script><!-- <script> </script> --></script>", "<p class=\"a\"\">", "<p cl\"ass>", "<p <b>",
        "<p class=a'b>", "<a title=<main>x</main>", "<p'>"}) {
    INFO(page);
    CHECK(cost(page) == "bad_page");
  }
}

TEST_CASE("HTML cost: size, tags and attributes, limited") {
  CHECK(cost(std::string(max_html_bytes, 'x')) == "cheap");
  CHECK(cost(std::string(max_html_bytes + 1, 'x')) == "over_limit");
  const auto with_attributes = [](std::size_t count) { return "<p" + repeated(" a", count) + ">"; };
  CHECK(cost(with_attributes(max_html_attributes)) == "cheap");
  CHECK(cost(with_attributes(max_html_attributes + 1)) == "over_limit");
  CHECK(cost(repeated("<body a=b>", 17)) == "over_limit");
  CHECK(cost(repeated("<html a=b>", 17)) == "over_limit");
  CHECK(cost(repeated("<isindex>", 17)) == "over_limit");
}

TEST_CASE("HTML cost: pages on which parsers take more than linear time or memory, refused") {
  for (const std::string_view pattern :
       {"<p><b a=@></p>", "<b a=@><p></b>", "<p><b><i><u a=@></p>x", "<body a@=1>"}) {
    INFO(pattern);
    CHECK(cost(filled(pattern)) == "over_limit");
  }
  const std::string formatting = repeated("<b a=1>", 1) + repeated("<i a=1 b=2 c=3>", 400);
  CHECK(cost("<p>" + formatting + filled("</p><p>x")) == "over_limit");
  CHECK(cost("<p><b title=" + std::string(100'000, 'x') + "></p>" + repeated("<p>x</p>", 40'000)) ==
        "over_limit");
}

TEST_CASE("HTML cost: hostile pages of the largest size, answered") {
  for (const std::string_view pattern : {"<!--",
                                         "<!-- --",
                                         "<",
                                         "</",
                                         "<!",
                                         "<?",
                                         "<a ",
                                         "<a b=",
                                         "<a b='",
                                         "<script>",
                                         "<script><!--",
                                         "</script",
                                         "<script></scrip",
                                         "<svg><![CDATA[",
                                         "]]>",
                                         "--!",
                                         "<table><td>",
                                         "<select><option>",
                                         "<form></form>",
                                         "&",
                                         "&#x",
                                         "<p>x",
                                         "</p>",
                                         "</br>",
                                         "<td>",
                                         "</table>",
                                         "<a@>",
                                         "<a><b>",
                                         "<nobr>x",
                                         "<button>",
                                         "<h1><h2>",
                                         "<dd><dt>"}) {
    INFO(pattern);
    const std::string page = filled(pattern);
    const auto parsed = HtmlPage::parse(page);  // by its return: no crash, no hang
    CHECK((parsed || parsed.error().code == Code::over_limit || parsed.error().code == Code::bad_page));
  }
}

}  // namespace quorate
