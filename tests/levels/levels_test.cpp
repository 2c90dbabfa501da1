// Holds the source tree to its rules, and each rule to a made-up file that breaks it.
#include "tests/levels/rules.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

const std::vector<SourceFile>& tree() {
  static const std::vector<SourceFile> files = read_source_tree(QUORATE_SOURCE_DIR);
  return files;
}

Complaints each(Complaints (*check)(const SourceFile&)) {
  Complaints all;
  for (const SourceFile& file : tree())
    for (std::string& complaint : check(file)) all.push_back(std::move(complaint));
  return all;
}

SourceFile header(const std::string& code) {
  return {"proofs/made_up.hpp", "// Turns nothing into nothing.\n#pragma once\n" + code};
}

}  // namespace

TEST_CASE("levels: the tree that is looked at is the whole one") {
  for (const char* path : {"proofs/result.hpp", "config/plan.cpp", "crawler/check.cpp",
                           "tests/levels/levels_test.cpp", "crawler/CMakeLists.txt"}) {
    INFO(path);
    CHECK(std::any_of(tree().begin(), tree().end(), [&](const SourceFile& f) { return f.path == path; }));
  }
}

TEST_CASE("levels: no level of the tree includes an upper one") { CHECK(each(check_levels) == Complaints{}); }

TEST_CASE("levels: an upward include is named with its file and line") {
  const SourceFile upward{"proofs/score/made_up.cpp",
                          "#include \"proofs/result.hpp\"\n\n#include \"config/plan.hpp\"\n"};
  const Complaints complaints = check_levels(upward);
  REQUIRE(complaints.size() == 1);
  CHECK(complaints.front().starts_with(
      "proofs/score/made_up.cpp:3: proofs/ may not include \"config/plan.hpp\""));
  CHECK(check_levels({"proofs/a.hpp", "#include <crawler/check.hpp>\n"}).size() == 1);
  CHECK(check_levels({"config/a.cpp", "  #  include \"crawler/check.hpp\"  // why\n"}).size() == 1);
  CHECK(check_levels({"crawler/a.cpp", "#include \"tests/show.hpp\"\n"}).size() == 1);
}

TEST_CASE("levels: downward includes, and includes in comments and texts, are fine") {
  CHECK(check_levels({"crawler/a.cpp", "#include \"config/plan.hpp\"\n#include \"proofs/result.hpp\"\n"})
            .empty());
  CHECK(check_levels(
            {"proofs/a.cpp", "// #include \"config/plan.hpp\"\n/*\n#include \"config/plan.hpp\"\n*/\n"})
            .empty());
  CHECK(check_levels({"proofs/a.cpp", "auto text = R\"x(\n#include \"config/plan.hpp\"\n)x\";\n"}).empty());
}

TEST_CASE("levels: code after a literal or a digit separator is still code") {
  const SourceFile file{"proofs/a.cpp",
                        "int n = 1'000;\nauto url = \"https://a//b\\\"\";\nchar c = '\"';\n"
                        "#include \"config/plan.hpp\"\n"};
  REQUIRE(check_levels(file).size() == 1);
  CHECK(check_levels(file).front().starts_with("proofs/a.cpp:4:"));
}

TEST_CASE("includes: every project header of the tree is named from the root and exists") {
  CHECK(check_project_includes(tree()) == Complaints{});
}

TEST_CASE("includes: a header that is not there, or not named from the root, is a breach") {
  const SourceFile result{"proofs/result.hpp", ""};
  const auto count = [&](const std::string& line) {
    return check_project_includes({{"proofs/a.cpp", line}, result}).size();
  };
  CHECK(count("#include \"proofs/result.hpp\"\n") == 0);
  CHECK(count("#include <proofs/result.hpp>\n") == 1);
  CHECK(count("#include \"result.hpp\"\n") == 1);
  CHECK(count("#include \"../proofs/result.hpp\"\n") == 1);
  CHECK(count("#include \"proofs/gone.hpp\"\n") == 1);
}

TEST_CASE("libraries: one file of the tree includes each") {
  CHECK(check_third_party(tree()) == Complaints{});
}

TEST_CASE("libraries: a second file that includes one is a breach") {
  for (const char* name : {"gumbo.h", "boost/json.hpp", "boost/json/parser.hpp", "yaml-cpp/yaml.h",
                           "curl/curl.h", "sodium.h", "libpsl.h", "idn2.h", "unbound.h", "CLI/CLI.hpp"}) {
    INFO(name);
    const std::string line = "#include <" + std::string(name) + ">\n";
    CHECK(check_third_party({{"proofs/a.cpp", line}}).empty());
    const Complaints complaints = check_third_party({{"proofs/a.cpp", line}, {"proofs/b.cpp", "\n" + line}});
    REQUIRE(complaints.size() == 1);
    CHECK(complaints.front().starts_with("proofs/b.cpp:2:"));
  }
  CHECK(check_third_party({{"proofs/crypto/openssl.cpp", "#include <openssl/evp.h>\n"}}).empty());
  CHECK(check_third_party({{"proofs/crypto/other.cpp", "#include <openssl/evp.h>\n"}}).size() == 1);
  CHECK(check_third_party({{"crawler/fetch/curl/certificate.cpp", "#include <openssl/ssl.h>\n"}}).empty());
  CHECK(check_third_party({{"proofs/crypto/openssl.cpp", "#include <openssl/ssl.h>\n"}}).size() == 1);
}

TEST_CASE("purity: below crawler/ the tree does no input or output and asks no clock") {
  CHECK(each(check_purity) == Complaints{});
}

TEST_CASE("purity: headers and words that reach the world are a breach below crawler/") {
  for (const char* name : {"fstream", "iostream", "thread", "mutex", "random", "unistd.h", "sys/socket.h",
                           "boost/asio/awaitable.hpp", "filesystem", "atomic", "ctime"}) {
    INFO(name);
    const std::string line = "#include <" + std::string(name) + ">\n";
    CHECK(check_purity({"proofs/a.cpp", line}).size() == 1);
    CHECK(check_purity({"config/a.hpp", line}).size() == 1);
    CHECK(check_purity({"crawler/a.cpp", line}).empty());
  }
  for (const char* code : {"auto now = std::chrono::system_clock::now();", "std::getenv(\"HOME\");",
                           "using std::chrono::steady_clock;", "std::rand();", "std::fopen(name, \"r\");"}) {
    INFO(code);
    CHECK(check_purity({"proofs/a.cpp", code}).size() == 1);
    CHECK(check_purity({"crawler/a.cpp", code}).empty());
  }
  CHECK(check_purity({"proofs/a.cpp", "#include <chrono>\n// system_clock\nint my_rand = 1;\n"}).empty());
}

TEST_CASE("headers: all of the tree open with a sentence and keep macros and namespaces to themselves") {
  CHECK(each(check_header) == Complaints{});
}

TEST_CASE("headers: a missing sentence or guard, a macro, a namespace for everybody are breaches") {
  CHECK(check_header(header("int x();\n")).empty());
  CHECK(check_header(header("// #define no\nconst char* text = \"using namespace std\";\n")).empty());
  CHECK(check_header({"proofs/a.hpp", "#pragma once\n"}).size() == 1);
  CHECK(check_header({"proofs/a.hpp", "// Things\n#pragma once\n"}).size() == 1);
  CHECK(check_header({"proofs/a.hpp", "// Turns a into b.\n\n#pragma once\n"}).size() == 1);
  CHECK(check_header({"proofs/a.hpp", "// Turns a into b.\n"}).size() == 1);
  const Complaints macro = check_header(header("# define SIZE 3\n"));
  REQUIRE(macro.size() == 1);
  CHECK(macro.front().starts_with("proofs/made_up.hpp:3:"));
  CHECK(check_header(header("namespace quorate {\nusing namespace std;\n}\n")).size() == 1);
}

TEST_CASE("build: every source file of the tree is compiled") {
  CHECK(check_build_lists(tree()) == Complaints{});
}

TEST_CASE("build: a file that no list names, and a pattern, are breaches") {
  const SourceFile list{"proofs/CMakeLists.txt",
                        "add_library(proofs STATIC\n  a.cpp # b.cpp\n  score/c.cpp)\n"};
  CHECK(check_build_lists({list, {"proofs/a.cpp", ""}, {"proofs/score/c.cpp", ""}}).empty());
  CHECK(check_build_lists({list, {"proofs/b.cpp", ""}}).size() == 1);
  CHECK(check_build_lists({list, {"proofs/c.cpp", ""}}).size() == 1);
  CHECK(check_build_lists({list, {"crawler/a.cpp", ""}}).size() == 1);
  CHECK(check_build_lists({{"proofs/CMakeLists.txt", "file(GLOB files *.cpp)\n"}}).size() == 1);
}

TEST_CASE("types: no two of the tree have one name") { CHECK(check_one_definition(tree()) == Complaints{}); }

TEST_CASE("types: one name in two files is a breach, unless each keeps it to itself") {
  const auto file = [](const std::string& path, const std::string& code) {
    return SourceFile{path, "namespace quorate {\n" + code + "}  // namespace quorate\n"};
  };
  const SourceFile first = file("proofs/a.hpp", "struct Side {\n  int x = 0;\n};\n");
  const Complaints complaints =
      check_one_definition({first, file("proofs/b.cpp", "class Side final : public Other {\n};\n")});
  REQUIRE(complaints.size() == 1);
  CHECK(complaints.front() == "proofs/b.cpp:2: quorate::Side is defined in proofs/a.hpp:2 too");
  const std::string hidden = "namespace {\nstruct Side {\n};\n}  // namespace\n";
  CHECK(check_one_definition({first, file("proofs/b.cpp", hidden)}).empty());
  CHECK(check_one_definition({first, file("proofs/b.cpp", hidden + "enum class Side { left };\n")}).size() ==
        1);
  CHECK(check_one_definition({first, file("proofs/b.cpp", "struct Side;\n")}).empty());
  CHECK(check_one_definition(
            {first, file("proofs/b.cpp", "namespace town {\nstruct Side {\n};\n}  // namespace town\n")})
            .empty());
}

TEST_CASE("names: nothing in the tree is called after a kind of drawer") {
  CHECK(each(check_name) == Complaints{});
}

TEST_CASE("names: utils, helpers, common and types are breaches as folder and as file") {
  for (const char* path : {"proofs/utils.hpp", "proofs/helpers/a.cpp", "config/common.cpp",
                           "crawler/types/b.hpp", "tests/helpers.hpp"}) {
    INFO(path);
    CHECK(check_name({path, ""}).size() == 1);
  }
  CHECK(check_name({"proofs/score/common_ground.cpp", ""}).empty());
}

TEST_CASE("length: no file of the tree has more than 400 lines") {
  CHECK(each(check_length) == Complaints{});
}

TEST_CASE("length: a file of 401 lines is a breach") {
  std::string text(400, '\n');
  CHECK(check_length({"proofs/a.cpp", text}).empty());
  CHECK(check_length({"proofs/a.cpp", text + "\n"}).size() == 1);
}

}  // namespace quorate
