#include "crawler/commands/run.hpp"
#include "crawler/scan/manifest.hpp"
#include "crawler/scan/rescored_folder.hpp"
#include "crawler/tables.hpp"
#include "crawler/version.hpp"
#include "tests/crawler/scan/made_up_scan.hpp"
#include "tests/servers/temp_directory.hpp"
#include "tests/show.hpp"

#include <sstream>

namespace quorate {
namespace {

namespace fs = std::filesystem;

// What the command said, and its exit status.
struct Said {
  int status = 0;
  std::string out;
  std::string err;
};

Said rescore(const fs::path& from, const fs::path& policy, const fs::path& out) {
  std::ostringstream answer;
  std::ostringstream errors;
  const Surroundings around{answer, errors, 1'790'000'000, Chatter::normal, Style::plain, ""};
  const int status = run(RescoreCommand{from.string(), policy.string(), out.string()}, around);
  return {status, answer.str(), errors.str()};
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

Versions built_in() {
  const auto tables = load_tables("");
  return versions(tables->services, tables->operators, SuffixList::builtin());
}

json::Value configuration_of(const fs::path& scan) {
  return read_manifest(read_all(scan / "manifest.json")).value().configuration;
}

// What stands in the folder: names and bytes.
std::map<std::string, std::string> files_of(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& file : fs::directory_iterator(folder))
    files[file.path().filename().string()] = read_all(file.path());
  return files;
}

}  // namespace

TEST_CASE(
    "rescore: a merge of domains in a scan with pseudonyms, refused by the domain; of operators, taken") {
  TempDirectory temp;
  write_scan(temp.path() / "people", {.targets = 5, .pseudonyms = "p0", .versions = built_in()});
  write_all(temp.path() / "domains.yaml", "merge: [[alice.example, github]]\n");
  const Said refused = rescore(temp.path() / "people", temp.path() / "domains.yaml", "");
  CHECK(refused.status == 2);
  CHECK(has(refused.err, "alice.example"));
  CHECK(has(refused.err, "pseudonyms"));
  CHECK(refused.out.empty());
  write_all(temp.path() / "operators.yaml", "merge: [[github, gitlab]]\n");
  CHECK(rescore(temp.path() / "people", temp.path() / "operators.yaml", "").status == 0);
}

TEST_CASE("rescore: a merge by other tables than the scan's, refused; without a merge, taken") {
  TempDirectory temp;
  Versions other = built_in();
  other.operators += " + our-own (400 entries)";
  write_scan(temp.path() / "people", {.targets = 5, .versions = other});
  write_all(temp.path() / "merge.yaml", "merge: [[a.example, b.example]]\n");
  const Said refused = rescore(temp.path() / "people", temp.path() / "merge.yaml", "");
  CHECK(refused.status == 2);
  CHECK(has(refused.err, "our-own"));
  CHECK(has(refused.err, "--config"));
  write_all(temp.path() / "strict.yaml", "quorum: 30\n");
  CHECK(rescore(temp.path() / "people", temp.path() / "strict.yaml", "").status == 0);
}

TEST_CASE("rescore: into a folder, whole under its name, and the scan is as it was") {
  TempDirectory temp;
  const fs::path people = temp.path() / "people";
  write_scan(people, {.targets = 20});
  const auto before = files_of(people);
  const Said said = rescore(people, "", temp.path() / "again/");
  INFO(said.err);
  REQUIRE(said.status == 0);
  CHECK(files_of(people) == before);
  CHECK(read_manifest(read_all(temp.path() / "again/manifest.json")).value().ended);
  CHECK(read_all(temp.path() / "again/accounts.ndjson.zst") == before.at("accounts.ndjson.zst"));
  CHECK_FALSE(fs::exists(temp.path() / "again.unfinished"));
  CHECK(rescore(temp.path() / "again", "", temp.path() / "more").status == 0);
  const Said twice = rescore(people, "", temp.path() / "again");
  CHECK(twice.status == 2);
  CHECK(has(twice.err, "name another folder"));
}

TEST_CASE(
    "rescore: killed before its end, no scan to go on with is there, and the next one says what to do") {
  TempDirectory temp;
  write_scan(temp.path() / "people", {.targets = 20});
  const fs::path left = temp.path() / "again.unfinished";
  {
    auto folder = RescoredFolder::begin(temp.path() / "again").value();
    write_all(folder.results(), "half");
    fs::copy(left, temp.path() / "kept");  // as a kill would have left it
    CHECK(has(rescore(temp.path() / "people", "", temp.path() / "again").err, "another process"));
  }
  CHECK_FALSE(fs::exists(left));  // ended by an error, it takes away what it made
  fs::rename(temp.path() / "kept", left);
  CHECK_FALSE(fs::exists(left / "manifest.json"));
  const Said refused = rescore(temp.path() / "people", "", temp.path() / "again");
  CHECK(refused.status == 2);
  CHECK(has(refused.err, "an unfinished rescoring"));
  CHECK(has(refused.err, "remove it"));
  CHECK_FALSE(fs::exists(temp.path() / "again"));
  fs::remove_all(left);
  CHECK(rescore(temp.path() / "people", "", temp.path() / "again").status == 0);
}

TEST_CASE("rescore: a scan whose lines do not add up, refused, and no folder is left") {
  TempDirectory temp;
  write_scan(temp.path() / "people", {.targets = 20});
  write_scan(temp.path() / "other", {.targets = 19});
  fs::copy_file(temp.path() / "other/summary.json", temp.path() / "people/summary.json",
                fs::copy_options::overwrite_existing);
  const Said said = rescore(temp.path() / "people", "", temp.path() / "again");
  CHECK(said.status == 2);
  CHECK(has(said.err, "targets total 20 instead of 19"));
  CHECK_FALSE(fs::exists(temp.path() / "again"));
  CHECK_FALSE(fs::exists(temp.path() / "again.unfinished"));
  CHECK(rescore(temp.path() / "people", "", "").status == 2);
}

TEST_CASE("rescore: the manifest names the policy that the lines are scored by, and no earlier one") {
  TempDirectory temp;
  const std::string earlier(64, 'e');
  write_scan(temp.path() / "people", {.targets = 5, .policy_sha256 = earlier});
  write_all(temp.path() / "strict.yaml", "quorum: 30\n");
  REQUIRE(rescore(temp.path() / "people", temp.path() / "strict.yaml", temp.path() / "strict").status == 0);
  const json::Value strict = configuration_of(temp.path() / "strict");
  REQUIRE(strict.find_string("policy_sha256") != nullptr);
  CHECK(*strict.find_string("policy_sha256") != earlier);
  CHECK(has(*strict.find_string("rescored_with"), built_in().operators));
  for (const char* from : {"people", "strict"}) {
    const fs::path out = temp.path() / (std::string(from) + "-default");
    REQUIRE(rescore(temp.path() / from, "", out).status == 0);
    const std::string written = json::write(configuration_of(out));
    INFO(written);
    CHECK(configuration_of(out).find("policy_sha256")->kind() == json::Kind::null);
    CHECK_FALSE(has(written, earlier));
    CHECK_FALSE(has(written, *strict.find_string("policy_sha256")));
  }
}

TEST_CASE("rescore: an empty scan, empty again") {
  TempDirectory temp;
  write_scan(temp.path() / "people", {.targets = 0});
  REQUIRE(rescore(temp.path() / "people", "", temp.path() / "again").status == 0);
  CHECK(fs::file_size(temp.path() / "again/results.ndjson.zst") > 0);  // a whole frame
  CHECK(rescore(temp.path() / "again", "", "").status == 0);
}

}  // namespace quorate
