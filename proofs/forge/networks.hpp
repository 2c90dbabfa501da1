// Networks: which autonomous system announces an address.
#pragma once

#include "proofs/groups/address.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace quorate {

class Networks {
 public:
  Networks() = default;

  // Blocks must come in ascending order and not overlap: false where one does not, and nothing is added. The
  // first name of a number stays.
  [[nodiscard]] bool add(const AddressBlock& block, std::uint32_t number, std::string_view name);

  // "AS64500 EXAMPLE-NET", or "AS64500" where it has no name; empty where no block holds the address.
  std::string of(const Address& address) const;

  std::size_t size() const { return v4_.size() + v6_.size(); }

 private:
  // A tenth of a million blocks is a whole internet: IPv4 is kept in 12 bytes each.
  struct BlockV4 {
    std::uint32_t first;
    std::uint32_t last;
    std::uint32_t number;
  };
  struct BlockV6 {
    AddressBlock block;
    std::uint32_t number = 0;
  };

  std::vector<BlockV4> v4_;
  std::vector<BlockV6> v6_;
  std::map<std::uint32_t, std::string> names_;
};

}  // namespace quorate
