#include "proofs/extract/glance.hpp"
#include "proofs/extract/html/element_path.hpp"
#include "proofs/extract/plain/page.hpp"
#include "tests/proofs/extract/plain/differ.hpp"
#include "tests/proofs/extract/profile_page.hpp"
#include "tests/show.hpp"

#include <array>

namespace quorate {
namespace {

constexpr std::string_view before = "<!DOCTYPE html><html><head><title>t</title></head><body>";
constexpr std::string_view after = "</body></html>";

std::string page_of(std::string_view body) {
  return std::string(before) + std::string(body) + std::string(after);
}

// The text at the path, with "+" before it where more than text stands in the element; "?" where it is not
// plain.
std::string read(const std::string& page, std::string_view path = ".x", const std::string& attribute = {}) {
  const std::vector<PlainQuestion> questions = {{*parse_element_path(path), attribute}};
  const auto answers = read_plainly(page, questions);
  if (!answers) return "?";
  return (answers->front().match == PlainAnswer::Match::joined ? "+" : "") + answers->front().text;
}

std::string read_body(std::string_view body, std::string_view path = ".x") {
  return read(page_of(body), path);
}

Place native_profile() {
  Place place = profile();
  place.formats = {FormatId::cross_signature};
  return place;
}

// The tokens that one look sees in a profile; "?" where it does not tell.
std::string seen_in(const Observation& observation, const Place& place) {
  const auto owned = glance(observation, place);
  return owned ? tokens(*owned) : "?";
}

std::string glance_at(std::string_view bio, std::string_view name = "alice", std::string_view beside = "") {
  const std::string page =
      page_of("<main><div class=\"vcard\"><h1 class=nickname>" + std::string(name) + "</h1><p class=bio>" +
              std::string(bio) + "</p></div></main>" + std::string(beside));
  return seen_in(answer(page, "text/html"), native_profile());
}

}  // namespace

TEST_CASE("read plainly: an element with text alone, gives it exactly") {
  CHECK(read_body("<p class=x>one &lt two</p>") == "?");
  CHECK(read_body("<p class=x> one\n</p>") == " one\n");
  CHECK(read_body("<div><b class='a x'>two</b></div>") == "two");
  CHECK(read_body("<p class=x>a<!-- c -->b</p>") == "ab");
  CHECK(read_body("<p>one</p><p id=n>two</p>", "#n") == "two");
  CHECK(read_body("<ul><li>a</li></ul><ol><li>b</li></ol>", "ol > li") == "b");
}

TEST_CASE("read plainly: an element with others in it, gives the texts joined") {
  CHECK(read_body("<div class=x>a<b>b</b><p>c</p></div>") == "+abc");
  CHECK(read_body("<p class=x>a &amp; b</p>") == "+a &amp; b");
  CHECK(read_body("<p class=x>a & b</p>") == "+a & b");
  CHECK(read_body("<p class=x>e<wbr>yJ</p>") == "+eyJ");
}

TEST_CASE("read plainly: an attribute, gives its first value") {
  CHECK(read(page_of("<i class=x data-handle=\"al\" data-handle=ice></i>"), ".x", "data-handle") == "al");
  CHECK(read(page_of("<i class=x></i>"), ".x", "data-handle") == "?");
  CHECK(read(page_of("<i class=x data-handle=\"a&amp;b\"></i>"), ".x", "data-handle") == "?");
  CHECK(read(page_of("<i class=x DATA-HANDLE=a></i>"), ".x", "data-handle") == "?");
}

TEST_CASE("read plainly: an element that is missing, there twice or hidden, is left to the full reading") {
  CHECK(read_body("<p>one</p>") == "?");
  CHECK(read_body("<p class=x>one</p><p class=x>two</p>") == "?");
  CHECK(read_body("<p class=x hidden>one</p>") == "?");
  CHECK(read_body("<div style='color:red'><p class=x>one</p></div>") == "?");
  CHECK(read_body("<p class=x>one<i aria-hidden=true>two</i></p>") == "?");
  CHECK(read_body("<p class=x>one<script>1</script></p>") == "?");
  CHECK(read_body("<p class=x>one<svg><path d=M0 /></svg></p>") == "?");
  CHECK(read_body("<pre class=x>\none</pre>") == "?");
  CHECK(read_body("<form class=x>one</form>") == "?");
}

TEST_CASE("read plainly: what a parser closes, moves, skips or adds, is left to the full reading") {
  const auto bodies = std::to_array<std::string_view>({"<p>a<p>b</p></p>",
                                                       "<p><div></div></p>",
                                                       "<div><p></div>",
                                                       "<b><p></b></p>",
                                                       "<a><b><a></a></b></a>",
                                                       "<li>a</li>",
                                                       "<ul><li>a<li>b</li></li></ul>",
                                                       "<dl><dd>a<dt>b</dt></dd></dl>",
                                                       "<h1><h2></h2></h1>",
                                                       "<table><tr><td></td></tr></table>",
                                                       "<table>a<tbody></tbody></table>",
                                                       "<table><tbody><td></td></tbody></table>",
                                                       "<form><form></form></form>",
                                                       "<button><i><button></button></i></button>",
                                                       "<select><option>a</option></select>",
                                                       "<template></template>",
                                                       "<object></object>",
                                                       "<svg><p></p></svg>",
                                                       "<svg><title>a</title></svg>",
                                                       "<svg/>",
                                                       "<div/>",
                                                       "<br></br>",
                                                       "<nobr></nobr>",
                                                       "<noscript><p></p></noscript>",
                                                       "<frameset></frameset>",
                                                       "<plaintext>",
                                                       "<xmp></xmp>",
                                                       "<image>",
                                                       "<body>",
                                                       "<html lang=en>",
                                                       "<head></head>",
                                                       "<b><b><b><b></b></b></b></b>",
                                                       "<DIV></DIV>",
                                                       "<div></DIV>",
                                                       "</div>",
                                                       "<div>",
                                                       "<p></p >",
                                                       "<math></math>"});
  for (const std::string_view body : bodies) {
    INFO(body);
    CHECK(read_body("<p class=x>one</p>" + std::string(body)) == "?");
    CHECK(read_body(std::string(body) + "<p class=x>one</p>") == "?");
  }
}

TEST_CASE("read plainly: bytes that can be read in two ways, are left to the full reading") {
  const auto bodies = std::to_array<std::string_view>({"<",
                                                       "a < b",
                                                       "<?x?>",
                                                       "<!x>",
                                                       "<![CDATA[x]]>",
                                                       "</>",
                                                       "<!-->",
                                                       "<!--->",
                                                       "<!-- a -- b -->",
                                                       "<!-- a --!>",
                                                       "<!-- a",
                                                       "<i title=a\"b></i>",
                                                       "<i title=\"a></i>",
                                                       "<i a=1b=2 \"></i>",
                                                       "<i title=></i>",
                                                       "<i =a></i>",
                                                       "<i a/b></i>",
                                                       "<i title = a></i>",
                                                       "<i href=a/></i>",
                                                       "<i a\"></i>",
                                                       "<script>a",
                                                       "<script>a</script",
                                                       "<script><!-- </script>",
                                                       "<script></SCRIPT>",
                                                       "<title><p></title >",
                                                       "<style></styles></style>",
                                                       "<i",
                                                       "<i a",
                                                       "<i a='",
                                                       "</i"});
  for (const std::string_view body : bodies) {
    INFO(body);
    CHECK(read_body("<p class=x>one</p>" + std::string(body)) == "?");
  }
}

TEST_CASE("read plainly: a page without its frame, or with more around it, is left to the full reading") {
  const std::string page = page_of("<p class=x>one</p>");
  REQUIRE(read(page) == "one");
  REQUIRE(read(page + "\n<!-- end -->\n") == "one");
  CHECK(read(page.substr(1)) == "?");
  CHECK(read(page + "text") == "?");
  CHECK(read(page + "<p></p>") == "?");
  CHECK(read("\xef\xbb\xbf" + page) == "?");
  CHECK(read("text" + page) == "?");
  CHECK(read("<!DOCTYPE html><head></head><body><p class=x>one</p></body>") == "?");
  CHECK(read("<!DOCTYPE html><html><body><p class=x>one</p></body></html>") == "?");
  CHECK(read("<!DOCTYPE html><html><head>a</head><body><p class=x>one</p></body></html>") == "?");
  CHECK(read("<!DOCTYPE html><html><head></head>a<body><p class=x>one</p></body></html>") == "?");
  CHECK(
      read("<!DOCTYPE html><html><head><meta charset=latin1></head><body><p class=x>one</p></body></html>") ==
      "?");
  CHECK(read("<!DOCTYPE html><html><head><p></p></head><body><p class=x>one</p></body></html>") == "?");
}

TEST_CASE("read plainly: a page cut off anywhere, is left to the full reading") {
  const std::string page = page_of("<div><p class=x>one</p><a href=\"/\">b</a></div><script>1</script>");
  REQUIRE(read(page) == "one");
  for (std::size_t size = 0; size < page.size(); ++size) {
    INFO(size);
    CHECK(read(page.substr(0, size)) == "?");
  }
}

TEST_CASE("read plainly: more or deeper than a page needs, is left to the full reading") {
  const auto repeated = [](std::string_view text, std::size_t count) {
    std::string all;
    while (count-- > 0) all += text;
    return all;
  };
  const std::string x = "<p class=x>one</p>";
  CHECK(read_body(x + repeated("<div>", 100) + repeated("</div>", 100)) == "one");
  CHECK(read_body(x + repeated("<div>", 200) + repeated("</div>", 200)) == "?");
  CHECK(read_body(x + repeated("<br>", 60'000)) == "?");
  CHECK(read_body(x + "<i" + repeated(" a=1", 65) + "></i>") == "?");
  CHECK(read_body(x + std::string(512 * 1024, 'a')) == "?");
}

TEST_CASE("glance: a profile without a token, is seen without the parser") {
  CHECK(glance_at("Hello.") == "");
  CHECK(glance_at("Hello <b>you</b>.", "alice", "<p>eyJh.b.c xsig:OTHER</p>") == "");
}

TEST_CASE("glance: tokens in a text with nothing else in it, are seen without the parser") {
  CHECK(glance_at("eyJh.b.c") == "eyJh.b.c");
  CHECK(glance_at("Hello, xsig:A", "alice", "<p>eyJh.b.c xsig:OTHER</p>") == "xsig:A");
  CHECK(glance_at("ey<!-- -->Jh.b.c") == "eyJh.b.c");
}

TEST_CASE("glance: whatever else may be a token, or another owner, is left to the parser") {
  for (const char* bio : {"<b>eyJh.b.c</b>", "xsig:A<br>", "xsig:A &amp; B", "e<b>yJ</b>", "x<wbr>sig:A",
                          "&#101;yJ", "&eyJ", "xsig:A \xc3\xa9", "ey<span hidden>x</span>J"}) {
    INFO(bio);
    CHECK(glance_at(bio) == "?");
  }
  for (const char* bio : {"Hello.", "xsig:A"}) {
    INFO(bio);
    CHECK(glance_at(bio, "mallory") == "?");
    CHECK(glance_at(bio, "<b>alice</b>") == "?");
    CHECK(glance_at(bio, "alice", "<main><i class=vcard><i class=bio></i></i></main>") == "?");
    CHECK(glance_at(bio, "alice", "<p>unclosed") == "?");
  }
}

TEST_CASE("glance: answers that are no page of this place, are left to the full reading") {
  const std::string page =
      page_of("<main><div class=vcard><h1 class=nickname>alice</h1><p class=bio>xsig:A</p></div></main>");
  REQUIRE(seen_in(answer(page, "text/html"), native_profile()) == "xsig:A");
  CHECK(seen_in(answer(page, "text/plain"), native_profile()) == "?");
  CHECK(seen_in(answer(page, "text/html; charset=latin1"), native_profile()) == "?");
  CHECK(seen_in(answer(page + '\0', "text/html"), native_profile()) == "?");
  CHECK(seen_in(answer(page + "<!-- \xff -->", "text/html"), native_profile()) == "?");
  Observation gone = answer(page, "text/html");
  gone.status = 404;
  CHECK(seen_in(gone, native_profile()) == "?");
  gone.status = 200;
  gone.error = Error{Code::timed_out, ""};
  CHECK(seen_in(gone, native_profile()) == "?");
  Place keybase = native_profile();
  keybase.formats = {FormatId::keybase};
  CHECK(seen_in(answer(page, "text/html"), keybase) == "?");
  Place nowhere = native_profile();
  nowhere.regions.clear();
  CHECK(seen_in(answer(page, "text/html"), nowhere) == "?");
}

TEST_CASE("read plainly: pages at hand and three thousand changed ones, never disagrees with the parser") {
  std::mt19937 random(20261130);
  DifferCounts counts;
  const std::vector<std::string> pages = pages_at_hand();
  for (const std::string& page : pages) CHECK(disagreement(page, random, counts) == "");
  for (int round = 0; round < 3000; ++round) {
    const std::string page = random() % 4 == 0 ? pages[random() % pages.size()] : random_profile(random);
    const std::string mutated = random() % 8 == 0 ? page : changed(page, random);
    const std::string difference = disagreement(mutated, random, counts);
    if (!difference.empty()) FAIL_CHECK(difference << "\n" << mutated);
  }
  CHECK(counts.read > 300);
  CHECK(counts.glances > 100);
  CHECK(counts.tokens > 30);
}

}  // namespace quorate
