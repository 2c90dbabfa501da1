// ScanCounts: how many targets and accounts of a scan ended how.
#pragma once

#include "proofs/encoding/json.hpp"
#include "proofs/scan/lines.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace quorate {

struct ScanCounts {
  static constexpr std::size_t answers = 8;             // the enumerators of Answer
  static constexpr std::size_t states = 3;              // the enumerators of TargetState
  static constexpr std::size_t outcomes = 4;            // the enumerators of Outcome
  std::array<std::uint64_t, states> by_state{};         // targets
  std::array<std::uint64_t, answers> by_verdict{};      // of the targets with a verdict
  std::array<std::uint64_t, outcomes> by_outcome{};     // accounts, anchored and discovered
  std::array<std::uint64_t, error_classes> by_error{};  // accounts
  friend bool operator==(const ScanCounts&, const ScanCounts&) = default;

  void add(const TargetLines& lines);
  std::uint64_t targets() const;
  std::uint64_t accounts() const;
  std::uint64_t of(TargetState state) const { return by_state[static_cast<std::size_t>(state)]; }
  std::uint64_t of(Outcome outcome) const { return by_outcome[static_cast<std::size_t>(outcome)]; }
  std::uint64_t of(ErrorClass error) const { return by_error[static_cast<std::size_t>(error)]; }
};

// {"targets":{"total","verdict","invalid","excluded"},"verdicts":{TEXT:N,..},
//  "accounts":{"total","unknown","absent","refuted","proven"},"errors":{CLASS:N,..}}; every name is there.
json::Value counts_value(const ScanCounts& counts);
// Strict. Errors: bad_json, also where they do not add up.
Result<ScanCounts> read_counts(const json::Value& value);

// In what the two differ, for people: "targets total 12 instead of 14, ..."; nothing where they are the same.
std::optional<std::string> difference(const ScanCounts& counts, const ScanCounts& wanted);

}  // namespace quorate
