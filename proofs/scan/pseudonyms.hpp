// Pseudonyms: replaces whatever names a person in the lines of a scan by a keyed hash of it.
#pragma once

#include "proofs/crypto/digest.hpp"
#include "proofs/groups/operators.hpp"
#include "proofs/scan/lines.hpp"
#include "proofs/score/suffix_list.hpp"

#include <set>
#include <string>
#include <string_view>

namespace quorate {

// HMAC-SHA-256, of which 128 bits are kept: whoever has not the key can neither undo it nor try out names.
// Equal names have equal pseudonyms, so that lines still join, and a score follows from them as before.
//
// Replaced: the input's ids, subjects, account URIs, key names; hosts and domains, but for those below.
// Kept: services, operators, groups of operators.yaml, networks, issuers; hosts of operators and those that a
// service entry names, of others' names below them ("alice.github.io") all but the operator's part.
class Pseudonyms {
 public:
  // `key`: at least 16 bytes. `hosts`: of service entries. The operators must outlive it.
  Pseudonyms(Bytes key, const Operators& operators, SuffixList suffixes,
             std::set<std::string, std::less<>> hosts);

  void apply(TargetLines& lines) const;
  void apply_host(std::string& host) const;

  // What tells one key from another in a manifest, and says nothing of the key.
  std::string fingerprint() const;

  // A digest under the key: equal ones are equal, and nobody without the key can try out what they are of.
  std::string digest(std::string_view digest) const;

 private:
  std::string hash(std::string_view text) const;
  void apply_name(std::string& text) const;
  void apply_holder(std::string& holder) const;
  void apply_speaker(Speaker& speaker) const;
  void apply_cheapest(CheapestLine& set) const;
  void apply_target(TargetLine& target) const;
  void apply_account(AccountLine& account) const;

  Bytes key_;
  const Operators& operators_;
  SuffixList suffixes_;
  std::set<std::string, std::less<>> hosts_;
  std::set<std::string, std::less<>> operator_names_;
};

}  // namespace quorate
