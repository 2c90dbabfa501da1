#include "crawler/commands/run.hpp"
#include "crawler/files.hpp"
#include "crawler/scan/kept_lines.hpp"
#include "crawler/scan/output.hpp"
#include "crawler/scan/policy.hpp"
#include "crawler/scan/rescored_folder.hpp"
#include "crawler/scan/session.hpp"
#include "crawler/tables.hpp"
#include "crawler/version.hpp"
#include "proofs/crypto/digest.hpp"

#include <filesystem>
#include <optional>
#include <utility>

namespace quorate {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_manifest_bytes = std::size_t{16} * 1024 * 1024;
constexpr std::size_t max_policy_bytes = 1024 * 1024;

// A policy file as it was read, and its digest; those of the default where none is named.
struct NamedPolicy {
  Policy policy;
  json::Value digest;
};

// The scan's configuration with what its lines are scored by now, in the place of what they were scored by.
json::Value rescored(const json::Value& configuration, const json::Value& policy_digest,
                     const Versions& versions) {
  constexpr std::string_view policy = "policy_sha256";
  json::Value all = json::Value::object();
  for (const auto& [name, value] : configuration.members())
    if (name != rescored_with) all.add(name, name == policy ? policy_digest : value);
  all.add(rescored_with, json::Value::string("quorate " + versions.program + ", operators " +
                                             versions.operators + ", suffixes " + versions.suffix_list));
  return all;
}

struct Rescoring {
  ScoringRule rule;
  std::optional<Groups> groups;  // where the policy merges any
};

Result<ScanCounts> rescore_all(KeptLines& kept, const Rescoring& rescoring, const Operators& operators,
                               OutputFile* results) {
  ScanCounts counts;
  std::string line;
  while (true) {
    auto next = kept.next();
    if (!next) return next.error();
    if (!*next) break;
    TargetLines& lines = **next;
    if (lines.target.state == TargetState::verdict) {
      if (rescoring.groups) regroup(lines.accounts, operators, *rescoring.groups);
      lines.target.score = rescore(lines, rescoring.rule);
    }
    counts.add(lines);
    if (results == nullptr) continue;
    line.clear();
    append_line(line, lines.target);
    results->add(line);
  }
  if (results != nullptr)
    if (const auto committed = results->commit(); !committed) return committed.error();
  return counts;
}

// What of the policy cannot be matched with what the scan kept: left out in silence it would confirm more.
Result<void> check_names(const Policy& policy, const Manifest& manifest) {
  if (!holds_pseudonyms(manifest)) return {};
  if (!policy.required.empty())
    return Error{Code::bad_argument,
                 "`required` names accounts, and this scan holds pseudonyms only; leave it out"};
  for (const Merge& merge : merges(policy))
    if (!merge.domains.empty())
      return Error{Code::bad_argument, "`merge` names the domain " + merge.domains.front() +
                                           ", and this scan holds pseudonyms of domains; name operators "
                                           "alone, or scan again by this policy"};
  return {};
}

// Merges join what the tables join: by others they would join less than the scan itself had done.
Result<void> check_tables(const Policy& policy, const Manifest& manifest, const Operators& operators,
                          const SuffixList& suffixes) {
  if (policy.merge.empty()) return {};
  const Versions now = versions({}, operators, suffixes);
  const auto differs = [](std::string_view table, const std::string& then, const std::string& here) {
    return Error{Code::bad_argument, "`merge` follows the tables, and this scan was made with " +
                                         std::string(table) + " " + then + ", where now " + here +
                                         " are loaded; give the scan's settings by --config, or use the "
                                         "program that made it"};
  };
  if (now.operators != manifest.versions.operators)
    return differs("operators", manifest.versions.operators, now.operators);
  if (now.suffix_list != manifest.versions.suffix_list)
    return differs("suffixes", manifest.versions.suffix_list, now.suffix_list);
  return {};
}

Result<NamedPolicy> read_policy_of(const RescoreCommand& command, const Operators& operators,
                                   const SuffixList& suffixes, const Manifest& manifest) {
  if (command.policy.empty()) return NamedPolicy{};
  const auto bytes = read_file(command.policy, max_policy_bytes);
  if (!bytes) return bytes.error();
  auto policy = load_policy(command.policy, *bytes);
  if (!policy) return policy.error();
  const auto at = [&](const Error& error) { return Error{error.code, command.policy + ": " + error.detail}; };
  // Before the ids of operators: without the scan's tables they may be unknown.
  if (const auto same = check_tables(*policy, manifest, operators, suffixes); !same) return at(same.error());
  if (const auto checked = check_operators(*policy, operators); !checked) return checked.error();
  if (const auto named = check_names(*policy, manifest); !named) return at(named.error());
  return NamedPolicy{std::move(*policy), json::Value::string(encode_hex(sha256(as_bytes(*bytes))))};
}

Result<void> rescore_into(const fs::path& out, KeptLines& kept, const Rescoring& rescoring,
                          const Operators& operators, Manifest manifest, const ScanDirectory& from,
                          UnixTime begun) {
  auto folder = RescoredFolder::begin(out);
  if (!folder) return folder.error();
  auto results = OutputFile::open(folder->results(), 0);
  if (!results) return results.error();
  const auto counts = rescore_all(kept, rescoring, operators, &*results);
  if (!counts) return counts.error();
  manifest.runs.push_back({begun, real_clock()()});
  return folder->finish(from, manifest, *counts);
}

}  // namespace

int run(const RescoreCommand& command, const Surroundings& around) {
  const auto tables = load_tables(around.config);
  if (!tables) return fail(tables.error(), around);
  const ScanDirectory from{command.directory};
  const auto bytes = read_file(from.manifest(), max_manifest_bytes);
  if (!bytes) return fail(bytes.error(), around);
  auto manifest = read_manifest(*bytes);
  if (!manifest)
    return fail({manifest.error().code, from.manifest().string() + ": " + manifest.error().detail}, around);
  if (!manifest->ended)
    return fail(
        {Code::bad_argument, command.directory + ": this scan has not ended; go on with it by --resume"},
        around);
  const SuffixList suffixes = SuffixList::builtin();
  const auto policy = read_policy_of(command, tables->operators, suffixes, *manifest);
  if (!policy) return fail(policy.error(), around);
  Rescoring rescoring{scoring_rule(policy->policy), {}};
  if (!policy->policy.merge.empty())
    rescoring.groups.emplace(tables->operators, suffixes, merges(policy->policy));
  auto kept = KeptLines::open(from, ScanEnd::reached);
  if (!kept) return fail(kept.error(), around);

  if (command.out.empty()) {
    const auto counts = rescore_all(*kept, rescoring, tables->operators, nullptr);
    if (!counts) return fail(counts.error(), around);
    around.out << json::write_pretty(counts_value(*counts)) << "\n";
    return 0;
  }
  manifest->configuration = rescored(manifest->configuration, policy->digest,
                                     versions(tables->services, tables->operators, suffixes));
  const auto done =
      rescore_into(command.out, *kept, rescoring, tables->operators, std::move(*manifest), from, around.now);
  return done ? 0 : fail(done.error(), around);
}

}  // namespace quorate
