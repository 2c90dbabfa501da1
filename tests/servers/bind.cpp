#include "tests/servers/bind.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace quorate {
namespace {

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string zone_text(const Zone& zone) {
  return "$TTL 60\n$ORIGIN " + zone.name +
         ".\n@ IN SOA ns hostmaster 1 3600 600 86400 60\n@ IN NS ns\nns IN A 127.0.0.1\n" + zone.records +
         "\n";
}

// Signs the zone's file with a key of its own and gives the key's DS record.
std::string sign(const TempDirectory& directory, const Zone& zone, const std::string& file) {
  std::string key =
      run({"dnssec-keygen", "-q", "-a", "ECDSAP256SHA256", "-f", "KSK", zone.name}, directory.path());
  key.erase(key.find_last_not_of('\n') + 1);
  run({"dnssec-signzone", "-q", "-z", "-S", "-o", zone.name, "-f", file, file}, directory.path());
  const auto& [genuine, forged] = zone.tampering;
  if (!genuine.empty()) {
    std::string text = read_file(file);
    const std::size_t at = text.find(genuine);
    if (at == text.npos) throw std::runtime_error("nothing to tamper with in " + zone.name);
    directory.write(std::filesystem::path(file).filename(), text.replace(at, genuine.size(), forged));
  }
  return run({"dnssec-dsfromkey", "-2", key}, directory.path());
}

// Writes nowhere but in its folder and listens to no control channel.
std::string configuration(const std::vector<Zone>& zones, const std::string& folder, int port) {
  std::string text =
      "options {\ndirectory \"" + folder + "\";\nlisten-on port " + std::to_string(port) +
      " { 127.0.0.1; };\nlisten-on-v6 { none; };\npid-file none;\nlock-file none;\nsession-keyfile none;\n"
      "managed-keys-directory \"" +
      folder +
      "\";\nrecursion no;\ndnssec-validation no;\nnotify no;\n"
      "empty-zones-enable no;\n};\ncontrols { };\n";
  for (const Zone& zone : zones)
    text += "zone \"" + zone.name + "\" { type primary; file \"" + zone.name + ".zone\"; };\n";
  return text;
}

}  // namespace

Bind::Bind(const std::vector<Zone>& zones) {
  std::string anchors;
  for (const Zone& zone : zones) {
    const std::string file = directory_.write(zone.name + ".zone", zone_text(zone));
    if (zone.is_signed) anchors += sign(directory_, zone, file);
  }
  anchor_file_ = directory_.write("anchors", anchors);
  constexpr int tries = 5;  // another program may take a port between our look and named's bind
  for (int i = 1;; ++i) {
    port_ = free_port();
    const std::string file =
        directory_.write("named.conf", configuration(zones, directory_.path().string(), port_));
    process_.emplace(std::vector<std::string>{"named", "-g", "-4", "-n", "1", "-c", file}, directory_.path(),
                     directory_.path() / "named.out");
    try {
      process_->wait_for_port(port_);
      return;
    } catch (const std::runtime_error&) {
      if (i == tries) throw;
    }
  }
}

}  // namespace quorate
