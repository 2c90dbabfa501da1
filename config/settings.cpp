#include "config/settings.hpp"

#include "config/address_range.hpp"
#include "config/yaml/reader.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <optional>

namespace quorate {
namespace {

constexpr Range file_count = {1, 64};
constexpr Range vantage_count = {1, max_vantages};
constexpr Range address_count = {1, 256};
constexpr std::size_t max_contact_bytes = 200;  // it is sent with every request

// What can stand in a comment of a User-Agent header (RFC 9110 section 5.6.5) without ending it.
bool is_contact(std::string_view text) {
  if (!text.starts_with("mailto:") && !text.starts_with("https://")) return false;
  return text.size() <= max_contact_bytes && std::all_of(text.begin(), text.end(), [](char c) {
           return c > ' ' && c <= '~' && c != '(' && c != ')' && c != '\\';
         });
}

std::vector<std::string> read_addresses(MapReader& reader, const YamlNode& node) {
  auto ranges = reader.keep(read_strings(node, "\"allow_addresses\"", address_count));
  for (std::size_t i = 0; i < ranges.size(); ++i)
    if (const auto checked = check_address_range(ranges[i]); !checked)
      reader.fail_at(&node.items[i], checked.error().detail);
  return ranges;
}

Result<VantageSettings> read_vantage(const YamlNode& node) {
  MapReader reader(node, "vantage point");
  VantageSettings vantage;
  if (const YamlNode* name = reader.required("name")) vantage.name = reader.keep(read_id(*name, "\"name\""));
  vantage.proxy = reader.optional_string("proxy");
  vantage.address = reader.optional_string("address");
  if (vantage.proxy && vantage.address)
    reader.fail_at(nullptr, "a vantage point has a proxy or an address of ours, not both");
  if (const auto done = reader.finish(); !done) return done.error();
  return vantage;
}

// The 4 or 16 bytes of an address, so that all spellings of it are one; of another text, the text.
std::string spelt_out(const std::string& address) {
  std::array<char, sizeof(in6_addr)> bytes{};
  if (address.find('\0') != std::string::npos) return address;
  if (inet_pton(AF_INET, address.c_str(), bytes.data()) == 1) return {bytes.data(), sizeof(in_addr)};
  if (inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1) return {bytes.data(), sizeof(in6_addr)};
  return address;
}

bool same_address(const std::optional<std::string>& one, const std::optional<std::string>& other) {
  return one && other ? spelt_out(*one) == spelt_out(*other) : one == other;
}

// Two of the same name or way would be one that counts twice.
std::vector<VantageSettings> read_vantages(MapReader& reader, const YamlNode& node) {
  std::vector<VantageSettings> vantages;
  for (const YamlNode& item : reader.keep(read_list(node, "\"vantages\"", vantage_count))) {
    VantageSettings vantage = reader.keep(read_vantage(item));
    for (const VantageSettings& other : vantages) {
      if (other.name == vantage.name) reader.fail_at(&item, "another vantage point has this name");
      if (other.proxy == vantage.proxy && same_address(other.address, vantage.address))
        reader.fail_at(&item, "the vantage point \"" + other.name + "\" looks the same way");
    }
    vantages.push_back(std::move(vantage));
  }
  return vantages;
}

}  // namespace

Result<Settings> load_settings(std::string_view file, std::string_view bytes) {
  const auto root = parse_yaml(file, bytes);
  if (!root) return root.error();
  MapReader reader(*root, "configuration");
  Settings settings;
  settings.services = reader.optional_strings("services", file_count);
  settings.operators = reader.optional_strings("operators", file_count);
  settings.limits = reader.optional_string("limits");
  if (const YamlNode* allowed = reader.find("allow_addresses"))
    settings.allow_addresses = read_addresses(reader, *allowed);
  settings.trust_anchor = reader.optional_string("trust_anchor");
  settings.as_table = reader.optional_string("as_table");
  settings.proxy = reader.optional_string("proxy");
  if (const YamlNode* vantages = reader.find("vantages")) {
    settings.vantages = read_vantages(reader, *vantages);
    if (settings.proxy) reader.fail_at(vantages, "\"vantages\" does not stand beside \"proxy\"");
  }
  if (const YamlNode* contact = reader.find("contact")) {
    settings.contact = reader.keep(read_string(*contact, "\"contact\""));
    if (!is_contact(*settings.contact))
      reader.fail_at(
          contact,
          "\"contact\" must be mailto:NAME@HOST or an https:// address, in ASCII without spaces or ()");
  }
  if (const auto done = reader.finish(); !done) return done.error();
  return settings;
}

}  // namespace quorate
