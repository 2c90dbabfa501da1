// Turns the program's configuration file (--config) into Settings.
#pragma once

#include "proofs/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// One way to look at the web: through a proxy, or from an address of this machine, or as it comes.
struct VantageSettings {
  std::string name;
  std::optional<std::string> proxy;    // SCHEME://ADDR:PORT, looked into by the crawler
  std::optional<std::string> address;  // likewise
};
inline constexpr std::uint32_t max_vantages = 16;

// Paths are as they stand in the file; they are meant from the file's own folder.
struct Settings {
  std::vector<std::string> services;         // further services files
  std::vector<std::string> operators;        // further operators files
  std::optional<std::string> limits;         // a file whose values replace those of limits.yaml
  std::vector<std::string> allow_addresses;  // CIDR: may be connected to although not globally reachable
  std::optional<std::string> trust_anchor;   // DNSSEC: a file with keys of the DNS root or of other zones
  std::optional<std::string> as_table;       // a table of autonomous systems (config/networks.hpp)
  std::optional<std::string> proxy;          // SCHEME://ADDR:PORT, looked into by the crawler
  std::vector<VantageSettings> vantages;     // none: one way, the ordinary one
  std::optional<std::string> contact;        // whom a site's operator may ask: stands in the User-Agent
};

//   services: [PATH, ...]   operators: [PATH, ...]   limits: PATH   allow_addresses: [CIDR, ...]
//   trust_anchor: PATH   as_table: PATH   proxy: socks5h://ADDR:PORT | http://ADDR:PORT
//   vantages: [{name: ID, proxy: ... | address: ADDR}, ...]   1 to 16; not beside `proxy`
//   contact: mailto:NAME@HOST or https://...
// Every key may be left out. Errors: bad_config with the place.
Result<Settings> load_settings(std::string_view file, std::string_view bytes);

}  // namespace quorate
