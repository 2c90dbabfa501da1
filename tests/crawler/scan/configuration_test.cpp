#include "crawler/scan/configuration.hpp"

#include "crawler/scan/manifest.hpp"
#include "tests/servers/temp_directory.hpp"
#include "tests/show.hpp"

#include <fstream>

namespace quorate {
namespace {

json::Value configuration_of(const ScanCommand& command, const Tables& tables, const NamedDigests& named = {},
                             const Pseudonyms* pseudonyms = nullptr) {
  return scan_configuration(command, "", tables, {"1", "2", "3", "4"}, named, pseudonyms).value();
}

// The name of what differs.
std::string changed(const json::Value& before, const json::Value& after) {
  const auto differs = difference(before, after);
  return differs ? differs->substr(0, differs->find(' ')) : "";
}

}  // namespace

TEST_CASE("scan configuration: another content of a table or file is a difference, and so is an option") {
  const TempDirectory folder;
  const auto write = [&](const std::string& name, std::string_view text) {
    const std::string file = (folder.path() / name).string();
    std::ofstream(file) << text;
    return file;
  };
  Tables tables;
  tables.settings.services = {write("services", "1")};
  tables.settings.operators = {write("operators", "1")};
  tables.settings.limits = write("limits", "page_bytes: 2048\n");
  tables.settings.as_table = write("as_table", "1");
  tables.settings.trust_anchor = write("trust_anchor", "1");
  ScanCommand command;
  command.ca_file = write("ca_file", "1");
  const json::Value before = configuration_of(command, tables);
  CHECK(changed(before, configuration_of(command, tables)) == "");
  for (const std::string name : {"services", "operators", "limits", "as_table", "trust_anchor", "ca_file"}) {
    const std::string file = write(name, "2");
    CHECK(changed(before, configuration_of(command, tables)) == name + "_sha256");
    write(name, name == "limits" ? "page_bytes: 2048\n" : "1");
  }
  tables.settings.limits.reset();
  CHECK(changed(before, configuration_of(command, tables)) == "limits_sha256");
  tables.settings.limits = (folder.path() / "limits").string();
  command.resolver = "127.0.0.1:9";
  CHECK(changed(before, configuration_of(command, tables)) == "resolver");
  command.resolver.clear();
  command.name_servers = true;
  CHECK(changed(before, configuration_of(command, tables)) == "name_servers");
  command.name_servers = false;
  command.as_table = "read already";
  CHECK(changed(before, configuration_of(command, tables, {"", "", "", "ab"})) == "as_table_sha256");
}

TEST_CASE("scan configuration: with pseudonyms no digest stands in it that can be tried out") {
  const Operators operators;
  const Pseudonyms pseudonyms(Bytes(32, 9), operators, SuffixList::builtin(), {});
  const NamedDigests named{std::string(64, 'a'), std::string(64, 'b'), std::string(64, 'c'), ""};
  const json::Value configuration = configuration_of({}, {}, named, &pseudonyms);
  for (const std::string* digest : {&named.input, &named.exclude, &named.policy})
    CHECK(json::write(configuration).find(*digest) == std::string::npos);
  CHECK(changed(configuration, configuration_of({}, {}, named, &pseudonyms)) == "");
  NamedDigests other = named;
  other.exclude = std::string(64, 'd');
  CHECK(changed(configuration, configuration_of({}, {}, other, &pseudonyms)) == "exclude_sha256");
}

}  // namespace quorate
