#include "proofs/formats/key_proof.hpp"

#include "proofs/formats/sign.hpp"
#include "proofs/report/verify/proof.hpp"
#include "tests/proofs/report/harmless.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

constexpr UnixTime signed_at = 1790000000;
constexpr UnixTime now = signed_at + 1000;

Ed25519Seed seed_of(std::uint8_t number) {
  Ed25519Seed seed{};
  seed.fill(number);
  return seed;
}

std::string kid_of(std::uint8_t number) { return kid(public_key(seed_of(number))); }

std::string statement(std::uint8_t key, std::uint32_t seq, std::string_view account,
                      UnixTime at = signed_at) {
  const StatementDraft draft{
      "mimi://im.example/u/alice", at, at + 86400, seq, {Account::parse(account).value()}, {}, {}, {}, {}};
  return sign_statement(draft, seed_of(key)).value();
}

std::string revocation(std::uint8_t key, UnixTime at = signed_at) {
  return sign_revocation("mimi://im.example/u/alice", at, "lost", seed_of(key)).value();
}

const std::string first = statement(1, 5, "https://alice.example/");
const std::string second = statement(1, 5, "https://mallory.example/");

ProofFile read(const std::vector<std::string>& lines) {
  std::string bytes;
  for (const std::string& line : lines) bytes += line + "\n";
  return read_proof_file(bytes, now);
}

// What fails; empty if the proof holds.
std::string failure(const std::vector<std::string>& lines) {
  const ProofFile file = read(lines);
  CHECK(file.proofs.empty() != file.failures.empty());
  return file.failures.empty() ? "" : file.failures.front();
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("proof file: two statements of one key and number that differ, an equivocation") {
  const ProofFile file = read({"# a comment", "", first, "  " + second});
  REQUIRE(file.proofs.size() == 1);
  CHECK(file.failures.empty());
  CHECK(file.proofs[0].kind == KeyProofKind::equivocation);
  CHECK(file.proofs[0].kid == kid_of(1));
  CHECK(file.proofs[0].seq == 5);
  CHECK(file.proofs[0].statements.size() == 2);
  CHECK_FALSE(file.proofs[0].newer);
}

TEST_CASE("proof file: long expired, still a proof") {
  CHECK(read_proof_file(first + "\n" + second, now + 10 * 366 * 86400).proofs.size() == 1);
}

TEST_CASE("proof file: a newer statement beside them, named") {
  const ProofFile file = read({first, statement(1, 6, "https://alice.example/"), second});
  REQUIRE(file.proofs.size() == 1);
  CHECK(file.proofs[0].seq == 5);
  CHECK(file.proofs[0].newer == 6);
}

TEST_CASE("proof file: a revocation, a proof alone and beside the statements; of another key, too") {
  CHECK(read({revocation(1)}).proofs.at(0).kind == KeyProofKind::revocation);
  const ProofFile file = read({revocation(1), first, second, revocation(2)});
  REQUIRE(file.proofs.size() == 3);
  CHECK(file.failures.empty());
}

TEST_CASE("proof file: what contradicts nothing, said precisely") {
  CHECK(failure({}) == "there is no token in it");
  CHECK(failure({"# only words"}) == "there is no token in it");
  CHECK(failure({first}) == "there is one statement in it, and a contradiction takes two");
  CHECK(failure({first, statement(2, 5, "https://mallory.example/")}) ==
        "its statements are of different keys");
  CHECK(
      has(failure({first, statement(1, 6, "https://mallory.example/")}), "have different numbers (5 and 6)"));
  CHECK(has(failure({first, first}), "with number 5 say the same, byte for byte"));
  CHECK(has(failure({revocation(1, now + 3600)}), "in the future"));
}

TEST_CASE("proof file: one token that is not valid spoils it, and is named") {
  std::string forged = second;
  forged[forged.size() - 10] = forged[forged.size() - 10] == 'A' ? 'B' : 'A';
  CHECK(has(failure({first, forged}), "token 2: bad signature"));
  CHECK(read({first, forged}).reason == Reason::bad_signature);
  CHECK(has(failure({first, second, "garbage"}), "token 3: malformed: base64"));
  CHECK(has(failure({first, second.substr(0, second.size() / 2)}), "token 2: malformed"));
  CHECK(has(failure({"xsig:" + std::string(114, 'A'), first, second}), "token 1 is a badge"));
  const std::string swapped = first.substr(0, first.rfind('.')) + second.substr(second.rfind('.'));
  CHECK(has(failure({swapped, second}), "token 1: bad signature"));
}

TEST_CASE("proof file: too many tokens, too many bytes, refused") {
  CHECK_FALSE(failure(std::vector<std::string>(65, first)).empty());
  CHECK_FALSE(failure({first, second, "#" + std::string(70000, 'x')}).empty());
}

TEST_CASE("proof file: what is written is read as the same proof") {
  const auto proofs = read({revocation(1), first, second}).proofs;
  const std::string written = write_proof_file(proofs);
  CHECK(written.starts_with("# "));
  const ProofFile again = read_proof_file(written, now);
  CHECK(again.failures.empty());
  REQUIRE(again.proofs.size() == proofs.size());
  CHECK(write_proof_file(again.proofs) == written);
  CHECK(write_proof_file({}).empty());
}

TEST_CASE("proof report: the sentence, the exit status and the JSON") {
  const ProofReport report{read({first, second}), now};
  CHECK(outcome_of(report) == Outcome::proven);
  const std::string out = write_text(report, Style::plain);
  CHECK(out.starts_with("PROVEN  equivocation of " + kid_of(1) + "\n"));
  CHECK(has(out, "two different statements with number 5."));
  CHECK(has(out, "Number   5\n"));
  CHECK(has(out, "names https://mallory.example/\n"));
  const json::Value value = to_json(report);
  CHECK(has(json::write(value), R"("outcome":"proven","reason":"","detail":"","exit_status":0)"));
  CHECK(has(json::write(value), R"("proofs":[{"proof":"equivocation")"));

  const ProofReport refuted{read({first}), now};
  CHECK(outcome_of(refuted) == Outcome::refuted);
  CHECK(write_text(refuted, Style::plain).starts_with("REFUTED  no proof about a key\n"));
  CHECK(has(json::write(to_json(refuted)),
            R"("outcome":"refuted","reason":"","detail":"there is one statement)"));
}

TEST_CASE("proof report: hostile lines, nothing raw in the output") {
  for (const std::string& evil : hostile_texts()) {
    const ProofReport report{read_proof_file(first + "\n" + evil, now), now};
    check_harmless_screen(write_text(report, Style::plain));
    check_harmless_line(json::write(to_json(report)));
  }
}

}  // namespace quorate
