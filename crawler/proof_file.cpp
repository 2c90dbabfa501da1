#include "crawler/proof_file.hpp"

#include "crawler/files.hpp"
#include "proofs/formats/key_proof.hpp"

namespace quorate {

std::string proof_text(const std::vector<Report>& reports) {
  std::vector<VerifiedToken> tokens;
  UnixTime now = 0;
  for (const Report& report : reports) {
    now = std::max(now, report.now);
    for (const KeyFacts& facts : report.judgement.keys)
      for (const std::string& token : facts.proof) tokens.push_back(verify_token(token));
  }
  return write_proof_file(find_key_proofs(tokens, now));
}

Result<void> write_proof(const std::string& text, const std::string& file) {
  const auto there = read_file(file, text.size());
  if (there && *there == text) return {};
  return create_file(file, text, FileMode::shared);
}

}  // namespace quorate
