// Selection: which targets of an input a scan takes, the same ones whenever it is asked.
#pragma once

#include "config/target/target.hpp"
#include "proofs/score/suffix_list.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

namespace quorate {

// One of several parts of the input that exclude each other and together are all of it.
struct Shard {
  std::uint32_t number = 1;  // from 1
  std::uint32_t of = 1;
};
inline constexpr std::uint32_t max_shards = 65'536;

// "3/16". Errors: bad_argument.
Result<Shard> parse_shard(std::string_view text);

struct Everything {};
struct Share {
  double part = 1;  // 0 to 1
};
struct Exactly {
  std::uint64_t count = 0;
};
using Sample = std::variant<Everything, Share, Exactly>;

// "5%", "0.1%" or "10000". Errors: bad_argument.
Result<Sample> parse_sample(std::string_view text);

class Selection {
 public:
  // `population`: how many records belong to the shard, which Exactly must know. `suffixes` are kept.
  Selection(const Shard& shard, const Sample& sample, std::uint64_t seed, const SuffixList& suffixes,
            std::uint64_t population = 0);

  // Must be asked about every record of the input, in order. `target`: null for a record that cannot be read,
  // which belongs to a shard by its line.
  bool takes(std::uint64_t line, const Target* target);
  // Whether it belongs to the shard; may be asked at any time.
  bool in_shard(std::uint64_t line, const Target* target) const;

 private:
  Shard shard_;
  Sample sample_;
  std::uint64_t seed_;
  SuffixList suffixes_;
  std::uint64_t left_ = 0;    // of the population
  std::uint64_t wanted_ = 0;  // of these, for Exactly
};

}  // namespace quorate
