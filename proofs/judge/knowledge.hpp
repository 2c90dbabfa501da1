// Knowledge: what all tokens of one run, wherever they stood, say about keys: newest statements, revocations,
// joins.
#pragma once

#include "proofs/formats/statement.hpp"
#include "proofs/judge/judge.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace quorate {

class Knowledge {
 public:
  // Gathers from the findings and from `context.known`. Independent of their order.
  Knowledge(const std::vector<Finding>& findings, const Context& context);

  // The statement of highest seq that is already in force at `now`; where none is in force yet, the earliest
  // coming one.
  const Statement* newest(const std::string& kid, const std::string& subject) const;
  // Public keys whose kid digest begins with the badge's.
  std::vector<std::pair<std::string, PublicKey>> keys_of(const Badge& badge) const;
  // Subjects that valid statements of the key name.
  std::vector<std::string> subjects_of(const std::string& kid) const;
  const Revocation* revocation_of(const std::string& kid) const;
  // The earliest revocation in force of each revoked key.
  std::vector<const Revocation*> revocations() const;
  // Two statements of the key with the same highest seq and different claims; nothing when there are none.
  std::optional<std::pair<std::string, std::string>> equivocation_of(const std::string& kid) const;
  // SPEC: statement.md section 5 and quorum.md "Rotation": next and prev match, same subject, `next` stands
  // in the newest statement, the old key is not revoked and names no other successor.
  bool joined(const Speaker& a, const Speaker& b) const;
  // The same with its direction: `heir` is the key to which `speaker` handed over.
  bool handed_over(const Speaker& speaker, const Speaker& heir) const;
  // Every (kid, subject) of a valid statement.
  std::vector<Speaker> speakers() const;

 private:
  bool succeeds(const std::string& old_kid, const std::string& new_kid, const std::string& subject) const;

  UnixTime now_ = 0;
  // kid -> its valid statements, sorted by seq and claims, each once.
  std::map<std::string, std::vector<const Statement*>> statements_;
  std::map<std::string, PublicKey> keys_;
  std::map<std::string, const Revocation*> revocations_;
};

}  // namespace quorate
