// Sets up one HTTP request in curl, guards it while it runs, and turns what came into an Observation.
#pragma once

#include "crawler/fetch/curl/handles.hpp"
#include "crawler/fetch/guard.hpp"
#include "crawler/fetch/intake.hpp"
#include "crawler/fetch/pace.hpp"
#include "crawler/fetch/settings.hpp"
#include "crawler/fetch/url.hpp"
#include "proofs/observation.hpp"

#include <boost/asio/ip/address.hpp>

#include <array>
#include <string>
#include <vector>

namespace quorate {

// One request without redirects.
struct Hop {
  HttpsUrl url;
  std::vector<boost::asio::ip::address> addresses;           // of the host; all admitted by the guard
  std::vector<std::pair<std::string, std::string>> headers;  // beside those of every request
  std::size_t max_body_bytes = 0;
  Pace::Time deadline;
};

class Transfer {
 public:
  // `settings`, `guard` and `hop` must outlive the transfer.
  Transfer(const FetchSettings& settings, const Guard& guard, const Hop& hop);
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  CURL* handle() { return easy_.get(); }

  // Looks at the clock: true when the transfer has taken too long and must be aborted. finish() will say why.
  bool is_late(Pace::Time now);

  // What came. Called once, after curl is done with the handle. Error codes: see Fetcher.
  Observation finish(CURLcode code);

 private:
  static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self);
  static curl_socket_t on_open(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int on_request(void* self, char* peer, char* local, int peer_port, int local_port);

  void set_up(const Hop& hop);
  void set_up_tls(const Hop& hop);
  void set_up_lists(const Hop& hop);
  std::size_t received_body_bytes() const;
  std::optional<Error> failure(CURLcode code);
  bool may_be_cut_short() const;

  const FetchSettings& settings_;
  const Guard& guard_;
  Intake intake_;
  Pace pace_;
  std::optional<Error> error_;  // of our own making; goes before what curl says
  std::string peer_;
  std::string issuer_;
  std::array<char, CURL_ERROR_SIZE> curl_text_{};
  StringList resolve_;
  StringList headers_;
  EasyHandle easy_;  // last: curl uses the others until it is gone
};

}  // namespace quorate
