#include "bench/crowd/street.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace quorate {
namespace {

constexpr std::array<std::string_view, 6> shop_names = {"file", "page", "badge", "api", "plain", "actor"};
constexpr std::array<std::string_view, faults> fault_names = {
    "none", "gone", "error", "limited", "slow", "reset", "length", "garbage", "forged", "expired", "rival"};
constexpr std::size_t person_digits = 7;
constexpr std::size_t most_of_a_kind = 1000;
constexpr double ten_thousand = 10'000;

template <std::size_t size>
std::optional<std::size_t> place_of(std::string_view name, const std::array<std::string_view, size>& names) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

std::optional<std::size_t> read_number(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// What stands before a person's name in the path of her page at such a service, and after it.
struct Around {
  std::string_view before;
  std::string_view after;
};
Around around(Shop shop) {
  switch (shop) {
    case Shop::file:
      return {"/.well-known/cross-signatures/u/", ""};
    case Shop::page:
    case Shop::actor:
      return {"/@", ""};
    case Shop::api:
      return {"/api/v1/users/", ""};
    case Shop::badge:
    case Shop::plain:
      break;
  }
  return {"/", ""};
}

}  // namespace

std::string_view name(Shop shop) { return shop_names[static_cast<std::size_t>(shop)]; }
std::string_view name(Fault fault) { return fault_names[static_cast<std::size_t>(fault)]; }

std::optional<std::vector<Shop>> read_shops(std::string_view text) {
  std::vector<Shop> shops;
  while (!text.empty()) {
    const std::string_view one = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), one.size() + 1));
    const std::size_t colon = std::min(one.find(':'), one.size());
    const auto kind = place_of(one.substr(0, colon), shop_names);
    const auto count = colon == one.size() ? 1 : read_number(one.substr(colon + 1));
    if (!kind || !count || *count > most_of_a_kind) return std::nullopt;
    shops.insert(shops.end(), *count, static_cast<Shop>(*kind));
  }
  return shops;
}

std::optional<FaultShare> read_fault(std::string_view text) {
  const std::size_t equals = std::min(text.find('='), text.size());
  const auto fault = place_of(text.substr(0, equals), fault_names);
  double percent = -1;
  if (equals < text.size()) std::from_chars(text.data() + equals + 1, text.data() + text.size(), percent);
  if (!fault || percent < 0 || percent > 100) return std::nullopt;
  return FaultShare{static_cast<Fault>(*fault), static_cast<std::uint32_t>(percent * ten_thousand / 100)};
}

// splitmix64's last steps, over all three numbers.
std::uint64_t mixed(std::uint64_t seed, std::uint64_t a, std::uint64_t b) {
  std::uint64_t z = seed * 0x9e3779b97f4a7c15 + a * 0xd1342543de82ef95 + b * 0xaf251af3b0f025b5 + 1;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

Street::Street(StreetPlan plan) : plan_(std::move(plan)) {
  std::map<Shop, std::size_t> counts;
  for (const Shop shop : plan_.shops) {
    const std::string label = std::string(name(shop)) + std::to_string(counts[shop]++);
    for (std::size_t branch = 0; branch < plan_.branches; ++branch)
      hosts_.push_back(label + (plan_.branches == 1 ? "" : "-" + std::to_string(branch)) + ".example");
  }
  for (std::size_t number = 0; number < hosts_.size(); ++number) numbers_.emplace(hosts_[number], number);
}

std::string Street::person(std::size_t number) const {
  const std::string digits = std::to_string(number);
  return "p" + std::string(person_digits - std::min(person_digits, digits.size()), '0') + digits;
}

std::string Street::account(const Door& door) const {
  const std::string& at = host(door);
  switch (kind(door.shop)) {
    case Shop::file:
      return "mimi://" + at + "/u/" + person(door.person);
    case Shop::page:
    case Shop::actor:
      return "https://" + at + "/@" + person(door.person);
    default:
      return "https://" + at + "/" + person(door.person);
  }
}

std::string Street::path(const Door& door) const {
  const Around of = around(kind(door.shop));
  return std::string(of.before) + person(door.person) + std::string(of.after);
}

std::vector<std::string> Street::accounts(std::size_t person) const {
  std::vector<std::string> all;
  for (std::size_t shop = 0; shop < shops(); ++shop) all.push_back(account({person, shop}));
  std::sort(all.begin(), all.end());
  return all;
}

std::string Street::subject(std::size_t person) const {
  for (std::size_t shop = 0; shop < shops(); ++shop)
    if (kind(shop) == Shop::file) return account({person, shop});
  return account({person, 0});
}

Fault Street::fault(const Door& door) const {
  if (plan_.faults.empty()) return Fault::none;
  std::uint64_t chance = mixed(plan_.seed, door.person, door.shop) % 10'000;
  for (const FaultShare& share : plan_.faults) {
    if (chance < share.of_ten_thousand) return share.fault;
    chance -= share.of_ten_thousand;
  }
  return Fault::none;
}

std::optional<Door> Street::find(std::string_view host, std::string_view path) const {
  const auto found = numbers_.find(host.substr(0, host.find(':')));
  if (found == numbers_.end()) return std::nullopt;
  Door door;
  door.shop = found->second / plan_.branches;
  const Around of = around(kind(door.shop));
  if (!path.starts_with(of.before) || !path.ends_with(of.after)) return std::nullopt;
  path.remove_prefix(of.before.size());
  path.remove_suffix(of.after.size());
  if (!path.starts_with('p')) return std::nullopt;
  const auto number = read_number(path.substr(1));
  if (!number || *number >= people() || person(*number) != path) return std::nullopt;
  if (*number % plan_.branches != found->second % plan_.branches) return std::nullopt;  // lives elsewhere
  door.person = *number;
  return door;
}

}  // namespace quorate
