// Signs what the worlds of the adversary show: statements, badges and revocations of keys that tests make up.
#pragma once

#include "proofs/formats/sign.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace quorate::adversary {

inline constexpr UnixTime now = 1'795'000'000;
inline constexpr UnixTime day = 86'400;
inline const std::string alice = "mimi://im.example/u/alice";

// Who holds the keys of these worlds. The owner never signs with the enemy's, nor the enemy with hers.
enum class Holder : std::uint8_t { owner = 1, heir, former, second, enemy, accomplice, stooge };

inline constexpr std::array holders = {Holder::owner, Holder::heir,       Holder::former, Holder::second,
                                       Holder::enemy, Holder::accomplice, Holder::stooge};

Ed25519Seed seed_of(Holder holder);
PublicKey key_of(Holder holder);
const std::string& kid_of(Holder holder);

struct Draft {
  Holder holder = Holder::owner;
  std::uint32_t seq = 10;
  std::vector<Account> accounts;
  std::vector<Account> retired = {};
  std::string subject = alice;
  UnixTime from = now - day;
  UnixTime to = now + 30 * day;
  std::optional<Holder> next = {};
  std::optional<Holder> prev = {};
};

std::string statement(const Draft& draft);
// The badge that the draft's key signs for the account under the draft's number, listed or not.
std::string badge(const Account& account, Draft draft);
std::string revocation(Holder holder);
// The owner's own words under the signature of another token.
std::string with_signature_of(const std::string& token, const std::string& other);

}  // namespace quorate::adversary
