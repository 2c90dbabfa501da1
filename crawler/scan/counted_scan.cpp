#include "crawler/scan/counted_scan.hpp"

#include "crawler/files.hpp"
#include "crawler/scan/kept_lines.hpp"
#include "crawler/scan/manifest.hpp"
#include "crawler/scan/overlap.hpp"
#include "proofs/report/layout/time.hpp"
#include "proofs/scan/page/words.hpp"
#include "proofs/scan/summary/lines.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

namespace quorate {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_manifest_bytes = std::size_t{16} * 1024 * 1024;

Result<Manifest> read_manifest_of(const ScanDirectory& directory) {
  std::error_code error;
  if (!fs::exists(directory.manifest(), error))
    return Error{Code::bad_argument, directory.path.string() + ": no scan is there, for it has no " +
                                         directory.manifest().filename().string() +
                                         "; name the DIR of `quorate scan INPUT --out DIR`"};
  const auto bytes = read_file(directory.manifest(), max_manifest_bytes);
  if (!bytes) return bytes.error();
  auto manifest = read_manifest(*bytes);
  if (!manifest)
    return Error{manifest.error().code, directory.manifest().string() + ": " + manifest.error().detail};
  return manifest;
}

Result<Summary> count_lines(const ScanDirectory& directory, ScanEnd end, SummaryRoom room, ScanAbout& about) {
  Summary summary(room);
  auto kept = KeptLines::open(directory, end);
  if (!kept) return kept.error();
  while (true) {
    const auto lines = kept->next();
    if (!lines) return lines.error();
    if (!*lines) break;
    add(summary, **lines);
  }
  if (end == ScanEnd::ahead)
    about.warnings.push_back(
        "The scan in " + directory.path.filename().string() +
        " has not ended: " + grouped_digits(summary.targets) +
        " identities so far, and shares may change. Go on with it by `quorate scan ... --resume`, "
        "then make this report again.");
  if (kept->cut_off())
    about.warnings.push_back("Not counted is what stands after " +
                             fs::path(kept->cut_off()->detail).filename().string());
  return summary;
}

std::string runs_text(const Manifest& manifest) {
  std::string out;
  for (const ScanRun& run : manifest.runs) {
    if (!out.empty()) out += "; ";
    out += write_time(run.started).value_or("?") + " to " +
           (run.ended == 0 ? "no end" : write_time(run.ended).value_or("?"));
  }
  return out;
}

void say_of(const Manifest& manifest, const std::string& prefix, ScanAbout& about) {
  const auto fact = [&](const std::string& name, const std::string& value) {
    if (!value.empty()) about.facts.emplace_back(prefix + name, value);
  };
  fact("Input", manifest.input);
  fact(holds_pseudonyms(manifest) ? "Input, HMAC-SHA-256 by the key of the pseudonyms" : "Input, SHA-256",
       manifest.input_sha256.value_or(""));
  fact("Program", "quorate " + manifest.versions.program);
  fact("Services", manifest.versions.services);
  fact("Operators", manifest.versions.operators);
  fact("Public suffixes", manifest.versions.suffix_list);
  fact("Runs", runs_text(manifest));
  static constexpr std::array<std::string_view, 5> said = {"input_sha256", "program", "services", "operators",
                                                           "suffix_list"};
  for (const auto& [name, value] : manifest.configuration.members()) {
    if (value.kind() == json::Kind::null || std::find(said.begin(), said.end(), name) != said.end()) continue;
    fact("Configuration: " + name, value.is_string() ? value.text() : json::write(value));
  }
  const std::string* address = manifest.configuration.find_string("connect_to");
  if (address != nullptr)
    about.warnings.push_back("Every connection of this scan went to " + *address +
                             ", not to the real services.");
}

bool same_tables(const Versions& a, const Versions& b) {
  return a.program == b.program && a.services == b.services && a.operators == b.operators &&
         a.suffix_list == b.suffix_list;
}

// By what its lines are scored: null for the default.
std::string policy_of(const Manifest& manifest) {
  const json::Value* digest = manifest.configuration.find("policy_sha256");
  return digest == nullptr ? "null" : json::write(*digest);
}

// A scan that is counted.
struct Counted {
  std::string name;
  Manifest manifest;
};

// Each identity counts once.
Result<void> check_apart(const std::vector<Counted>& counted, const std::string& name,
                         const Manifest& manifest) {
  for (const Counted& earlier : counted)
    if (const auto same = overlap(earlier.manifest, manifest))
      return Error{Code::bad_argument, name + ": its identities are in " + earlier.name +
                                           ", too, and would count double: " + *same};
  return {};
}

void warn_of_differences(const std::vector<Counted>& counted, ScanAbout& about) {
  const Manifest& first = counted.front().manifest;
  const auto differs = [&](const auto& same) {
    return !std::all_of(counted.begin(), counted.end(),
                        [&](const Counted& each) { return same(each.manifest); });
  };
  if (differs([&](const Manifest& each) { return same_tables(first.versions, each.versions); }))
    about.warnings.push_back(
        "The scans were made by different versions of the program or its tables (below).");
  if (differs([&](const Manifest& each) { return policy_of(first) == policy_of(each); }))
    about.warnings.push_back(
        "The scans were scored by different policies (policy_sha256, below): their verdicts are not of one "
        "kind.");
}

}  // namespace

Result<CountedScan> count_scans(const std::vector<std::string>& directories, SummaryRoom room) {
  CountedScan counted{Summary(room), {}};
  std::set<fs::path> seen;
  std::vector<Counted> read;
  for (const std::string& name : directories) {
    const ScanDirectory directory{name};
    std::error_code error;
    if (!seen.insert(fs::weakly_canonical(directory.path, error)).second)
      return Error{Code::bad_argument, name + ": named twice; each scan counts once"};
    const auto manifest = read_manifest_of(directory);
    if (!manifest) return manifest.error();
    if (const auto apart = check_apart(read, name, *manifest); !apart) return apart.error();
    const ScanEnd end = manifest->ended ? ScanEnd::reached : ScanEnd::ahead;
    const auto summary = count_lines(directory, end, room, counted.about);
    if (!summary) return summary.error();
    counted.summary.merge(*summary);
    say_of(*manifest, directories.size() > 1 ? fs::path(name).filename().string() + ": " : "", counted.about);
    read.push_back({name, *manifest});
  }
  if (read.empty()) return counted;
  const std::string& input = read.front().manifest.input;
  counted.about.title = "Scan of " + fs::path(input == "-" ? "standard input" : input).filename().string();
  warn_of_differences(read, counted.about);
  if (directories.size() > 1)
    counted.about.title += " and " + std::to_string(directories.size() - 1) + " more";
  return counted;
}

}  // namespace quorate
