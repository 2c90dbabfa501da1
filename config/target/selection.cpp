#include "config/target/selection.hpp"

#include "proofs/crypto/digest.hpp"

#include <charconv>
#include <cmath>
#include <string>

namespace quorate {
namespace {

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return !text.empty() && error == std::errc() && stop == text.data() + text.size();
}

// The same on every machine: the first eight bytes of SHA-256.
std::uint64_t spread(std::string_view text) {
  const auto digest = sha256(as_bytes(text));
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = number << 8 | digest[i];
  return number;
}

// From 0 to below 1, by the seed and the line.
double chance(std::uint64_t seed, std::uint64_t line) {
  constexpr int bits = 53;  // of a double
  return std::ldexp(
      static_cast<double>(spread(std::to_string(seed) + " " + std::to_string(line)) >> (64 - bits)), -bits);
}

}  // namespace

Result<Shard> parse_shard(std::string_view text) {
  const std::size_t slash = text.find('/');
  Shard shard;
  if (slash == text.npos || !read_number(text.substr(0, slash), shard.number) ||
      !read_number(text.substr(slash + 1), shard.of) || shard.number == 0 || shard.number > shard.of ||
      shard.of > max_shards)
    return Error{Code::bad_argument, "\"" + std::string(text.substr(0, 40)) +
                                         "\" is no shard; write NUMBER/COUNT, for example 3/16"};
  return shard;
}

Result<Sample> parse_sample(std::string_view text) {
  const Error wrong{Code::bad_argument,
                    "\"" + std::string(text.substr(0, 40)) +
                        "\" is no sample; write a number of targets or a share, 1000 or 0.5%"};
  if (text.ends_with('%')) {
    double percent = 0;
    if (!read_number(text.substr(0, text.size() - 1), percent) || !(percent > 0) || percent > 100)
      return wrong;
    return Sample(Share{percent / 100});
  }
  std::uint64_t count = 0;
  if (!read_number(text, count) || count == 0) return wrong;
  return Sample(Exactly{count});
}

Selection::Selection(const Shard& shard, const Sample& sample, std::uint64_t seed, const SuffixList& suffixes,
                     std::uint64_t population)
    : shard_(shard), sample_(sample), seed_(seed), suffixes_(suffixes), left_(population) {
  if (const auto* exactly = std::get_if<Exactly>(&sample_)) wanted_ = exactly->count;
}

bool Selection::in_shard(std::uint64_t line, const Target* target) const {
  if (shard_.of == 1) return true;
  const std::string by = target == nullptr
                             ? "line " + std::to_string(line)
                             : suffixes_.registrable_domain(target->contact.accounts.front().host());
  return spread(by) % shard_.of + 1 == shard_.number;
}

// Of so many that are left, so many are still wanted: each goes with that chance, and the count comes out
// exactly (Knuth, The Art of Computer Programming, volume 2, 3.4.2, algorithm S).
bool Selection::takes(std::uint64_t line, const Target* target) {
  if (!in_shard(line, target)) return false;
  if (const auto* share = std::get_if<Share>(&sample_)) return chance(seed_, line) < share->part;
  if (std::holds_alternative<Everything>(sample_)) return true;
  if (left_ == 0) return false;
  const bool taken = chance(seed_, line) * static_cast<double>(left_) < static_cast<double>(wanted_);
  --left_;
  if (taken) --wanted_;
  return taken;
}

}  // namespace quorate
