#include "crawler/scan/overlap.hpp"

#include "config/target/selection.hpp"

namespace quorate {
namespace {

Shard shard_of(const Manifest& manifest) {
  const std::string* text = manifest.configuration.find_string("shard");
  const auto shard = text == nullptr ? Result<Shard>(Shard{}) : parse_shard(*text);
  return shard ? *shard : Shard{};
}

std::string text_of(const Shard& shard) {
  if (shard.of == 1) return "all of it";
  return "shard " + std::to_string(shard.number) + "/" + std::to_string(shard.of);
}

// Of 2/4 and 1/2 nobody can tell without looking at every target.
bool exclude_each_other(const Shard& one, const Shard& other) {
  return one.of == other.of && one.number != other.number;
}

}  // namespace

std::optional<std::string> overlap(const Manifest& one, const Manifest& other) {
  if (!one.input_sha256 || one.input_sha256 != other.input_sha256) return std::nullopt;
  const Shard first = shard_of(one);
  const Shard second = shard_of(other);
  if (exclude_each_other(first, second)) return std::nullopt;
  return "both are of the input with SHA-256 " + *one.input_sha256 + ", " + text_of(first) + " and " +
         text_of(second);
}

}  // namespace quorate
