// TokenMemory: verifies tokens, and remembers those that hold, so that the same bytes are not verified twice.
#pragma once

#include "proofs/formats/statement.hpp"

#include <array>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

namespace quorate {

// Whether a token holds depends on its bytes alone, the key among them: what is remembered is found by all of
// them. A token that does not hold is verified each time. May be asked by several threads.
class TokenMemory {
 public:
  TokenMemory();

  // What `verify_token` says.
  VerifiedToken verify(std::string_view token);

  // The same where it is remembered; nothing where it is not.
  std::optional<VerifiedToken> known(std::string_view token);

 private:
  // Tokens share a shelf by their hash and push each other out: to look one up never takes longer, whatever
  // somebody signs.
  static constexpr std::size_t places_of_shelf = 4;
  struct Shelf {
    std::array<std::optional<VerifiedToken>, places_of_shelf> places;
    std::size_t next = 0;  // that is overwritten
  };

  Shelf& shelf_of(std::string_view token);

  std::mutex mutex_;
  std::vector<Shelf> shelves_;
};

}  // namespace quorate
