#include "crawler/memory/token_memory.hpp"

#include <functional>

namespace quorate {
namespace {

// 1024 tokens, which is more than the contacts in flight show; some 5 MB of statements with eight accounts
// each.
constexpr std::size_t shelves = 256;
// Statements with 32 accounts have some 3 KB. The memory of longer ones would not be bounded well by their
// number.
constexpr std::size_t longest_remembered = 4096;

const std::string* text_of(const VerifiedToken& token) {
  if (const auto* statement = std::get_if<VerifiedStatement>(&token)) return &(*statement)->token;
  if (const auto* revocation = std::get_if<VerifiedRevocation>(&token)) return &(*revocation)->token;
  return nullptr;
}

}  // namespace

TokenMemory::TokenMemory() : shelves_(shelves) {}

TokenMemory::Shelf& TokenMemory::shelf_of(std::string_view token) {
  return shelves_[std::hash<std::string_view>()(token) % shelves];
}

std::optional<VerifiedToken> TokenMemory::known(std::string_view token) {
  if (token.size() > longest_remembered) return std::nullopt;
  const std::lock_guard lock(mutex_);
  for (const std::optional<VerifiedToken>& place : shelf_of(token).places)
    if (place && *text_of(*place) == token) return place;
  return std::nullopt;
}

VerifiedToken TokenMemory::verify(std::string_view token) {
  if (auto remembered = known(token)) return std::move(*remembered);
  VerifiedToken verified = verify_token(token);
  if (text_of(verified) == nullptr || token.size() > longest_remembered) return verified;
  const std::lock_guard lock(mutex_);
  Shelf& shelf = shelf_of(token);
  shelf.places[shelf.next] = verified;
  shelf.next = (shelf.next + 1) % places_of_shelf;
  return verified;
}

}  // namespace quorate
