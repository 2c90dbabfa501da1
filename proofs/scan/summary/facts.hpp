// TargetFacts and AccountFacts: what a summary counts of one target of a scan, and of one account of it.
#pragma once

#include "proofs/formats/statement.hpp"
#include "proofs/scan/summary/named_values.hpp"
#include "proofs/score/score.hpp"
#include "proofs/verdict.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace quorate {

// A group that the target's accounts name, towards the subject key.
struct GroupFacts {
  std::string name;
  Keep keep = Keep::sampled;  // `listed`: the name is of the table of operators
  GroupState state = GroupState::silent;
  friend bool operator==(const GroupFacts&, const GroupFacts&) = default;
};

// How many would have to work together to fake all that agrees.
struct ForgeFacts {
  std::uint64_t overall = 0;
  std::uint64_t without_issuers = 0;
  std::uint64_t operators = 0;
  friend bool operator==(const ForgeFacts&, const ForgeFacts&) = default;
};

// The numbers of a target that got a verdict.
struct ScoreFacts {
  Answer answer = Answer::insufficient;
  std::vector<ScoreFlag> flags;
  std::uint64_t groups = 0;      // n
  std::uint64_t weight = 0;      // W of the subject key
  std::uint64_t confirm_at = 0;  // what W must reach for `confirmed`
  std::optional<ForgeFacts> forge;
  std::vector<GroupFacts> group_list;  // one for each group; without those that were set aside
};

struct TargetFacts {
  std::string state;                // how the target ended: "confirmed", ..., or why it has no verdict
  std::optional<ScoreFacts> score;  // where it has one
  UnixTime now = 0;                 // when it was looked at; 0: never
};

struct AccountFacts {
  std::string kind;                   // "page", "mimi", ...: of an AccountKind, or of what hides it
  std::vector<std::string> services;  // ids of the entries that describe it; empty: none does
  Outcome outcome = Outcome::unknown;
  Reason reason = Reason::none;
  std::string group;  // empty: of none
  Keep keep = Keep::sampled;
  // The kinds of the keys that it proves, each once: texts of KeyType.
  std::vector<std::string> key_types;
  std::optional<std::int64_t> expires_in;     // seconds from the look to the end of what it proves
  std::optional<std::uint64_t> microseconds;  // from asking to the last byte; nothing where nobody was asked
};

}  // namespace quorate
