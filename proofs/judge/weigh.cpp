#include "proofs/judge/weigh.hpp"

#include "proofs/crypto/ed25519.hpp"

#include <algorithm>

namespace quorate {
namespace {

Say refuted(Reason reason, std::string detail) {
  return {{Outcome::refuted, reason, std::move(detail)}, {}, {}, 0};
}

// Whether the statement drops the account: why, or nothing when it lists it.
std::optional<Say> dropped(const Statement& statement, const Account& account) {
  if (statement.lists(account)) return std::nullopt;
  const std::string which = "statement " + std::to_string(statement.seq) + " of " + statement.kid;
  if (statement.retires(account)) return refuted(Reason::retired, which + " retires this account");
  return refuted(Reason::account_not_named, which + " does not list this account");
}

std::optional<Say> out_of_date(const Statement& statement, const Context& context) {
  if (statement.issued_at > context.now + clock_tolerance)
    return refuted(Reason::not_yet_valid, "issued in the future; is a clock wrong?");
  if (latest(context) >= statement.expires_at)
    return refuted(Reason::expired, "the newest statement of the key has expired");
  return std::nullopt;
}

std::optional<Say> revoked(const std::string& kid, const Knowledge& knowledge) {
  const Revocation* revocation = knowledge.revocation_of(kid);
  if (revocation == nullptr) return std::nullopt;
  return refuted(Reason::revoked, revocation->reason.empty()
                                      ? "its owner revoked the key"
                                      : "its owner revoked the key: " + revocation->reason);
}

Say proven(const std::string& kid, const std::string& subject, UnixTime since) {
  return {{Outcome::proven, Reason::none, ""}, Speaker{{KeyKind::native, kid}, subject}, {}, since};
}

}  // namespace

Say weigh_statement(const Statement& statement, const Account& account, const Context& context,
                    const Knowledge& knowledge) {
  if (context.subject && statement.subject != *context.subject)
    return refuted(Reason::other_subject, "the statement speaks for " + statement.subject);
  if (auto failed = dropped(statement, account)) return *failed;
  const Statement* newest = knowledge.newest(statement.kid, statement.subject);
  // A token of lower seq stands only by grace of the newest statement, whose dates then count.
  const bool stale = newest != nullptr && statement.seq < newest->seq;
  if (stale) {
    if (auto failed = dropped(*newest, account)) return *failed;
  }
  const Statement& dating = stale ? *newest : statement;
  if (auto failed = out_of_date(dating, context)) return *failed;
  if (auto failed = revoked(statement.kid, knowledge)) return *failed;
  Say say = proven(statement.kid, statement.subject, statement.issued_at);
  say.dated = dating.issued_at;
  if (stale) say.flags.push_back(Flag::stale);
  return say;
}

namespace {

// The key and subject under which the badge's signature holds for this account; nothing: under none of those
// known.
struct BadgeSigner {
  std::string kid;
  std::string subject;
};

Say weigh_signed_badge(const Badge& badge, const BadgeSigner& signer, const Account& account,
                       const Context& context, const Knowledge& knowledge) {
  const Statement* newest = knowledge.newest(signer.kid, signer.subject);
  if (newest == nullptr) {
    if (auto failed = revoked(signer.kid, knowledge)) return *failed;
    if (!context.key || kid(*context.key) != signer.kid)
      return {{Outcome::unknown, Reason::no_statement, "no statement of this key was seen"}, {}, {}, 0};
    Say say = proven(signer.kid, signer.subject, 0);
    say.flags.push_back(Flag::no_statement_seen);
    return say;
  }
  if (badge.seq <= newest->seq) {
    if (auto failed = dropped(*newest, account)) return *failed;
  }
  if (auto failed = out_of_date(*newest, context)) return *failed;
  if (auto failed = revoked(signer.kid, knowledge)) return *failed;
  Say say = proven(signer.kid, signer.subject, badge.seq == newest->seq ? newest->issued_at : 0);
  say.dated = newest->issued_at;
  if (badge.seq < newest->seq) say.flags.push_back(Flag::stale);
  if (badge.seq > newest->seq) say.flags.push_back(Flag::statement_withheld);
  return say;
}

}  // namespace

Say weigh_badge(const Badge& badge, const Account& account, const Context& context,
                const Knowledge& knowledge) {
  const auto keys = knowledge.keys_of(badge);
  bool tried = false;
  for (const auto& [kid, key] : keys) {
    const auto subjects = context.subject ? std::vector{*context.subject} : knowledge.subjects_of(kid);
    for (const std::string& subject : subjects) {
      tried = true;
      const std::string message = badge_message(account, subject, kid, badge.seq);
      if (verify_ed25519(key.x, as_bytes(message), badge.signature) == SignatureCheck::good)
        return weigh_signed_badge(badge, {kid, subject}, account, context, knowledge);
    }
  }
  if (!tried)
    return {{Outcome::unknown, Reason::no_statement, "a badge of a key of which no statement was seen"},
            {},
            {},
            0};
  return refuted(Reason::bad_signature, "the badge is copied, altered or for another subject");
}

Say weigh_keybase(const KeybaseProof& proof, const Context& context) {
  if (proof.verdict.outcome != Outcome::proven) return {proof.verdict, {}, {}, 0};
  const std::string subject = "https://keybase.io/" + proof.username;
  if (context.subject && subject != *context.subject)
    return refuted(Reason::other_subject, "the Keybase proof speaks for " + subject);
  if (proof.signed_at > context.now + clock_tolerance)
    return refuted(Reason::not_yet_valid, "signed in the future");
  if (latest(context) >= proof.expires_at) return refuted(Reason::expired, "the Keybase proof has expired");
  return {
      proof.verdict, Speaker{{KeyKind::keybase, proof.kid}, subject}, {}, proof.signed_at, proof.signed_at};
}

}  // namespace quorate
