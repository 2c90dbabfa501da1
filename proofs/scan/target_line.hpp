// TargetLine: what a scan says of one target, and the line of results.ndjson.zst that holds it.
#pragma once

#include "proofs/forge/hitting_set.hpp"
#include "proofs/report/report.hpp"
#include "proofs/result.hpp"
#include "proofs/score/evidence.hpp"
#include "proofs/score/score.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

inline constexpr std::string_view target_schema = "quorate.scan.target/1";

// Where every target of a scan ends, in exactly one of them.
enum class TargetState {
  verdict,   // it was looked at
  invalid,   // its line of the input cannot be read
  excluded,  // somebody asked not to be scanned: nothing of it was fetched
};

std::string_view text(TargetState state);

// The fewest who together could fake all that agrees, by name.
struct CheapestLine {
  std::vector<std::string> holders;  // groups, registered domains, networks ("AS64500"), issuers
  Exactness exactness = Exactness::exact;
  std::size_t cost() const { return holders.size(); }
  friend bool operator==(const CheapestLine&, const CheapestLine&) = default;
};

struct ForgeLine {
  CheapestLine overall;
  CheapestLine without_issuers;
  CheapestLine operators;
  friend bool operator==(const ForgeLine&, const ForgeLine&) = default;
};

// An independent group of the anchored accounts, as the policy joins them, towards the subject key.
struct GroupLine {
  std::string name;
  GroupState state = GroupState::silent;
  friend bool operator==(const GroupLine&, const GroupLine&) = default;
};

// What follows from what was seen and a policy: all that a rescore changes.
struct TargetScore {
  Answer answer = Answer::insufficient;
  std::vector<ScoreFlag> flags;
  std::optional<Speaker> key;  // the subject key: the one that the answer is about
  SubjectClaim speaks_for = SubjectClaim::none;
  unsigned groups = 0;                  // n: independent groups of the anchored accounts
  std::vector<GroupLine> group_states;  // of each of them, sorted by name
  unsigned hostile = 0;                 // f
  unsigned threshold = 0;               // t
  unsigned confirm_at = 0;
  unsigned weight = 0;  // W
  unsigned low = 0;
  unsigned high = 0;
  bool exact = true;
  unsigned rivals = 0;             // keys that contradict the subject key
  std::optional<ForgeLine> forge;  // nothing where no account agrees
  friend bool operator==(const TargetScore&, const TargetScore&) = default;
};

struct TargetLine {
  std::uint64_t n = 0;  // the line of the input on which the target begins, from 1
  std::string id;       // as the input calls it; else its first account, as it stands there
  TargetState state = TargetState::verdict;
  std::string error;  // invalid: what is wrong and where; excluded: what it was excluded by; else empty
  UnixTime judged_at = 0;
  std::int64_t elapsed_ms = 0;
  // What follows is of a verdict; else empty.
  std::optional<std::string> subject;  // as the input names it
  std::optional<KeyName> given_key;    // as the input names it
  TargetScore score;
  unsigned anchored = 0;        // accounts that the input names
  unsigned discovered = 0;      // accounts that keys name
  unsigned proven = 0;          // anchored accounts that show any key
  std::size_t left_out = 0;     // see Report
  std::size_t late = 0;         // see Report
  std::vector<KeyFacts> facts;  // without their proofs
};

//   {"schema","n","id","state","error":TEXT|null,"judged_at":TIME,"elapsed_ms","subject":URI|null,
//    "given_key":{"kind","id"}|null,"verdict":TEXT|null,"flags":[TEXT..],"key":{"kind","id","subject"}|null,
//    "speaks_for","groups","group_states":[{"name","state"}..],"hostile","threshold","confirm_at","weight","low","high","exact","rivals",
//    "forge":{"overall":{"cost","exact","holders":[TEXT..]},"without_issuers":{..},"operators":{..}}|null,
//    "anchored","discovered","proven","left_out","late",
//    "facts":[{"kind","id","subject","state","joined":[{"kind","id"}..],"successor":{..}|null,
//              "listed_accounts":[URI..]}..]}
// docs/scan.target.schema.json. Adds the line, with its line feed. Members keep this order.
void append_line(std::string& out, const TargetLine& line);

// One line without its line feed. Strict, and consistent (proofs/scan/consistency.hpp). Errors: bad_json with
// the member, over_limit.
Result<TargetLine> read_target_line(std::string_view line);

}  // namespace quorate
