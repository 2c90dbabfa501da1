#include "proofs/forge/networks.hpp"

#include <algorithm>
#include <iterator>

namespace quorate {
namespace {

std::uint32_t number_of(const Address& address) {
  const auto& bytes = address.bytes;
  return std::uint32_t{bytes[0]} << 24U | std::uint32_t{bytes[1]} << 16U | std::uint32_t{bytes[2]} << 8U |
         std::uint32_t{bytes[3]};
}

}  // namespace

bool Networks::add(const AddressBlock& block, std::uint32_t number, std::string_view name) {
  if (block.first.family != block.last.family || block.last < block.first) return false;
  if (block.first.family == Address::Family::v4) {
    if (!v4_.empty() && number_of(block.first) <= v4_.back().last) return false;
    v4_.push_back({number_of(block.first), number_of(block.last), number});
  } else {
    if (!v6_.empty() && block.first <= v6_.back().block.last) return false;
    v6_.push_back({block, number});
  }
  names_.try_emplace(number, name);
  return true;
}

std::string Networks::of(const Address& address) const {
  std::uint32_t number = 0;
  if (address.family == Address::Family::v4) {
    const std::uint32_t wanted = number_of(address);
    const auto behind =
        std::upper_bound(v4_.begin(), v4_.end(), wanted,
                         [](std::uint32_t value, const BlockV4& b) { return value < b.first; });
    if (behind == v4_.begin() || std::prev(behind)->last < wanted) return "";
    number = std::prev(behind)->number;
  } else {
    const auto behind =
        std::upper_bound(v6_.begin(), v6_.end(), address,
                         [](const Address& value, const BlockV6& b) { return value < b.block.first; });
    if (behind == v6_.begin() || std::prev(behind)->block.last < address) return "";
    number = std::prev(behind)->number;
  }
  const std::string& name = names_.at(number);
  return "AS" + std::to_string(number) + (name.empty() ? "" : " ") + name;
}

}  // namespace quorate
