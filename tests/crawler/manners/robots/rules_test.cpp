#include "crawler/manners/robots/rules.hpp"

#include "tests/show.hpp"

#include <string>
#include <vector>

namespace quorate {
namespace {

constexpr std::size_t max_bytes = std::size_t{500} * 1024;

bool allows(std::string_view text, std::string_view target, std::string_view product = "quorate") {
  return RobotsRules::parse(text, product, max_bytes).access(target) == Access::allowed;
}

// One group for everybody with these lines.
bool everybody(const std::string& lines, std::string_view target) {
  return allows("User-agent: *\n" + lines + "\n", target);
}

}  // namespace

TEST_CASE("robots: no file, an empty one and one without rules, allow everything") {
  CHECK(RobotsRules().access("/x") == Access::allowed);
  for (const std::string_view text :
       {"", "\n\n", "# nothing\n", "<!doctype html><title>Not found</title>", "User-agent: *",
        "User-agent: *\nDisallow:\n", "Disallow: /\n", "Sitemap: https://a.example/map.xml\n",
        "User-agent: *\nDisallow /\n"}) {
    INFO(text);
    CHECK(allows(text, "/"));
    CHECK(allows(text, "/x?y=z"));
  }
}

// The cases of RFC 9309 section 5.1.
TEST_CASE("robots: groups, each program has its own rules and not those of others") {
  const std::string text =
      "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n"
      "User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\n"
      "User-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\n\n"
      "User-Agent: quxbot\n";
  struct Row {
    std::string_view product;
    std::string_view target;
    bool allowed;
  };
  for (const auto& [product, target, allowed] : std::vector<Row>{{"quorate", "/picture.gif", false},
                                                                 {"quorate", "/picture.gif?x", true},
                                                                 {"quorate", "/example/", false},
                                                                 {"quorate", "/example", true},
                                                                 {"quorate", "/publications/", true},
                                                                 {"quorate", "/", true},
                                                                 {"foobot", "/", false},
                                                                 {"foobot", "/example/page.html", true},
                                                                 {"foobot", "/example/page", false},
                                                                 {"foobot", "/example/allowed.gif", true},
                                                                 {"barbot", "/example/page.html", false},
                                                                 {"bazbot", "/example/page.html", false},
                                                                 {"barbot", "/example/", true},
                                                                 {"barbot", "/picture.gif", true},
                                                                 {"quxbot", "/example/page.html", true},
                                                                 {"quxbot", "/picture.gif", true}}) {
    INFO(product << " " << target);
    CHECK(allows(text, target, product) == allowed);
  }
}

TEST_CASE(
    "robots: the name of the program, in any case, with a version behind it, and not as a part of another") {
  for (const std::string agent :
       {"quorate", "Quorate", "QUORATE", "quorate/1.0", "quorate (+https://x.example/)"}) {
    INFO(agent);
    CHECK_FALSE(allows("user-agent: " + agent + "\ndisallow: /\n", "/x"));
  }
  for (const std::string agent : {"quorate-bot", "quorat", "quoratebot", "a quorate", "**", "*bot", ""}) {
    INFO(agent);
    CHECK(allows("user-agent: " + agent + "\ndisallow: /\n", "/x"));
  }
}

TEST_CASE("robots: several groups for one program, are one group") {
  const std::string text =
      "user-agent: quorate\ndisallow: /a\n\nuser-agent: other\ndisallow: /\n\nuser-agent: *\ndisallow: /c\n\n"
      "user-agent: quorate\ndisallow: /b\n";
  CHECK_FALSE(allows(text, "/a"));
  CHECK_FALSE(allows(text, "/b"));
  CHECK(allows(text, "/c"));
}

TEST_CASE("robots: other records, blank lines and comments, end no group") {
  CHECK_FALSE(
      allows("user-agent: quorate # us\n\nSitemap: x\ncrawl-delay: 10\n\n# so:\ndisallow: /a # b\n", "/a"));
  CHECK_FALSE(allows("user-agent: quorate\nsitemap: x\nuser-agent: other\ndisallow: /a\n", "/a"));
  CHECK(allows("user-agent: quorate\nallow: /\nuser-agent: other\ndisallow: /a\n", "/a"));
}

// The cases of RFC 9309 section 5.2, and ties.
TEST_CASE("robots: several rules match, the longest decides, and of equal ones that which allows") {
  const std::string page = "allow: /example/page/\ndisallow: /example/page/disallowed.gif";
  CHECK(everybody(page, "/example/page/"));
  CHECK(everybody(page, "/example/page/other.gif"));
  CHECK_FALSE(everybody(page, "/example/page/disallowed.gif"));
  CHECK(everybody("disallow: /a\nallow: /a", "/a"));
  CHECK(everybody("allow: /a\ndisallow: /a", "/a"));
  CHECK_FALSE(everybody("allow: /a\ndisallow: /a$", "/a"));
  CHECK(everybody("allow: /a\ndisallow: /a$", "/ab"));
  CHECK_FALSE(everybody("allow: /\ndisallow: /*.php", "/x.php"));
}

TEST_CASE("robots: stars and anchors, match what RFC 9309 section 2.2.3 says") {
  struct Row {
    std::string pattern;
    std::string_view target;
    bool matches;
  };
  for (const auto& [pattern, target, matches] : std::vector<Row>{
           {"/", "/", true},
           {"/fish", "/fish", true},
           {"/fish", "/fish.html", true},
           {"/fish", "/Fish", false},
           {"/fish", "/cat/fish", false},
           {"/fish*", "/fishheads/yummy.html", true},
           {"/fish/", "/fish", false},
           {"/*.php", "/index.php?x=/", true},
           {"/*.php", "/windows.PHP", false},
           {"/*.php$", "/folder/a.php", true},
           {"/*.php$", "/a.php?x", false},
           {"/fish*.php", "/fishheads/catfish.php?id=1", true},
           {"/fish*.php", "/Fish.PHP", false},
           {"*", "/x", true},
           {"*$", "/x", true},
           {"$", "/", false},
           {"/$", "/", true},
           {"/$", "/x", false},
           {"/a*b*c", "/aXbYc", true},
           {"/a*b*c", "/aXcYb", false},
           {"/a*b*c$", "/abcbc", true},
           {"/a**b", "/aXb", true},
           {"/a*a$", "/a", false},
           {"/a*a$", "/aa", true},
           {"/a$b", "/a$b", true},
           {"/a$b", "/a", false},
           {"fish", "/fish", false},
           {"*fish", "/cat/fish", true},
           {"/?q=", "/?q=1", true},
       }) {
    INFO(pattern << " " << target);
    CHECK(everybody("disallow: " + pattern, target) != matches);
  }
}

TEST_CASE("robots: different spellings of one path, are one path") {
  struct Row {
    std::string pattern;
    std::string_view target;
    bool matches;
  };
  for (const auto& [pattern, target, matches] : std::vector<Row>{
           {"/foo/bar?baz=quz", "/foo/bar?baz=quz", true},
           {"/foo/bar/\xe3\x83\x84", "/foo/bar/%E3%83%84", true},
           {"/foo/bar/%E3%83%84", "/foo/bar/%e3%83%84", true},
           {"/foo/bar/%62%61%7A", "/foo/bar/baz", true},
           {"/foo/bar/baz", "/foo/bar/%62%61%7A", true},
           {"/a%2Fb", "/a/b", false},
           {"/a/b", "/a%2fb", false},
           {"/a%2fb", "/a%2Fb", true},
           {"/file-with-a-%2A.html", "/file-with-a-*.html", true},
           {"/foo-%24", "/foo-$", true},
           {"/a b", "/a%20b", true},
           {"/100%", "/100%", true},
           {"/%zz", "/%zz", true},
       }) {
    INFO(pattern << " " << target);
    CHECK(everybody("disallow: " + pattern, target) != matches);
  }
}

TEST_CASE("robots: robots.txt itself, always allowed") {
  CHECK(everybody("disallow: /", "/robots.txt"));
  CHECK_FALSE(everybody("disallow: /", "/robots.txt?x"));
}

TEST_CASE("robots: line ends, a byte order mark, spaces and case, make no difference") {
  for (const std::string_view text :
       {"user-agent: *\r\ndisallow: /a\r\n", "user-agent: *\rdisallow: /a",
        "\xef\xbb\xbfuser-agent: *\ndisallow: /a", "  USER-AGENT :  * \n\t Disallow\t:/a\t\n",
        "user-agent:*\ndisallow:/a#b"}) {
    INFO(text);
    CHECK_FALSE(allows(text, "/a"));
    CHECK(allows(text, "/b"));
  }
}

TEST_CASE("robots: truncated anywhere, means what its whole lines say") {
  const std::string text = "user-agent: *\ndisallow: /abc\nallow: /abcd\n";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    INFO(size);
    CHECK(allows(std::string_view(text).substr(0, size), "/x") ==
          !(size >= text.find("/abc") + 1 && size < text.find("/abc") + 2));
  }
}

TEST_CASE("robots: bytes of any kind, are passed over") {
  std::string text;
  for (int i = 0; i < 256; ++i) text += static_cast<char>(i);
  CHECK(allows(text + text, "/x"));
  CHECK_FALSE(allows(text + "\nuser-agent: *\ndisallow: /\xff\n", "/%FF"));
}

TEST_CASE("robots: what lies behind 500 KiB, and a line across that border, are not read") {
  const std::string head = "user-agent: *\n";
  const std::string rule = "disallow: /a\n";
  std::string full = head + std::string(max_bytes - head.size() - rule.size(), '\n') + rule;
  REQUIRE(full.size() == max_bytes);
  CHECK_FALSE(allows(full, "/a"));
  full.insert(head.size(), "\n\n");
  CHECK(allows(full, "/a"));
}

TEST_CASE("robots: half a megabyte of the worst patterns, is answered at once") {
  std::string text = "user-agent: *\n";
  while (text.size() < max_bytes)
    text += "disallow: /*" + std::string(1000, 'a') + "b*" + std::string(1000, 'a') + "c\n";
  std::string stars = "user-agent: *\ndisallow: /";
  while (stars.size() < max_bytes - 10) stars += "*a";
  const RobotsRules pieces = RobotsRules::parse(text, "quorate", max_bytes);
  const RobotsRules many = RobotsRules::parse(stars + "b\n", "quorate", max_bytes);
  const std::string target = "/" + std::string(2047, 'a');
  CHECK(pieces.access(target) == Access::allowed);
  CHECK(many.access(target) == Access::allowed);
}

}  // namespace quorate
