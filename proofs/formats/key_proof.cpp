#include "proofs/formats/key_proof.hpp"

#include "proofs/extract/tokens.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace quorate {
namespace {

// kid -> seq -> payload -> statement
using Statements = std::map<std::string, std::map<std::uint32_t, std::map<std::string, const Statement*>>>;

Statements statements_in(const std::vector<VerifiedToken>& tokens) {
  Statements all;
  for (const VerifiedToken& token : tokens)
    if (const auto* statement = std::get_if<VerifiedStatement>(&token))
      all[(*statement)->kid][(*statement)->seq].emplace((*statement)->payload, &**statement);
  return all;
}

std::map<std::string, const Revocation*> revocations_in(const std::vector<VerifiedToken>& tokens,
                                                        UnixTime now) {
  std::map<std::string, const Revocation*> all;
  for (const VerifiedToken& token : tokens) {
    const auto* revocation = std::get_if<VerifiedRevocation>(&token);
    if (revocation == nullptr || (*revocation)->issued_at > now + clock_tolerance) continue;
    const Revocation*& known = all[(*revocation)->kid];
    if (known == nullptr || (*revocation)->issued_at < known->issued_at) known = &**revocation;
  }
  return all;
}

// SPEC: statement.md section 7: same key, same number, payloads that differ in a byte.
std::optional<KeyProof> contradiction(
    const std::string& kid, const std::map<std::uint32_t, std::map<std::string, const Statement*>>& own) {
  for (auto number = own.rbegin(); number != own.rend(); ++number) {
    const auto& [seq, payloads] = *number;
    if (payloads.size() < 2) continue;
    KeyProof proof{KeyProofKind::equivocation, kid, seq, {}, {}, {}};
    proof.statements = {*payloads.begin()->second, *std::next(payloads.begin())->second};
    if (own.rbegin()->first > seq) proof.newer = own.rbegin()->first;
    return proof;
  }
  return std::nullopt;
}

std::string named(std::size_t place) { return "token " + std::to_string(place + 1); }

// Why valid tokens prove nothing about a key.
std::string why_not(const std::vector<VerifiedToken>& tokens) {
  const Statements all = statements_in(tokens);
  std::size_t statements = 0;
  std::size_t revocations = 0;
  for (const VerifiedToken& token : tokens)
    ++(std::holds_alternative<VerifiedRevocation>(token) ? revocations : statements);
  if (tokens.empty()) return "there is no token in it";
  if (revocations > 0) return "the revocation is dated in the future and not in force yet";
  if (statements == 1) return "there is one statement in it, and a contradiction takes two";
  if (all.size() > 1) return "its statements are of different keys";
  const auto& [kid, numbers] = *all.begin();
  if (numbers.size() == 1)
    return "its statements of key " + kid + " with number " + std::to_string(numbers.begin()->first) +
           " say the same, byte for byte";
  return "its statements of key " + kid + " have different numbers (" +
         std::to_string(numbers.begin()->first) + " and " + std::to_string(numbers.rbegin()->first) +
         "): the newer one replaces the older";
}

std::string comment(const KeyProof& proof) {
  if (proof.kind == KeyProofKind::revocation)
    return "# Proof of revocation: the holder of key " + proof.kid + " ended it.\n";
  return "# Proof of equivocation: key " + proof.kid + " signed two different statements with number " +
         std::to_string(proof.seq) + ".\n";
}

}  // namespace

std::string_view text(KeyProofKind kind) {
  switch (kind) {
    case KeyProofKind::equivocation:
      return "equivocation";
    case KeyProofKind::revocation:
      return "revocation";
  }
  return "";
}

std::vector<KeyProof> find_key_proofs(const std::vector<VerifiedToken>& tokens, UnixTime now) {
  const Statements statements = statements_in(tokens);
  const auto revocations = revocations_in(tokens, now);
  std::set<std::string> keys;
  for (const auto& [kid, own] : statements) keys.insert(kid);
  for (const auto& [kid, revocation] : revocations) keys.insert(kid);
  std::vector<KeyProof> proofs;
  for (const std::string& kid : keys) {
    if (const auto own = statements.find(kid); own != statements.end())
      if (auto proof = contradiction(kid, own->second)) proofs.push_back(std::move(*proof));
    if (const auto own = revocations.find(kid); own != revocations.end())
      proofs.push_back({KeyProofKind::revocation, kid, 0, {}, *own->second, {}});
  }
  return proofs;
}

ProofFile read_proof_file(std::string_view bytes, UnixTime now) {
  ProofFile file;
  if (const auto within = find_tokens({std::string(bytes), OwnedText::Layout::lines}); !within) {
    file.failures.push_back(within.error().detail);
    file.reason = Reason::malformed_size;
    return file;
  }
  std::vector<VerifiedToken> tokens;
  for (const std::string_view line : token_lines(bytes)) {
    VerifiedToken token = verify_token(line);
    if (const auto* rejected = std::get_if<RejectedToken>(&token)) {
      if (file.reason == Reason::none) file.reason = rejected->reason;
      file.failures.push_back(line.starts_with("xsig:")
                                  ? named(tokens.size()) + " is a badge, which says nothing about a key"
                                  : named(tokens.size()) + ": " + std::string(text(rejected->reason)) + ": " +
                                        rejected->detail);
    }
    tokens.push_back(std::move(token));
  }
  if (!file.failures.empty()) return file;
  file.proofs = find_key_proofs(tokens, now);
  if (file.proofs.empty()) file.failures.push_back(why_not(tokens));
  return file;
}

std::string write_proof_file(const std::vector<KeyProof>& proofs) {
  std::string out;
  for (const KeyProof& proof : proofs) {
    out += comment(proof);
    for (const Statement& statement : proof.statements) out += statement.token + "\n";
    if (proof.revocation) out += proof.revocation->token + "\n";
  }
  return out.empty() ? out : "# Anybody can check this: quorate verify FILE\n" + out;
}

}  // namespace quorate
