#include "config/api.hpp"

#include "config/address_range.hpp"

#include <algorithm>
#include <string_view>

namespace quorate {
namespace {

constexpr Range address_count = {1, max_listen_addresses};
constexpr Range name_count = {1, max_own_names};
constexpr std::size_t port_digits = 5;
constexpr int highest_port = 65'535;

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':' || c == '[' ||
         c == ']';
}

bool is_host(std::string_view host) {
  return !host.empty() && std::all_of(host.begin(), host.end(), is_name_character);
}

bool is_port(std::string_view text) {
  if (text.empty() || text.size() > port_digits) return false;
  int port = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    port = port * 10 + (c - '0');
  }
  return port <= highest_port && (text == "0" || text.front() != '0');
}

// "192.0.2.7:8470" or "[2001:db8::1]:8470".
bool is_listen_address(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == text.npos || !is_port(text.substr(colon + 1))) return false;
  std::string_view host = text.substr(0, colon);
  const bool bracketed = host.starts_with('[') && host.ends_with(']');
  if (bracketed) host = host.substr(1, host.size() - 2);
  const bool is_v6 = host.find(':') != host.npos;
  return is_v6 == bracketed && host.find('/') == host.npos && check_address_range(host);
}

// As the Origin of a page is written.
bool is_public_url(std::string_view url) {
  constexpr std::string_view scheme = "https://";
  return url.starts_with(scheme) && is_host(url.substr(scheme.size()));
}

// Of an address as above.
bool is_loopback(std::string_view address) {
  return address.starts_with("127.") || address.starts_with("[::1]:");
}

void read_listen(MapReader& reader, const YamlNode& node, ApiSettings& api) {
  api.listen.clear();
  for (const YamlNode& item : reader.keep(read_list(node, "\"listen\"", address_count))) {
    const std::string text = reader.keep(read_string(item, "an address of \"listen\""));
    if (!text.empty() && !is_listen_address(text))
      reader.fail_at(&item, "\"" + text +
                                "\" is not ADDRESS:PORT, as 127.0.0.1:8470 or \"[::1]:8470\" (names are not "
                                "looked up)");
    if (std::find(api.listen.begin(), api.listen.end(), text) != api.listen.end())
      reader.fail_at(&item, "\"" + text + "\" stands there twice");
    api.listen.push_back(text);
  }
}

void read_names(MapReader& reader, const YamlNode& node, ApiSettings& api) {
  for (const YamlNode& item : reader.keep(read_list(node, "\"names\"", name_count))) {
    const std::string name = reader.keep(read_string(item, "a name of \"names\""));
    const bool has_port = name.find(':') != name.npos && !name.ends_with(']');
    if (!name.empty() && (!is_host(name) || has_port))
      reader.fail_at(&item, "\"" + name + "\" is not a host in lower case, without a port");
    api.names.push_back(name);
  }
}

Result<TlsFiles> read_tls(const YamlNode& node) {
  MapReader reader(node, "tls");
  TlsFiles tls;
  tls.certificate = reader.string("certificate");
  tls.key = reader.string("key");
  if (const auto done = reader.finish(); !done) return done.error();
  return tls;
}

}  // namespace

Result<ApiSettings> read_api(const YamlNode& node) {
  MapReader reader(node, "api");
  ApiSettings api;
  api.tokens = reader.string("tokens");
  const YamlNode* listen = reader.find("listen");
  if (listen != nullptr) read_listen(reader, *listen, api);
  if (const YamlNode* names = reader.find("names")) read_names(reader, *names, api);
  if (const YamlNode* tls = reader.find("tls")) api.tls = reader.keep(read_tls(*tls));
  for (std::size_t i = 0; listen != nullptr && i < api.listen.size(); ++i)
    if (!api.tls && !is_loopback(api.listen[i]))
      reader.fail_at(
          &listen->items[i],
          "\"" + api.listen[i] +
              "\" can be reached from other machines, where tokens could be read on the way: name a "
              "certificate and its key under \"tls\", or listen on 127.0.0.1 and [::1] alone");
  api.public_url = reader.optional_string("public_url");
  if (api.public_url && !is_public_url(*api.public_url))
    reader.fail_at(reader.find("public_url"),
                   "\"public_url\" is https://HOST in lower case, without a path or a slash behind");
  if (const auto done = reader.finish(); !done) return done.error();
  return api;
}

}  // namespace quorate
