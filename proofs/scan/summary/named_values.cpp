#include "proofs/scan/summary/named_values.hpp"

#include <algorithm>

namespace quorate {
namespace {

// FNV-1a, and the last steps of SplitMix64, which spread what FNV leaves close together.
std::uint64_t hash_of(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9;
  hash = (hash ^ (hash >> 27)) * 0x94d049bb133111eb;
  return hash ^ (hash >> 31);
}

}  // namespace

NameOrder name_order(std::string_view name, Keep keep) { return {keep, hash_of(name), std::string(name)}; }

std::uint64_t estimated_names(std::uint64_t kept, std::uint64_t largest) {
  constexpr double all_hashes = 18446744073709551616.0;  // 2^64
  if (kept < 2 || largest == 0) return kept;
  const double share = static_cast<double>(largest) / all_hashes;
  return std::max(kept, static_cast<std::uint64_t>(static_cast<double>(kept - 1) / share));
}

}  // namespace quorate
