#include "proofs/identity/mimi.hpp"

#include "tests/show.hpp"

namespace quorate {

TEST_CASE("parse mimi: the kinds of the draft's table 3, told apart") {
  const std::pair<std::string_view, MimiKind> cases[] = {
      {"mimi://a.example", MimiKind::provider},
      {"mimi://a.example/u/alice", MimiKind::user},
      {"mimi://a.example/p/crazykoala75", MimiKind::pseudonym},
      {"mimi://a.example/d/ClientA1", MimiKind::client},
      {"mimi://a.example/d/alice/ClientA1", MimiKind::client},
      {"mimi://a.example/r/clubhouse", MimiKind::room},
      {"mimi://a.example/g/TII9t5viBrXiXc", MimiKind::group},
      {"mimi://a.example/t/engineering", MimiKind::team},
  };
  for (const auto& [uri, kind] : cases) {
    const auto parts = parse_mimi(uri);
    INFO(uri);
    REQUIRE(parts);
    CHECK(parts->kind == kind);
    CHECK(parts->host == "a.example");
  }
  CHECK(parse_mimi("mimi://a.example/d/alice/ClientA1")->names ==
        std::vector<std::string>{"alice", "ClientA1"});
}

TEST_CASE("parse mimi: local.invalid, an identifier without a provider") {
  const auto parts = parse_mimi("mimi://local.invalid/u/alice");
  REQUIRE(parts);
  CHECK(is_local(*parts));
  CHECK_FALSE(is_local(*parse_mimi("mimi://a.example/u/alice")));
}

TEST_CASE("parse mimi: UTF-8 names and names with @, taken as they are") {
  CHECK(parse_mimi("mimi://a.example/u/\xc3\xa9lo\xc3\xafse"));
  CHECK(parse_mimi("mimi://irc.a.example/u/jcapulet1583@example.com"));
}

TEST_CASE("parse mimi: refusals, each saying what is wrong") {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"mimi:a.example", "does not begin"},
      {"mimi://a.example/", "ends with a slash"},
      {"mimi://a.example/u", "name is missing"},
      {"mimi://a.example/u/", "a name is empty"},
      {"mimi://a.example/x/y", "u, p, d, r, g, t"},
      {"mimi://a.example/u/a/b", "too many segments"},
      {"mimi://a.example/d/a/b/c", "too many segments"},
      {"mimi://a.example/u/.", "\".\" or \"..\""},
      {"mimi://a.example/u/a%41", "one of"},
      {"mimi://a.example:1/u/a", "port"},
      {"mimi://x@a.example/u/a", "user information"},
      {"mimi://A.example/u/a", "upper-case"},
      {"mimi://a.example/u/a\x7f", "control"},
      {"mimi://a.example/u/\xc3", "UTF-8"},
      {"mimi://127.0.0.1/u/a", "IP address"},
  };
  for (const auto& [uri, why] : cases) {
    const auto parts = parse_mimi(uri);
    INFO(uri);
    REQUIRE_FALSE(parts);
    CHECK(parts.error().detail.find(why) != std::string::npos);
  }
}

}  // namespace quorate
