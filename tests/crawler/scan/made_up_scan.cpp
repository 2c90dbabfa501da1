#include "tests/crawler/scan/made_up_scan.hpp"

#include "crawler/record/zstd.hpp"
#include "crawler/scan/manifest.hpp"
#include "tests/proofs/scan/summary/made_up.hpp"

#include <fstream>
#include <iterator>

namespace quorate {
namespace {

const Speaker speaker{{KeyKind::native, "urn:ietf:params:oauth:jwk-thumbprint:sha-256:made-up"},
                      "mimi://im.example/u/x"};

KeyType key_type(const AccountFacts& facts) {
  if (facts.key_types.empty()) return KeyType::unknown;
  return facts.key_types.front() == text(KeyType::p256) ? KeyType::p256 : KeyType::ed25519;
}

std::string uri_of(const AccountFacts& facts, std::uint64_t number, std::size_t place) {
  const std::string name = "u" + std::to_string(number) + "-" + std::to_string(place);
  if (facts.kind == "page") return "https://forge.example/" + name;
  if (facts.kind == "mimi") return "mimi://chat.example/u/" + name;
  if (facts.kind == "acct") return "acct:" + name + "@photos.example";
  return "https://" + name + ".example/";
}

AccountLine line_of(const AccountFacts& facts, std::uint64_t number, std::size_t place, UnixTime now) {
  AccountLine line;
  line.n = number + 1;
  line.account = uri_of(facts, number, place);
  line.host = "forge.example";
  line.services = facts.services;
  line.domain = facts.group;
  line.group = facts.group;
  line.outcome = facts.outcome;
  line.reason = facts.reason;
  line.latency_us = static_cast<std::int64_t>(facts.microseconds.value_or(0));
  if (facts.outcome == Outcome::proven)
    line.proven.push_back({speaker, key_type(facts), 0, now + facts.expires_in.value_or(-now)});
  return line;
}

CheapestLine holders(std::uint64_t cost) {
  CheapestLine set;
  for (std::uint64_t i = 0; i < cost; ++i) set.holders.push_back("holder" + std::to_string(i));
  return set;
}

}  // namespace

TargetLines make_up_lines(std::uint64_t seed, std::uint64_t number) {
  const MadeUpTarget made = make_up_target(seed, number);
  TargetLines lines;
  TargetLine& target = lines.target;
  target.n = number + 1;
  target.id = "person " + std::to_string(number);
  target.judged_at = made.target.now;
  if (!made.target.score) {
    target.state = TargetState::invalid;
    target.error = "made up";
    return lines;
  }
  const ScoreFacts& score = *made.target.score;
  target.score.answer = score.answer;
  target.score.flags = score.flags;
  target.score.groups = static_cast<unsigned>(score.groups);
  for (const GroupFacts& group : score.group_list)
    target.score.group_states.push_back({group.name, group.state});
  target.score.hostile = default_hostile(target.score.groups);
  target.score.threshold = threshold(target.score.groups, target.score.hostile);
  target.score.weight = target.score.low = target.score.high = static_cast<unsigned>(score.weight);
  target.score.confirm_at = static_cast<unsigned>(score.confirm_at);
  if (score.weight > 0) target.score.key = speaker;
  if (score.forge)
    target.score.forge = ForgeLine{holders(score.forge->overall), holders(score.forge->without_issuers),
                                   holders(score.forge->operators)};
  for (const AccountFacts& account : made.accounts)
    lines.accounts.push_back(line_of(account, number, lines.accounts.size(), target.judged_at));
  target.anchored = static_cast<unsigned>(lines.accounts.size());
  for (const AccountLine& account : lines.accounts)
    target.proven += account.outcome == Outcome::proven ? 1U : 0U;
  return lines;
}

void write_scan(const std::filesystem::path& directory, const MadeUpScan& scan) {
  std::filesystem::create_directories(directory);
  ZstdWriter results_packer;
  ZstdWriter accounts_packer;
  ScanCounts counts;
  std::string results;
  std::string accounts;
  for (std::uint64_t i = scan.first; i < scan.first + scan.targets; ++i) {
    const TargetLines lines = make_up_lines(scan.seed, i);
    counts.add(lines);
    std::string line;
    append_line(line, lines.target);
    results_packer.add(line, results);
    line.clear();
    for (const AccountLine& account : lines.accounts) append_line(line, account);
    accounts_packer.add(line, accounts);
  }
  results_packer.end_frame(results);
  accounts_packer.end_frame(accounts);
  write_all(directory / "results.ndjson.zst", results);
  write_all(directory / "accounts.ndjson.zst", accounts);
  Manifest manifest;
  manifest.input = scan.input;
  const auto text_or_null = [](const std::string& text) {
    return text.empty() ? json::Value() : json::Value::string(text);
  };
  if (!scan.input_sha256.empty()) manifest.input_sha256 = scan.input_sha256;
  manifest.configuration = json::Value::object()
                               .add("input_sha256", text_or_null(scan.input_sha256))
                               .add("shard", text_or_null(scan.shard))
                               .add("policy_sha256", text_or_null(scan.policy_sha256))
                               .add("pseudonyms", text_or_null(scan.pseudonyms));
  manifest.versions = scan.versions;
  manifest.runs = {{1'780'000'000, scan.ended ? 1'780'003'600 : 0}};
  manifest.ended = scan.ended;
  write_all(directory / "summary.json", write_summary(counts, 3'600'000, scan.ended));
  write_all(directory / "manifest.json", write_manifest(manifest));
}

std::string read_all(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write_all(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

}  // namespace quorate
