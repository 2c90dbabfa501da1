// ControlPoint: somebody who could fake an account, and by what.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// What somebody has of an account, the plainest first.
enum class ControlKind {
  operator_,  // runs the service
  host,       // a known operator whose name or address the service's host leads to
  cdn,        // the same, where that operator delivers sites for others
  login,      // lets the account's owner in
  alias,      // a name of somebody else, not in operators.yaml, that the host leads to
  dns,        // answers for the domain
  network,    // the autonomous system of an address
  issuer,     // certifies the host
};

inline constexpr std::size_t control_kinds = 8;  // the enumerators of ControlKind

std::string_view text(ControlKind kind);

// Who holds it: a group's name, a registered domain, a network or an issuer. Two points with the same holder
// fall together, whatever their kinds.
struct ControlPoint {
  ControlKind kind = ControlKind::operator_;
  std::string holder;
  friend auto operator<=>(const ControlPoint&, const ControlPoint&) = default;
  friend bool operator==(const ControlPoint&, const ControlPoint&) = default;
};

// An account, and who could fake it: its operator at the least.
struct ControlledAccount {
  std::string account;  // canonical URI
  std::vector<ControlPoint> points;
};

}  // namespace quorate
