// Web: an nginx with TLS on loopback and a fetcher that is sent to it, for the tests of fetching.
#pragma once

#include "crawler/fetch/fetcher.hpp"
#include "tests/servers/certificates.hpp"
#include "tests/servers/nginx.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// Limits of config/limits.yaml.
FetchLimits shipped_limits();

// Fetches all at once and gives the observations in the same order.
std::vector<Observation> fetch_all(const FetchSettings& settings, const std::vector<Request>& requests);
Observation fetch_one(const FetchSettings& settings, const Request& request);

// A request for the URL.
Request page(std::string url);

// The name of the error's code, "" without an error; and the whole error, for what a test prints.
std::string code(const Observation& observation);
std::string failure(const Observation& observation);

// One virtual host on PORT, with a certificate of `authority` for the names; `locations` stand in its server
// block. All hosts of one server must speak the same protocol.
enum class Protocol { http1, http2 };
std::string virtual_host(const Certificate& certificate, std::string_view names, std::string_view locations,
                         Protocol protocol = Protocol::http2);

// alice.test and www.alice.test, with these locations.
class Web {
 public:
  explicit Web(std::string_view locations, Protocol protocol = Protocol::http2);

  // Settings that send every connection to this server and trust its authority.
  FetchSettings settings() const;

  // Puts a file under the folder that is served.
  void put(const std::filesystem::path& name, std::string_view bytes) const { files_.write(name, bytes); }
  const TempDirectory& files() const { return files_; }
  CertificateAuthority& authority() { return authority_; }
  int port() const { return nginx_.port(); }

 private:
  TempDirectory files_;
  CertificateAuthority authority_;
  Nginx nginx_;
};

// Settings that send every connection to the port of 127.0.0.1.
FetchSettings settings_for(int port, const CertificateAuthority& authority);

}  // namespace quorate
