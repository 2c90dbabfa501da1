// Report: everything that one check found out, ready to be written for people (text.hpp) or for machines
// (json.hpp).
#pragma once

#include "proofs/forge/forge_cost.hpp"
#include "proofs/history/look_back.hpp"
#include "proofs/judge/judge.hpp"
#include "proofs/score/score.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace quorate {

// Which program and which tables gave the answer. All of them are our own files, but they are printed like
// any text.
struct Versions {
  std::string program;
  std::string services;
  std::string operators;
  std::string suffix_list;
};

// What the relying party's policy takes for a yes.
enum class Acceptance { quorum_only, corroborated_too };

struct Report {
  std::optional<std::string> contact_name;  // as the contact file calls the person
  std::optional<std::string> subject;       // of the contact
  std::optional<KeyName> given_key;         // given or pinned by the contact
  Judgement judgement;
  std::vector<AccountEvidence> evidence;  // one for each of judgement.accounts, in the same order
  Score score;
  // Of each account, in the same order: who could fake it beside its operator. Empty where nobody looked.
  std::vector<std::vector<ControlPoint>> points;
  std::optional<ForgeCost> forge_cost;  // of the proofs that agree; nothing where none does
  QuorumRule rule;                      // of the policy, with the next three
  std::vector<std::string> required;    // canonical URIs
  std::optional<UnixTime> max_age;      // seconds
  Acceptance acceptance = Acceptance::quorum_only;
  std::optional<std::string>
      connect_to;                      // "ADDR:PORT": every connection went there, not to the real services
  bool replayed = false;               // all answers were read from a record: nobody was asked
  std::vector<std::string> vantages;   // names of the vantage points; empty: all was asked over one path
  std::optional<Hindsight> hindsight;  // where the look was held against earlier ones
  UnixTime now = 0;
  std::size_t left_out =
      0;  // accounts that keys name and that the limit on discovered accounts kept from being asked
  std::size_t late = 0;  // discovered accounts whose answer did not come in the time for all of them
  Versions versions;
  std::int64_t elapsed_ms = 0;
};

// What the scorer was given.
ScoreInput score_input(const Report& report);

// Whether the subject of a key is more than its own word (docs/statement.md section 5).
enum class SubjectClaim {
  none,     // there is no key, nothing shows it, or it names no subject
  claimed,  // only the key says so
  proven,   // the subject is itself one of the accounts, and that account shows the key
};

std::string_view text(SubjectClaim claim);

// What may be said of the subject key's subject. An account that counts for nothing (no DNSSEC, conflicted)
// proves nothing here either, and neither does any account for a key that is revoked or equivocating.
SubjectClaim subject_claim(const Report& report);

// The facts about that speaker; nothing where the judgement has none.
const KeyFacts* facts_of(const Report& report, const Speaker& speaker);

// The keys that speak for the contact's subject, or anybody where it has none, and were revoked.
std::vector<KeyName> revoked_keys(const Report& report);

// A statement names a successor or a predecessor that does not name its key back: no rotation, whatever it
// says.
enum class HalfRotation { none, successor_silent, predecessor_silent };
struct HalfDone {
  HalfRotation missing = HalfRotation::none;
  KeyName other;
};
HalfDone half_rotation(const Report& report, const Speaker& speaker);

// The key that earlier looks were about, where the relying party names and pinned none.
std::optional<Speaker> held_key(const Report& report);

// The key that earlier looks were about, where this one is about another that it did not hand over to, and
// where the relying party names and pinned none.
std::optional<Speaker> replaced_key(const Report& report);

// Process exit status of `quorate check`: that of the answer, and 0 for `corroborated` where the policy
// accepts it.
int exit_status(const Report& report);

bool holds(const std::vector<Speaker>& speakers, const Speaker& speaker);
bool holds(const std::vector<ScoreFlag>& flags, ScoreFlag flag);

}  // namespace quorate
