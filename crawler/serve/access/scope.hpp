// Scopes: what a token of the HTTP API lets its bearer do.
#pragma once

#include "proofs/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace quorate {

enum class Scope : std::uint8_t {
  read = 1,   // contacts, reports, events, the log, metrics
  write = 2,  // add and remove contacts, accept and refuse changes
  check = 4,  // ask for a check ahead of its time
  admin = 8,  // all of these
};

// A set of them.
class Scopes {
 public:
  Scopes() = default;
  void add(Scope scope) { bits_ |= static_cast<std::uint8_t>(scope); }
  // Whether it was added itself.
  bool has(Scope scope) const { return (bits_ & static_cast<std::uint8_t>(scope)) != 0; }
  // Whether it, or admin, was.
  bool allow(Scope scope) const { return has(scope) || has(Scope::admin); }
  bool empty() const { return bits_ == 0; }
  friend bool operator==(const Scopes&, const Scopes&) = default;

 private:
  std::uint8_t bits_ = 0;
};

std::string_view text(Scope scope);
// "read,write".
std::string text(Scopes scopes);
// Errors: bad_argument with the word that is none.
Result<Scopes> parse_scopes(std::string_view text);

}  // namespace quorate
