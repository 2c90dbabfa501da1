// Two types of one name link without a word where each is known to one file only, and then share their
// destructors.
#include "tests/levels/rules.hpp"

#include <algorithm>
#include <map>
#include <regex>

namespace quorate {
namespace {

struct Definition {
  std::size_t line = 0;
  std::string name;  // with its namespaces
};

// Sources are formatted, so that what a namespace holds starts in the first column.
std::vector<Definition> types_of(const SourceFile& file) {
  static const std::regex opens("^(inline )?namespace ?([a-z_:]*) ?\\{$");
  static const std::regex defines(
      "^(template <.*> )?(struct|class|enum class|enum) ([A-Za-z_]+)( final)?( : .*)? ?\\{.*$");
  std::vector<Definition> found;
  std::vector<std::string> around;
  const auto lines = code_lines(file.text);
  const auto written = lines_of(file.text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::smatch match;
    const std::string line = lines[i].substr(0, lines[i].find_last_not_of(' ') + 1);
    if (std::regex_match(line, match, opens)) around.push_back(match[2]);
    if (!around.empty() && written[i].starts_with("}  // namespace")) around.pop_back();
    if (!std::regex_match(line, match, defines)) continue;
    if (std::find(around.begin(), around.end(), "") != around.end()) continue;  // of its file alone
    std::string name;
    for (const std::string& space : around) name += space + "::";
    found.push_back({i + 1, name + match[3].str()});
  }
  return found;
}

}  // namespace

Complaints check_one_definition(const std::vector<SourceFile>& files) {
  Complaints complaints;
  std::map<std::string, std::string> places;
  for (const SourceFile& file : files) {
    for (const Definition& type : types_of(file)) {
      const std::string place = file.path + ":" + std::to_string(type.line);
      const auto [first, added] = places.emplace(type.name, place);
      if (!added) complaints.push_back(place + ": " + type.name + " is defined in " + first->second + " too");
    }
  }
  return complaints;
}

}  // namespace quorate
