#include "bench/crowd/hand.hpp"

#include "proofs/crypto/digest.hpp"
#include "proofs/crypto/ed25519.hpp"
#include "proofs/formats/badge.hpp"
#include "proofs/identity/key.hpp"

#include <algorithm>
#include <cstdlib>
#include <new>
#include <thread>
#include <vector>

namespace quorate {
namespace {

constexpr std::int64_t day = 86'400;
constexpr std::int64_t valid_for = 180 * day;
constexpr std::uint32_t first_seq = 1000;

template <class T>
T* zeroed(std::size_t count) {
  void* memory = std::calloc(count, sizeof(T));
  if (memory == nullptr) throw std::bad_alloc();
  return static_cast<T*>(memory);
}

PublicKey public_key(const std::array<std::uint8_t, 32>& x) {
  PublicKey key;
  key.x = x;
  return key;
}

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

}  // namespace

void Hand::Free::operator()(void* memory) const { std::free(memory); }

Hand::Hand(const Street& street, Wording wording, std::int64_t issued)
    : street_(street),
      wording_(wording),
      issued_(issued),
      wordings_(wording == Wording::same ? 1 : street.shops()),
      keys_(zeroed<Key>(street.people())),
      signatures_(zeroed<Signature>(street.people() * wordings_)) {}

Hand::Seed Hand::seed_of(std::uint64_t person, std::uint64_t life) const {
  std::array<std::uint64_t, 3> numbers = {street_.seed(), person, life};
  return sha256(ByteView(reinterpret_cast<const std::uint8_t*>(numbers.data()), sizeof(numbers)));
}

const Hand::Key& Hand::key(std::size_t person) {
  Key& key = keys_[person];
  if (!key.is_known) key = {ed25519_public(seed_of(person, 0)), true};
  return key;
}

std::uint32_t Hand::seq_of(const Door& door) const {
  return first_seq + (wording_ == Wording::same ? 0 : static_cast<std::uint32_t>(door.shop));
}

// The first two parts of the statement, which are what is signed.
std::string Hand::signed_bytes(const Door& door, const Key& key, std::int64_t issued) const {
  const PublicKey of = public_key(key.public_half);
  const std::string name = quoted(kid(of));
  const std::string header = R"({"alg":"EdDSA","jwk":{"crv":"Ed25519","kty":"OKP","x":)" +
                             quoted(encode_base64url(of.x)) + R"(},"kid":)" + name +
                             R"(,"typ":"cross-signature+jwt"})";
  std::string accounts;
  for (const std::string& account : street_.accounts(door.person))
    accounts += (accounts.empty() ? "" : ",") + quoted(account);
  const std::string claims = R"({"iss":)" + name + R"(,"sub":)" + quoted(street_.subject(door.person)) +
                             R"(,"iat":)" + std::to_string(issued) + R"(,"exp":)" +
                             std::to_string(issued + valid_for) + R"(,"seq":)" +
                             std::to_string(seq_of(door)) + R"(,"accounts":[)" + accounts + "]}";
  return encode_base64url(as_bytes(header)) + "." + encode_base64url(as_bytes(claims));
}

std::string Hand::statement(const Door& door) {
  std::string token = signed_bytes(door, key(door.person), issued_);
  Signature& signature = signatures_[door.person * wordings_ + (wordings_ == 1 ? 0 : door.shop)];
  if (!signature.is_known) signature = {sign_ed25519(seed_of(door.person, 0), as_bytes(token)), true};
  return token + "." + encode_base64url(signature.bytes);
}

std::string Hand::badge(const Door& door) {
  const PublicKey of = public_key(key(door.person).public_half);
  const auto account = Account::parse(street_.account(door));
  Badge badge;
  const auto digest = thumbprint(of);
  std::copy_n(digest.begin(), badge.digest.size(), badge.digest.begin());
  badge.seq =
      wording_ == Wording::same ? first_seq : first_seq + static_cast<std::uint32_t>(street_.shops()) - 1;
  const std::string message = badge_message(*account, street_.subject(door.person), kid(of), badge.seq);
  badge.signature = sign_ed25519(seed_of(door.person, 0), as_bytes(message));
  return write_badge(badge);
}

std::string Hand::other(const Door& door, std::uint64_t life, std::int64_t issued) const {
  const Seed seed = seed_of(door.person, life);
  const std::string token = signed_bytes(door, {ed25519_public(seed), true}, issued);
  return token + "." + encode_base64url(sign_ed25519(seed, as_bytes(token)));
}

std::string Hand::expired(const Door& door) const { return other(door, 0, issued_ - valid_for - day); }
std::string Hand::of_rival(const Door& door) const { return other(door, 1, issued_); }

void Hand::sign_all() {
  const std::size_t cores = std::max(std::thread::hardware_concurrency(), 1U);
  std::vector<std::thread> threads;
  for (std::size_t first = 0; first < cores; ++first)
    threads.emplace_back([this, first, cores] {
      for (std::size_t person = first; person < street_.people(); person += cores)
        for (std::size_t shop = 0; shop < wordings_; ++shop) statement({person, shop});
    });
  for (std::thread& thread : threads) thread.join();
}

}  // namespace quorate
