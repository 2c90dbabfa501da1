#include "crawler/commands/run.hpp"
#include "crawler/contacts.hpp"
#include "crawler/files.hpp"
#include "crawler/scan/keeping.hpp"
#include "crawler/scan/kept_lines.hpp"
#include "crawler/scan/output.hpp"
#include "crawler/scan/policy.hpp"
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

// The accounts are the same: no second copy where the file system lets it.
Result<void> share_accounts(const ScanDirectory& from, const ScanDirectory& to) {
  std::error_code failed;
  fs::create_hard_link(from.accounts(), to.accounts(), failed);
  if (failed) fs::copy_file(from.accounts(), to.accounts(), failed);
  if (failed)
    return Error{Code::file_failed, to.accounts().string() + ": cannot make it: " + failed.message()};
  return {};
}

// The scan's configuration, and the policy's digest beside it, in the place of an earlier one.
json::Value rescored_by(const json::Value& configuration, const std::string& digest) {
  constexpr std::string_view name = "rescored_by_sha256";
  json::Value all = json::Value::object();
  for (const auto& [known, value] : configuration.members())
    if (known != name) all.add(known, value);
  all.add(name, json::Value::string(digest));
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

bool holds_pseudonyms(const Manifest& manifest) {
  const json::Value* pseudonyms = manifest.configuration.find("pseudonyms");
  return pseudonyms != nullptr && pseudonyms->is_string();
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

Result<Policy> read_policy_of(const RescoreCommand& command, const Operators& operators,
                              const SuffixList& suffixes, const Manifest& manifest) {
  if (command.policy.empty()) return Policy{};
  auto policy = read_policy_file(command.policy);
  if (!policy) return policy;
  const auto at = [&](const Error& error) { return Error{error.code, command.policy + ": " + error.detail}; };
  // Before the ids of operators: without the scan's tables they may be unknown.
  if (const auto same = check_tables(*policy, manifest, operators, suffixes); !same) return at(same.error());
  if (const auto checked = check_operators(*policy, operators); !checked) return checked.error();
  if (const auto named = check_names(*policy, manifest); !named) return at(named.error());
  return policy;
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
  Rescoring rescoring{scoring_rule(*policy), {}};
  if (!policy->merge.empty()) rescoring.groups.emplace(tables->operators, suffixes, merges(*policy));
  auto kept = KeptLines::open(from, ScanEnd::reached);
  if (!kept) return fail(kept.error(), around);

  if (command.out.empty()) {
    const auto counts = rescore_all(*kept, rescoring, tables->operators, nullptr);
    if (!counts) return fail(counts.error(), around);
    around.out << json::write_pretty(counts_value(*counts)) << "\n";
    return 0;
  }
  const ScanDirectory to{command.out};
  Manifest rescored = *manifest;
  rescored.ended = false;
  if (!command.policy.empty()) {
    const auto text = read_file(command.policy, max_policy_bytes);
    if (!text) return fail(text.error(), around);
    rescored.configuration = rescored_by(rescored.configuration, encode_hex(sha256(as_bytes(*text))));
  }
  auto keeping = ScanKeeping::open(to, Beginning::anew, std::move(rescored), around.now);
  if (!keeping) return fail(keeping.error(), around);
  if (const auto shared = share_accounts(from, to); !shared) return fail(shared.error(), around);
  auto results = OutputFile::open(to.results(), 0);
  if (!results) return fail(results.error(), around);
  const auto counts = rescore_all(*kept, rescoring, tables->operators, &*results);
  if (!counts) return fail(counts.error(), around);
  const auto done = keeping->finish(*counts, 0, true, real_clock()(), std::nullopt);
  return done ? 0 : fail(done.error(), around);
}

}  // namespace quorate
