#include "crawler/commands/run.hpp"
#include "crawler/scan/counted_scan.hpp"
#include "proofs/encoding/json.hpp"
#include "proofs/scan/summary/lines.hpp"
#include "tests/crawler/scan/made_up_scan.hpp"
#include "tests/proofs/scan/summary/made_up.hpp"
#include "tests/servers/temp_directory.hpp"
#include "tests/show.hpp"

#include <sstream>

namespace quorate {
namespace {

namespace fs = std::filesystem;

constexpr SummaryRoom room{4096, 64};

// What the command said, and its exit status.
struct Said {
  int status = 0;
  std::string out;
  std::string err;
};

Said report(const std::vector<std::string>& directories, const fs::path& out) {
  std::ostringstream answer;
  std::ostringstream errors;
  const Surroundings around{answer, errors, 1'790'000'000, Chatter::normal, Style::plain, ""};
  const int status = run(ReportCommand{directories, out.string()}, around);
  return {status, answer.str(), errors.str()};
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

Summary summary_of(std::uint64_t seed, std::uint64_t targets) {
  Summary summary(room);
  for (std::uint64_t i = 0; i < targets; ++i) add(summary, make_up_lines(seed, i));
  return summary;
}

}  // namespace

TEST_CASE("report a scan: one that has ended, writes the page, a table for each plot, and the counts") {
  TempDirectory temp;
  write_scan(temp.path() / "people", {.targets = 400});
  const Said said = report({temp.path() / "people"}, temp.path() / "report.html");
  INFO(said.err);
  REQUIRE(said.status == 0);
  CHECK(said.err.empty());
  CHECK(has(said.out, "400 identities"));
  const std::string page = read_all(temp.path() / "report.html");
  CHECK(has(page, "Scan of people.ndjson"));
  CHECK(has(page, "quorate 0.1.0"));
  CHECK_FALSE(has(page, "class=\"warning\""));
  for (const char* id : {"verdicts", "weight", "groups", "falls", "operators", "forge_cost", "services",
                         "kinds", "key_types", "expiry", "errors", "reasons", "times"}) {
    INFO(id);
    CHECK(has(page, "<section id=\"" + std::string(id) + "\">"));
    CHECK(has(page, "report." + std::string(id) + ".csv"));
    CHECK(has(read_all(temp.path() / ("report." + std::string(id) + ".csv")), "\r\n"));
  }
  const auto counts = json::parse(read_all(temp.path() / "report.json"), 16);
  REQUIRE(counts);
  CHECK(counts->find("targets")->integer().value() == 400);
}

TEST_CASE("report a scan: the same folder twice, the same bytes") {
  TempDirectory temp;
  write_scan(temp.path() / "people", {.targets = 100});
  REQUIRE(report({temp.path() / "people"}, temp.path() / "report.html").status == 0);
  fs::create_directory(temp.path() / "again");
  REQUIRE(report({temp.path() / "people"}, temp.path() / "again/report.html").status == 0);
  std::size_t files = 0;
  for (const auto& file : fs::directory_iterator(temp.path() / "again")) {
    INFO(file.path());
    CHECK(read_all(file.path()) == read_all(temp.path() / file.path().filename()));
    ++files;
  }
  CHECK(files == 15);
}

TEST_CASE("count scans: shards in any order, the same as the whole") {
  TempDirectory temp;
  write_scan(temp.path() / "a", {.first = 0, .targets = 70});
  write_scan(temp.path() / "b", {.first = 70, .targets = 130});
  const std::string a = temp.path() / "a";
  const std::string b = temp.path() / "b";
  const auto one = count_scans({a, b}, room);
  const auto other = count_scans({b, a}, room);
  REQUIRE(one);
  REQUIRE(other);
  CHECK(one->summary == summary_of(1, 200));
  CHECK(other->summary == one->summary);
  CHECK(has(one->about.title, "and 1 more"));
}

TEST_CASE("count scans: lines read back, say what they were made from") {
  for (std::uint64_t i = 0; i < 100; ++i) {
    const MadeUpTarget made = make_up_target(1, i);
    const TargetLines lines = make_up_lines(1, i);
    Summary one(room);
    Summary other(room);
    add(one, lines);
    add(other, made);
    if (!made.target.score) continue;  // "malformed" there, "invalid" here
    CHECK(one == other);
  }
}

TEST_CASE("report a scan: no scan in the folder, says so and what to name") {
  TempDirectory temp;
  fs::create_directory(temp.path() / "empty");
  for (const char* name : {"empty", "missing"}) {
    const Said said = report({temp.path() / name}, temp.path() / "report.html");
    CHECK(said.status == 2);
    CHECK(has(said.err, "no scan is there"));
    CHECK(has(said.err, "quorate scan"));
    CHECK_FALSE(fs::exists(temp.path() / "report.html"));
  }
}

TEST_CASE("report a scan: a page that is not called .html, or a folder named twice, refused") {
  TempDirectory temp;
  write_scan(temp.path() / "people", {.targets = 3});
  const Said page = report({temp.path() / "people"}, temp.path() / "report");
  CHECK(page.status == 2);
  CHECK(has(page.err, "NAME.html"));
  const Said twice = report({temp.path() / "people", temp.path() / "people/."}, temp.path() / "report.html");
  CHECK(twice.status == 2);
  CHECK(has(twice.err, "named twice"));
}

TEST_CASE("report a scan: one that has not ended, counts what is there and warns in the page") {
  TempDirectory temp;
  write_scan(temp.path() / "people", {.targets = 50, .ended = false});
  const Said said = report({temp.path() / "people"}, temp.path() / "report.html");
  CHECK(said.status == 0);
  CHECK(has(said.err, "has not ended: 50 identities so far"));
  CHECK(has(read_all(temp.path() / "report.html"), "has not ended"));
}

TEST_CASE("report a scan: cut off anywhere, refused with the place where it has ended, else counted so far") {
  TempDirectory temp;
  for (const char* name : {"results.ndjson.zst", "accounts.ndjson.zst"}) {
    for (const bool ended : {true, false}) {
      const fs::path people = temp.path() / "people";
      write_scan(people, {.targets = 3000, .ended = ended});
      const std::string whole = read_all(people / name);
      for (const std::size_t part : {std::size_t{1}, std::size_t{7}}) {
        write_all(people / name, whole.substr(0, whole.size() * part / 8));
        const Said said = report({people}, temp.path() / "report.html");
        INFO(name << " " << said.err);
        CHECK(has(said.err, name));
        CHECK(has(said.err, "line "));
        CHECK(said.status == (ended ? 2 : 0));
      }
    }
  }
}

TEST_CASE("report a scan: a line that is none, refused with file and line in any case") {
  TempDirectory temp;
  for (const bool ended : {true, false}) {
    const fs::path people = temp.path() / "people";
    write_scan(people, {.targets = 2, .ended = ended});
    write_all(people / "results.ndjson.zst", "{\"schema\":\"else\"}\n");
    const Said said = report({people}, temp.path() / "report.html");
    CHECK(said.status == 2);
    CHECK(has(said.err, "results.ndjson.zst:1: "));
  }
}

TEST_CASE("report a scan: accounts of another target, or of none, refused") {
  TempDirectory temp;
  const fs::path people = temp.path() / "people";
  write_scan(people, {.targets = 5});
  write_scan(temp.path() / "other", {.first = 7, .targets = 5});
  fs::copy_file(temp.path() / "other/accounts.ndjson.zst", people / "accounts.ndjson.zst",
                fs::copy_options::overwrite_existing);
  CHECK(has(report({people}, temp.path() / "report.html").err, "not of the target"));
  write_all(people / "results.ndjson.zst", "");
  CHECK(has(report({people}, temp.path() / "report.html").err, "of no target"));
}

TEST_CASE(
    "report a scan: lines missing, doubled or changed in one that has ended, refused with what differs") {
  TempDirectory temp;
  const fs::path people = temp.path() / "people";
  const fs::path page = temp.path() / "report.html";
  const auto swap = [&](const MadeUpScan& scan) {
    write_scan(temp.path() / "other", scan);
    for (const char* name : {"results.ndjson.zst", "accounts.ndjson.zst"})
      fs::copy_file(temp.path() / "other" / name, people / name, fs::copy_options::overwrite_existing);
    return report({people}, page);
  };
  write_scan(people, {.targets = 20});
  CHECK(has(swap({.targets = 12}).err, "targets total 12 instead of 20"));
  CHECK(has(swap({.targets = 21}).err, "targets total 21 instead of 20"));
  CHECK(has(swap({.seed = 2, .targets = 20}).err, "do not add up to summary.json"));
  CHECK(swap({.targets = 20}).status == 0);
  fs::remove(page);
  for (const char* name : {"results.ndjson.zst", "accounts.ndjson.zst"}) write_all(people / name, "");
  const Said emptied = report({people}, page);
  CHECK(emptied.status == 2);
  CHECK(has(emptied.err, "targets total 0 instead of 20"));
  fs::remove(people / "summary.json");
  CHECK(has(report({people}, page).err, "summary.json"));
  CHECK_FALSE(fs::exists(page));
}

TEST_CASE("report scans: identities that two folders hold, refused") {
  TempDirectory temp;
  const std::string digest(64, 'a');
  const auto scan = [&](const char* name, std::uint64_t first, const char* shard) {
    write_scan(temp.path() / name, {.first = first, .targets = 5, .input_sha256 = digest, .shard = shard});
    return (temp.path() / name).string();
  };
  const std::string whole = scan("whole", 0, "");
  const std::string again = scan("again", 0, "");
  const std::string one = scan("one", 0, "1/2");
  const std::string two = scan("two", 5, "2/2");
  const std::string third = scan("third", 5, "1/3");
  const fs::path page = temp.path() / "report.html";
  CHECK(report({one, two}, page).status == 0);
  for (const auto& [first, second] :
       {std::pair(whole, again), std::pair(whole, one), std::pair(one, third), std::pair(two, whole)}) {
    const Said said = report({first, second}, page);
    INFO(first << " " << second);
    CHECK(said.status == 2);
    CHECK(has(said.err, "would count double"));
  }
}

TEST_CASE("report scans: scored by different policies, warned of in the page") {
  TempDirectory temp;
  write_scan(temp.path() / "a", {.first = 0, .targets = 5});
  write_scan(temp.path() / "b", {.first = 5, .targets = 5, .policy_sha256 = std::string(64, 'b')});
  const Said said = report({temp.path() / "a", temp.path() / "b"}, temp.path() / "report.html");
  CHECK(said.status == 0);
  CHECK(has(said.err, "different policies"));
  CHECK(has(read_all(temp.path() / "report.html"), "different policies"));
}

TEST_CASE("report a scan: an empty one, gives a page without plots") {
  TempDirectory temp;
  write_scan(temp.path() / "people", {.targets = 0});
  const Said said = report({temp.path() / "people"}, temp.path() / "report.html");
  CHECK(said.status == 0);
  const std::string page = read_all(temp.path() / "report.html");
  CHECK(has(page, "Nothing was counted here."));
  CHECK_FALSE(has(page, "<svg"));
}

TEST_CASE("report a scan: the input's name full of markup, stays text") {
  TempDirectory temp;
  write_scan(temp.path() / "people", {.targets = 5, .input = "<img src=x onerror=alert(1)>\x1b[2J"});
  REQUIRE(report({temp.path() / "people"}, temp.path() / "report.html").status == 0);
  const std::string page = read_all(temp.path() / "report.html");
  CHECK_FALSE(has(page, "<img"));
  CHECK_FALSE(has(page, "\x1b"));
  CHECK(has(page, "&lt;img src=x"));
}

}  // namespace quorate
