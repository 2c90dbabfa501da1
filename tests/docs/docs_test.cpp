// Holds the documents to the code: what they link to exists, what they list is what there is, and their
// examples load.
#include "config/contact.hpp"
#include "config/limits.hpp"
#include "config/operators.hpp"
#include "config/policy.hpp"
#include "config/services.hpp"
#include "config/settings.hpp"
#include "config/shipped.hpp"
#include "config/watch.hpp"
#include "proofs/verdict.hpp"
#include "tests/levels/source_tree.hpp"
#include "tests/show.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace quorate {
namespace {

namespace fs = std::filesystem;

const fs::path root = QUORATE_SOURCE_DIR;

std::string read(const fs::path& file) {
  std::ifstream in(root / file, std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> documents() {
  std::vector<fs::path> found = {"README.md", "CHANGELOG.md", "fixtures/town/README.md"};
  for (const auto& entry : fs::directory_iterator(root / "docs"))
    if (entry.path().extension() == ".md") found.push_back(entry.path().lexically_relative(root));
  return found;
}

// What stands between `open` and `close`, on one line.
std::vector<std::string> between(std::string_view text, std::string_view open, std::string_view close) {
  std::vector<std::string> found;
  for (const std::string_view line : lines_of(text)) {
    for (std::size_t at = line.find(open); at != line.npos;) {
      const std::size_t begin = at + open.size();
      const std::size_t end = line.find(close, begin);
      if (end == line.npos) break;
      found.emplace_back(line.substr(begin, end - begin));
      at = line.find(open, end + close.size());
    }
  }
  return found;
}

// A heading as links name it: "Section 1. Order" is "section-1-order".
std::string anchor(std::string_view heading) {
  std::string name;
  for (const char c : heading) {
    if (c == ' ') name += '-';
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_')
      name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return name;
}

std::set<std::string> headings(const std::string& text) {
  std::set<std::string> found;
  for (const std::string_view line : lines_of(text)) {
    const std::size_t marks = line.find_first_not_of('#');
    if (marks != line.npos && marks > 0 && line[marks] == ' ') found.emplace(line.substr(marks + 1));
  }
  return found;
}

bool has_anchor(const std::string& text, const std::string& wanted) {
  const auto all = headings(text);
  return std::any_of(all.begin(), all.end(), [&](const std::string& h) { return anchor(h) == wanted; });
}

struct Example {
  std::string kind;  // the first word of its first line, a comment
  std::string text;
};

std::vector<Example> yaml_examples(const std::string& text) {
  std::vector<Example> found;
  std::optional<std::string> open;
  for (const std::string_view line : lines_of(text)) {
    if (line == "```yaml") {
      open.emplace();
    } else if (line == "```" && open) {
      const std::size_t end = open->find_first_of(":\n");
      found.push_back({open->substr(2, end - 2), *open});
      open.reset();
    } else if (open) {
      open->append(line).append("\n");
    }
  }
  return found;
}

std::string problem_in(const Example& example) {
  const auto problem = [](const auto& result) { return result ? std::string() : result.error().detail; };
  if (example.kind == "contact") return problem(load_contact("example", example.text));
  if (example.kind == "policy") return problem(load_policy("example", example.text));
  if (example.kind == "watch") return problem(load_watch("example", example.text));
  if (example.kind == "settings") return problem(load_settings("example", example.text));
  if (example.kind == "operators") return problem(load_operators("example", example.text));
  if (example.kind == "services") return problem(load_services("example", example.text));
  return "an example of what?";
}

}  // namespace

TEST_CASE("docs: every link leads to a file and a heading that exist") {
  for (const fs::path& document : documents()) {
    for (const std::string& link : between(read(document), "](", ")")) {
      if (link.starts_with("https://")) continue;
      INFO(document << ": " << link);
      const std::size_t hash = std::min(link.find('#'), link.size());
      const fs::path target =
          hash == 0 ? document : (document.parent_path() / link.substr(0, hash)).lexically_normal();
      REQUIRE(fs::exists(root / target));
      if (hash < link.size()) CHECK(has_anchor(read(target), link.substr(hash + 1)));
    }
  }
}

TEST_CASE("docs: every source file and folder that they name exists") {
  for (const fs::path& document : documents()) {
    for (const std::string& name : between(read(document), "`", "`")) {
      const std::size_t end = name.find_first_of(" :;");
      const std::string path = name.substr(0, end);
      const std::string folder = path.substr(0, path.find('/'));
      const std::set<std::string> ours = {"proofs", "config", "crawler", "tests",
                                          "bench",  "docs",   "scripts", "fixtures"};
      if (path.find('/') == path.npos || ours.count(folder) == 0 ||
          path.starts_with("fixtures/services/recipes"))
        continue;
      INFO(document << ": " << path);
      CHECK(fs::exists(root / path));
    }
  }
}

TEST_CASE("docs: every outcome, reason and flag of an account stands in the specification") {
  const std::string specification = read("docs/statement.md");
  const auto check = [&](std::string_view word) {
    INFO(word);
    CHECK(specification.find("`" + std::string(word) + "`") != std::string::npos);
  };
  for (int i = 0; i <= static_cast<int>(Outcome::proven); ++i) check(text(static_cast<Outcome>(i)));
  for (int i = 1; i <= static_cast<int>(Reason::not_found); ++i) check(text(static_cast<Reason>(i)));
  for (int i = 0; i <= static_cast<int>(Flag::too_old); ++i) check(text(static_cast<Flag>(i)));
}

TEST_CASE("docs: every answer has its row with its exit status, and every flag its name") {
  const std::string quorum = read("docs/quorum.md");
  for (int i = 0; i <= static_cast<int>(Answer::insufficient); ++i) {
    const auto answer = static_cast<Answer>(i);
    const std::string row =
        "\n| `" + std::string(text(answer)) + "` | " + std::to_string(exit_status(answer));
    INFO(row);
    CHECK(quorum.find(row) != std::string::npos);
  }
  for (int i = 0; i <= static_cast<int>(ScoreFlag::regressed); ++i)
    CHECK(quorum.find("`" + std::string(text(static_cast<ScoreFlag>(i))) + "`") != std::string::npos);
  for (int i = 0; i <= static_cast<int>(GroupState::silent); ++i)
    CHECK(quorum.find("\n| " + std::string(text(static_cast<GroupState>(i))) + " | ") != std::string::npos);
}

TEST_CASE("docs: the table of thresholds is the one that the scorer uses") {
  const std::string quorum = read("docs/quorum.md");
  for (unsigned n = 1; n <= 10; ++n) {
    const unsigned f = default_hostile(n);
    const std::string row = "\n| " + std::to_string(n) + " | " + std::to_string(f) + " | " +
                            std::to_string(threshold(n, f)) + " |\n";
    INFO(row);
    CHECK(quorum.find(row) != std::string::npos);
  }
}

TEST_CASE("docs: the change log counts the operators that are shipped") {
  const auto companies = load_operators("operators.yaml", shipped_operators());
  const auto all = load_shipped_operators();
  REQUIRE(companies);
  REQUIRE(all);
  const std::size_t owners = all->entries().size() - companies->entries().size();
  const std::string log = read("CHANGELOG.md");
  CHECK(log.find(std::to_string(companies->entries().size()) + " entries with") != log.npos);
  CHECK(log.find(std::to_string(owners) + " entries in `config/suffix_owners.yaml`") != log.npos);
}

TEST_CASE("docs: every limit stands in its table with the value that is shipped") {
  const std::string configuration = read("docs/configuration.md");
  REQUIRE(load_limits("limits.yaml", shipped_limits()));
  for (const std::string_view line : lines_of(shipped_limits())) {
    const std::size_t colon = line.find(": ");
    if (line.empty() || line.front() == '#' || colon == line.npos) continue;
    const std::string_view value = line.substr(colon + 2, line.find(' ', colon + 2) - colon - 2);
    const std::string row = "| `" + std::string(line.substr(0, colon)) + "` | " + std::string(value) + " | ";
    INFO(row);
    CHECK(configuration.find(row) != std::string::npos);
  }
}

TEST_CASE("docs: every example in YAML loads as what it says it is") {
  std::size_t examples = 0;
  for (const fs::path& document : documents()) {
    for (const Example& example : yaml_examples(read(document))) {
      INFO(document << "\n" << example.text);
      CHECK(problem_in(example) == "");
      ++examples;
    }
  }
  CHECK(examples >= 5);
}

TEST_CASE("docs: every section that the code refers to exists") {
  const auto statement = headings(read("docs/statement.md"));
  const auto quorum = headings(read("docs/quorum.md"));
  for (const SourceFile& file : read_source_tree(root)) {
    if (file.path.starts_with("tests/docs/")) continue;
    constexpr std::string_view section = "statement.md section ";
    for (std::size_t at = file.text.find(section); at != std::string::npos;
         at = file.text.find(section, at)) {
      at += section.size();
      const std::string number = file.text.substr(at, 1) + ". ";
      INFO(file.path << ": " << section << number);
      CHECK(std::any_of(statement.begin(), statement.end(),
                        [&](const std::string& heading) { return heading.starts_with(number); }));
    }
    for (const std::string& heading : between(file.text, "quorum.md \"", "\"")) {
      INFO(file.path << ": quorum.md \"" << heading << "\"");
      CHECK(quorum.count(heading) == 1);
    }
  }
}

}  // namespace quorate
