// Summary: the counts that a scan's report is drawn from, in memory that does not grow with the scan.
#pragma once

#include "proofs/scan/error_class.hpp"
#include "proofs/scan/summary/facts.hpp"
#include "proofs/scan/summary/histogram.hpp"
#include "proofs/scan/summary/named_values.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace quorate {

struct Count {
  std::uint64_t count = 0;
  void merge(const Count& other) { count += other.count; }
  friend bool operator==(const Count&, const Count&) = default;
};

// Accounts, by the outcome of the look at them.
struct OutcomeCounts {
  std::array<std::uint64_t, 4> by_outcome{};  // in the order of Outcome
  void add(Outcome outcome) { ++by_outcome[static_cast<std::size_t>(outcome)]; }
  std::uint64_t of(Outcome outcome) const { return by_outcome[static_cast<std::size_t>(outcome)]; }
  std::uint64_t total() const { return by_outcome[0] + by_outcome[1] + by_outcome[2] + by_outcome[3]; }
  void merge(const OutcomeCounts& other);
  friend bool operator==(const OutcomeCounts&, const OutcomeCounts&) = default;
};

struct ServiceCounts {
  OutcomeCounts accounts;
  TimeCounts times;
  void merge(const ServiceCounts& other);
  friend bool operator==(const ServiceCounts&, const ServiceCounts&) = default;
};

// An operator is a group as the score has it: a company of the table, or a registered domain of nobody's.
struct OperatorCounts {
  OutcomeCounts accounts;
  std::uint64_t named = 0;   // identities with an account of it that counts
  std::uint64_t agrees = 0;  // of these, those for whose subject key it agrees
  // Identities that are confirmed and would not be if this operator's accounts showed nothing: W falls below
  // what it must reach, n and the threshold stay.
  std::uint64_t falls = 0;
  void merge(const OperatorCounts& other);
  friend bool operator==(const OperatorCounts&, const OperatorCounts&) = default;
};

// An operator that fewer identities name is not named in what is published: it may be a person's own domain,
// and says little.
inline constexpr std::uint64_t fewest_named = 10;

// When what is proven ends, counted from the look.
enum class Expiry { ended, week, month, quarter, half_year, year, later, unsaid };
inline constexpr std::size_t expiry_classes = 8;  // the enumerators of Expiry

std::string_view text(Expiry expiry);
Expiry expiry_class(std::optional<std::int64_t> seconds_left);

// How many names of a kind are kept. Beyond that the table of operators goes first, of others a random sample
// is kept, and the rest is counted together.
struct SummaryRoom {
  std::size_t operators = 0;
  std::size_t services = 0;
};

// The name under which accounts are counted that no service entry describes.
inline constexpr std::string_view no_service_name = "(no service)";

// Lines may come in any order, and so may merging: the same lines give the same summary.
class Summary {
 public:
  explicit Summary(SummaryRoom room);

  void add(const TargetFacts& target);
  void add(const AccountFacts& account);
  // `other` must have been made with the same room.
  void merge(const Summary& other);

  std::uint64_t targets = 0;
  std::uint64_t accounts = 0;
  std::optional<UnixTime> first;  // of the looks
  std::optional<UnixTime> last;

  NamedValues<Count> states;  // of targets
  NamedValues<Count> flags;   // of targets with a verdict
  NumberCounts groups;        // n of targets with a verdict
  NumberCounts weight;        // W of these
  NumberCounts weight_confirmed;
  NumberCounts spare;  // W less what it must reach, of those that are confirmed
  NumberCounts forge_overall;
  NumberCounts forge_without_issuers;
  NumberCounts forge_operators;

  OutcomeCounts outcomes;  // of accounts
  NamedValues<ServiceCounts> services;
  NamedValues<OutcomeCounts> kinds;
  NamedValues<OutcomeCounts> reasons;                 // by the reason's text
  std::array<std::uint64_t, error_classes> errors{};  // of accounts, by ErrorClass
  NamedValues<OperatorCounts> operators;
  NamedValues<Count> key_types;  // of proven accounts, once for each kind of key
  std::array<std::uint64_t, expiry_classes> expiry{};
  TimeCounts times;

  friend bool operator==(const Summary&, const Summary&) = default;
};

}  // namespace quorate
