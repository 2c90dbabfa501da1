#include "proofs/extract/json_pointer.hpp"

#include "tests/show.hpp"

namespace quorate {
namespace {

// The document of RFC 6901 section 5, with some values turned into strings.
json::Value document() {
  auto value =
      json::parse(R"({"foo":["bar","baz"],"":"empty","a/b":"1","c%d":"2","e^f":"3","g|h":"4","i\\j":"5",
                              "k\"l":"6"," ":"7","m~n":"8","deep":{"list":[{"x":"9"}]},"none":null,"number":5,
                              "mixed":["a",1],"*":"star","0":"zero","~1":"tilde one","nothing":[]})",
                  8);
  REQUIRE(value);
  return *value;
}

std::string at(std::string_view pointer) {
  const json::Value root = document();
  const auto strings = strings_at(root, pointer);
  if (!strings) return std::string(name(strings.error().code));
  std::string joined = std::to_string(strings->size());
  for (const std::string& text : *strings) joined += " " + text;
  return joined;
}

}  // namespace

TEST_CASE("JSON pointer: members and items, found as RFC 6901 section 5 says") {
  CHECK(at("/foo/0") == "1 bar");
  CHECK(at("/") == "1 empty");
  CHECK(at("/a~1b") == "1 1");
  CHECK(at("/c%d") == "1 2");
  CHECK(at("/e^f") == "1 3");
  CHECK(at("/g|h") == "1 4");
  CHECK(at("/i\\j") == "1 5");
  CHECK(at("/k\"l") == "1 6");
  CHECK(at("/ ") == "1 7");
  CHECK(at("/m~0n") == "1 8");
  CHECK(at("/deep/list/0/x") == "1 9");
  CHECK(at("/0") == "1 zero");
  CHECK(at("/~01") == "1 tilde one");
  const json::Value root = document();
  CHECK(*value_at(root, "") == &root);
}

TEST_CASE("JSON pointer: the strings of an array") {
  CHECK(at("/foo/*") == "2 bar baz");
  CHECK(at("/nothing/*") == "0");
  CHECK(at("/none/*") == "0");
  CHECK(at("/mixed/*") == "1 a");
  CHECK(at("/deep/*") == "bad_page");
  CHECK(at("/foo/0/*") == "bad_page");
  CHECK(at("/missing/*") == "bad_page");
}

TEST_CASE("JSON pointer: null, no strings; any other kind, not understood") {
  CHECK(at("/none") == "0");
  for (const std::string_view pointer : {"/number", "/foo", "/deep", ""}) CHECK(at(pointer) == "bad_page");
}

TEST_CASE("JSON pointer: what is not there, not understood") {
  for (const std::string_view pointer :
       {"/missing", "/foo/2", "/foo/-", "/foo/00", "/foo/01", "/foo/+1", "/foo/1 ", "/foo/",
        "/foo/99999999999999999999999", "/foo/0x0", "/foo/bar", "/foo/0/0", "/a/b", "/Foo", "/none/x",
        "/deep/list/0/x/y", "//"})
    CHECK(at(pointer) == "bad_page");
}

TEST_CASE("JSON pointer: bad syntax, refused") {
  for (const std::string_view pointer :
       {"foo", "foo/0", "/~", "/a~", "/a~2b", "/~~0", "#/foo", " /foo", "*"}) {
    CHECK(at(pointer) == "bad_argument");
    CHECK_FALSE(check_json_pointer(pointer));
  }
  for (const std::string_view pointer : {"", "/", "/foo", "/~0~1", "/foo/*", "//"})
    CHECK(check_json_pointer(pointer));
}

}  // namespace quorate
