#include "proofs/extract/html/element_path.hpp"

#include "tests/show.hpp"

namespace quorate {

TEST_CASE("element path: steps of tag, id, classes and attributes, read") {
  const auto path = parse_element_path("main .vcard > p#x1.bio.Long-Name_2[lang=en us][data-x]");
  REQUIRE(path);
  REQUIRE(path->size() == 3);
  CHECK((*path)[0].tag == "main");
  CHECK_FALSE((*path)[0].is_child);
  CHECK((*path)[1].classes == std::vector<std::string>{"vcard"});
  CHECK((*path)[1].tag.empty());
  CHECK_FALSE((*path)[1].is_child);
  const ElementStep& last = (*path)[2];
  CHECK(last.is_child);
  CHECK(last.tag == "p");
  CHECK(last.id == "x1");
  CHECK(last.classes == std::vector<std::string>{"bio", "Long-Name_2"});
  REQUIRE(last.attributes.size() == 2);
  CHECK(last.attributes[0].name == "lang");
  CHECK(last.attributes[0].value == "en us");
  CHECK_FALSE(last.attributes[0].any_value);
  CHECK(last.attributes[1].name == "data-x");
  CHECK(last.attributes[1].any_value);
}

TEST_CASE("element path: good spellings, accepted") {
  for (const std::string_view text :
       {"p", "#a", ".a", "[a]", "[a=b]", "a b", "a > b", "h1", "x-y", "main .vcard .bio", "[itemprop=name]",
        "div[a][b=c]#d.e", "[href=https://x.example/?a=b&c]", "[og:title]", "ul > li > a[rel=me]"})
    CHECK(check_element_path(text));
}

TEST_CASE("element path: bad spellings, refused") {
  for (const std::string_view text :
       {"",        " ",         " p",           "p ",        "p  q",    "p >q",      "p> q",
        "p>q",     "p > ",      "> p",          "p > > q",   "#",       ".",         "p.",
        "p#",      "#a#b",      "[]",           "[=a]",      "[a",      "[a=]",      "[a=\"b\"]",
        "[a='b']", "[a=b",      "[a=[]",        "*",         "p:hover", "p,q",       "p + q",
        "p ~ q",   "P",         "dIv",          "[Lang=en]", ".a..b",   "p\tq",      "p\nq",
        "1p",      "#\xc3\xa9", "[a=\xc3\xa9]", "a]",        "a[b]c",   "p::before", "[a^=b]",
        "[a=b i]x"})
    CHECK_FALSE(check_element_path(text));
}

TEST_CASE("element path: length and number of steps, limited") {
  std::string path = "a";
  for (std::size_t i = 1; i < max_path_steps; ++i) path += " a";
  CHECK(check_element_path(path));
  CHECK_FALSE(check_element_path(path + " a"));
  CHECK(check_element_path("." + std::string(max_path_bytes - 1, 'a')));
  CHECK_FALSE(check_element_path("." + std::string(max_path_bytes, 'a')));
}

TEST_CASE("element path: an error says where it is") {
  const auto path = check_element_path("main p:hover");
  REQUIRE_FALSE(path);
  CHECK(path.error().code == Code::bad_argument);
  CHECK(path.error().detail.find("offset 6") != std::string::npos);
}

}  // namespace quorate
