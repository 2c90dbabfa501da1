#include "proofs/encoding/json.hpp"
#include "proofs/formats/keybase.hpp"
#include "tests/shared_data.hpp"
#include "tests/show.hpp"

#include <fstream>
#include <iterator>
#include <map>
#include <optional>

namespace quorate {
namespace {

std::string read_whole(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// One keybase.txt of a real site, and what a verifier that knows nothing of this one found in it.
struct RealFile {
  std::string domain;
  std::string path;
  json::Value expected;  // a line of expected_details.jsonl
  std::string text;
};

std::vector<RealFile> real_files(const std::filesystem::path& folder) {
  constexpr std::size_t details_depth = 8;
  std::vector<RealFile> files;
  std::ifstream details(folder / "expected_details.jsonl");
  for (std::string line; std::getline(details, line);) {
    auto expected = json::parse(line, details_depth);
    REQUIRE(expected);
    if (*expected->find_string("kind") != "keybase") continue;
    const std::string domain = *expected->find_string("domain");
    const std::string path = *expected->find_string("path");
    files.push_back({domain, path, std::move(*expected), read_whole(folder / "sites" / domain / path)});
  }
  return files;
}

std::optional<std::vector<RealFile>> real_files_or_warning() {
  const auto folder = shared_data();
  if (folder && std::filesystem::exists(*folder / "realweb")) return real_files(*folder / "realweb");
  WARN("the real files are not at hand (QUORATE_SHARED): nothing tested");
  return std::nullopt;
}

// What this verifier should say where the reference says `verdict`.
std::string expected_summary(std::string_view verdict, std::string_view signature_kind) {
  if (verdict == "verified") return signature_kind == "pgp" ? "unknown: OpenPGP key not at hand" : "proven";
  if (verdict == "pgp-unverified") return "unknown: OpenPGP key not at hand";
  if (verdict == "verified-www-variant" || verdict == "pgp-unverified-www-variant")
    return "refuted: www twin";
  if (verdict == "domain-mismatch") return "refuted: other service";
  if (verdict == "malformed" || verdict == "payload-mismatch") return "refuted: signed text not shown";
  if (verdict == "bad-signature") return "refuted: bad signature";
  return "no such verdict";
}

Verdict best(const std::vector<KeybaseProof>& proofs) {
  Verdict best{Outcome::absent, Reason::none, {}};
  for (const KeybaseProof& proof : proofs) best = better(best, proof.verdict);
  return best;
}

// kid, user, dates and claim where the reference could read them.
void check_contents(const KeybaseProof& proof, const json::Value& item) {
  if (const std::string* kid = item.find_string("kid")) CHECK(proof.kid == *kid);
  const std::string* claimed = item.find_string("claimed");
  if (claimed == nullptr) {
    CHECK(proof.claimed.empty());
    return;
  }
  CHECK(proof.claimed == *item.find_string("proto") + "://" + *claimed);
  CHECK(proof.username == *item.find_string("user"));
  CHECK(proof.signed_at == *item.find("ctime")->integer());
  CHECK(proof.expires_at == *item.find("expires")->integer());
}

}  // namespace

TEST_CASE("examine keybase: every real file, outcome and contents as the reference says") {
  const auto files = real_files_or_warning();
  if (!files) return;
  CHECK(files->size() == 56);
  for (const RealFile& file : *files) {
    INFO(file.domain << '/' << file.path);
    const auto proofs = examine_keybase(file.text, file.domain);
    const auto& items = file.expected.find("items")->items();
    REQUIRE(proofs.size() == items.size());
    for (std::size_t i = 0; i < proofs.size(); ++i) {
      INFO(proofs[i].verdict.detail);
      CHECK(summary(proofs[i].verdict) ==
            expected_summary(*items[i].find_string("verdict"), *items[i].find_string("sigkind")));
      check_contents(proofs[i], items[i]);
    }
    CHECK(summary(best(proofs)) ==
          expected_summary(*file.expected.find_string("verdict"), *items.front().find_string("sigkind")));
  }
}

TEST_CASE("examine keybase: every real file that expected.tsv names, its verdict") {
  const auto folder = shared_data();
  if (!folder || !std::filesystem::exists(*folder / "realweb")) {
    WARN("the real files are not at hand (QUORATE_SHARED): nothing tested");
    return;
  }
  std::ifstream table(*folder / "realweb" / "expected.tsv");
  std::map<std::string, std::size_t> seen;
  for (std::string line; std::getline(table, line);) {
    std::vector<std::string> fields;
    std::istringstream row(line);
    for (std::string field; std::getline(row, field, '\t');) fields.push_back(field);
    REQUIRE(fields.size() >= 4);
    if (fields[2] != "keybase") continue;
    INFO(line);
    const std::string text = read_whole(*folder / "realweb" / "sites" / fields[0] / fields[1]);
    const bool openpgp = fields.at(4).find("sigkind=pgp") != std::string::npos;
    const std::string found = summary(best(examine_keybase(text, fields[0])));
    CHECK(found == expected_summary(fields[3], openpgp ? "pgp" : "nacl"));
    ++seen[found];
  }
  CHECK(seen["proven"] == 20);
}

TEST_CASE("examine keybase: every real file under the host that it claims, proven or OpenPGP") {
  const auto files = real_files_or_warning();
  if (!files) return;
  for (const RealFile& file : *files) {
    const auto& items = file.expected.find("items")->items();
    for (std::size_t i = 0; i < items.size(); ++i) {
      const std::string* claimed = items[i].find_string("claimed");
      if (claimed == nullptr) continue;
      INFO(file.domain << '/' << file.path);
      const auto proofs = examine_keybase(file.text, *claimed);
      const bool openpgp = *items[i].find_string("sigkind") == "pgp";
      CHECK(summary(proofs.at(i).verdict) == (openpgp ? "unknown: OpenPGP key not at hand" : "proven"));
    }
  }
}

TEST_CASE("examine keybase: every real file under another host, or with CRLF, never more and never less") {
  const auto files = real_files_or_warning();
  if (!files) return;
  for (const RealFile& file : *files) {
    INFO(file.domain << '/' << file.path);
    for (const KeybaseProof& proof : examine_keybase(file.text, "unrelated.example"))
      CHECK(proof.verdict.outcome == Outcome::refuted);
    std::string crlf;
    for (const char c : file.text) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
    CHECK(summary(best(examine_keybase(crlf, file.domain))) ==
          summary(best(examine_keybase(file.text, file.domain))));
  }
}

}  // namespace quorate
