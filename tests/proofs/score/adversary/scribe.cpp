#include "tests/proofs/score/adversary/scribe.hpp"

#include "proofs/formats/badge.hpp"

#include <map>

namespace quorate::adversary {

Ed25519Seed seed_of(Holder holder) {
  Ed25519Seed seed{};
  seed.fill(static_cast<std::uint8_t>(holder));
  return seed;
}

PublicKey key_of(Holder holder) { return public_key(seed_of(holder)); }

const std::string& kid_of(Holder holder) {
  static const std::map<Holder, std::string> kids = [] {
    std::map<Holder, std::string> made;
    for (const Holder each : holders) made.emplace(each, kid(key_of(each)));
    return made;
  }();
  return kids.at(holder);
}

std::string statement(const Draft& draft) {
  StatementDraft made{draft.subject, draft.from, draft.to, draft.seq, draft.accounts,
                      draft.retired, {},         {},       {}};
  if (draft.next) made.next = kid_of(*draft.next);
  if (draft.prev) made.prev = kid_of(*draft.prev);
  return sign_statement(made, seed_of(draft.holder)).value();
}

std::string badge(const Account& account, Draft draft) {
  draft.accounts = {account};
  draft.retired.clear();
  const VerifiedToken verified = verify_token(statement(draft));
  return sign_badge(account, *std::get<VerifiedStatement>(verified), seed_of(draft.holder)).value();
}

std::string revocation(Holder holder) {
  return sign_revocation(alice, now - 1, "lost", seed_of(holder)).value();
}

std::string with_signature_of(const std::string& token, const std::string& other) {
  return token.substr(0, token.rfind('.')) + other.substr(other.rfind('.'));
}

}  // namespace quorate::adversary
