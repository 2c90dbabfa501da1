// Street: who lives in the crowd and where: the names of its services, people, accounts and pages, and what
// goes wrong where. Everything follows from the numbers that it is made with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// What a service shows of a person.
enum class Shop {
  file,   // a messenger provider's statement file
  page,   // a profile page of 30 KB with the statement
  badge,  // a profile page of 30 KB with a badge
  api,    // a profile in JSON with a badge
  plain,  // a profile page of 30 KB with neither
  actor,  // an ActivityPub actor, whose summary has the statement, and names an OpenPGP key for other
          // verifiers
};

// What is wrong with one account.
enum class Fault {
  none,
  gone,     // 404
  error,    // 503
  limited,  // 429 with Retry-After
  slow,     // answers late
  reset,    // the connection or stream is broken off
  length,   // says another length than it sends
  garbage,  // an answer that is no token
  forged,   // a token whose signature does not hold
  expired,  // a statement of last year
  rival,    // a statement of somebody else's key
};
inline constexpr std::size_t faults = 11;

std::string_view name(Shop shop);
std::string_view name(Fault fault);

// So many of each ten thousand accounts.
struct FaultShare {
  Fault fault = Fault::none;
  std::uint32_t of_ten_thousand = 0;
};

struct StreetPlan {
  std::uint64_t seed = 1;
  std::size_t people = 1;
  std::vector<Shop> shops;
  std::vector<FaultShare> faults;
  std::size_t branches = 1;  // domains of each service: a person has an account at one of them
};

// "file:5,page,badge:2". Nothing where it cannot be read.
std::optional<std::vector<Shop>> read_shops(std::string_view text);
// "gone=2.5": a name and a share in percent. Nothing where it cannot be read.
std::optional<FaultShare> read_fault(std::string_view text);

// One account: person number and service number.
struct Door {
  std::size_t person = 0;
  std::size_t shop = 0;
};

class Street {
 public:
  explicit Street(StreetPlan plan);

  std::size_t people() const { return plan_.people; }
  std::size_t shops() const { return plan_.shops.size(); }
  std::uint64_t seed() const { return plan_.seed; }
  Shop kind(std::size_t shop) const { return plan_.shops[shop]; }
  std::size_t branches() const { return plan_.branches; }
  const std::string& host(std::size_t shop, std::size_t branch) const {
    return hosts_[shop * plan_.branches + branch];
  }
  const std::string& host(const Door& door) const { return host(door.shop, door.person % plan_.branches); }

  std::string person(std::size_t number) const;                 // "p0000042"
  std::string account(const Door& door) const;                  // canonical URI
  std::string path(const Door& door) const;                     // of the URL that shows it
  std::vector<std::string> accounts(std::size_t person) const;  // sorted
  // Whom a person's key speaks for: the first account at a messenger provider, else the first account.
  std::string subject(std::size_t person) const;

  Fault fault(const Door& door) const;

  // Whose page that is; nothing where there is none of that name.
  std::optional<Door> find(std::string_view host, std::string_view path) const;

 private:
  StreetPlan plan_;
  std::vector<std::string> hosts_;  // the branches of the first service, of the second, ...
  std::map<std::string, std::size_t, std::less<>> numbers_;  // of the hosts
};

// A number that follows from the others and looks like chance.
std::uint64_t mixed(std::uint64_t seed, std::uint64_t a, std::uint64_t b);

}  // namespace quorate
