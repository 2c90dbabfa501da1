// Sets up one HTTP request in curl, guards it while it runs, and turns what came into an Observation.
#pragma once

#include "crawler/fetch/connect_gate.hpp"
#include "crawler/fetch/curl/certificate.hpp"
#include "crawler/fetch/curl/handles.hpp"
#include "crawler/fetch/guard.hpp"
#include "crawler/fetch/intake.hpp"
#include "crawler/fetch/pace.hpp"
#include "crawler/fetch/settings.hpp"
#include "crawler/fetch/url.hpp"
#include "proofs/observation.hpp"

#include <boost/asio/ip/address.hpp>

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace quorate {

// One request without redirects.
struct Hop {
  HttpsUrl url;
  std::vector<boost::asio::ip::address> addresses;           // of the host; all admitted by the guard
  std::vector<std::pair<std::string, std::string>> headers;  // beside those of every request
  std::size_t max_body_bytes = 0;
  Excess excess = Excess::refused;
  Pace::Time deadline;
  std::optional<std::string> post;  // what is sent with POST; nothing: GET
  std::optional<std::chrono::milliseconds>
      connect;  // for connecting to these addresses; nothing: as the limits say
};

// Whether a transfer keeps what only a record of it needs.
enum class Trace { none, sent_and_certificate };

// What all transfers have in common.
struct Means {
  const FetchSettings& settings;
  const Guard& guard;
  const Authorities& authorities;
  ConnectGate& gate;  // told of connections; whoever runs the transfer has passed it
  Trace trace = Trace::none;
};

class Transfer {
 public:
  // What `means` names, and `hop`, must outlive the transfer.
  Transfer(const Means& means, const Hop& hop);
  ~Transfer();
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  CURL* handle() { return easy_.get(); }
  const std::string& host() const { return expected_.host; }

  // Looks at the clock: true when the transfer has taken too long and must be aborted. finish() will say why.
  bool is_late(Pace::Time now);

  // The header section of the request, as it was sent last and without what a proxy was told before it; empty
  // where none was sent, or nothing is traced.
  const std::string& sent() const { return sent_; }
  // Of the server's certificate (DER), in hex; empty where none was seen, or nothing is traced.
  const std::string& leaf_sha256() const { return leaf_sha256_; }

  // What came. Called once, after curl is done with the handle. Error codes: see Fetcher.
  Observation finish(CURLcode code);

 private:
  static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self);
  static curl_socket_t on_open(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int on_trace(CURL* easy, curl_infotype type, char* bytes, std::size_t count, void* self);
  static int on_request(void* self, char* peer, char* local, int peer_port, int local_port);

  void set_up(const Hop& hop);
  void set_up_path();
  void set_up_tls();
  void set_up_lists(const Hop& hop);
  void connecting();
  void no_longer_connecting();
  std::size_t received_body_bytes() const;
  std::optional<Error> failure(CURLcode code);
  bool ends_as_it_likes() const;
  bool is_http1() const;

  const FetchSettings& settings_;
  const Guard& guard_;
  ConnectGate& gate_;
  bool is_connecting_ = false;
  const Expected expected_;
  Intake intake_;
  Pace pace_;
  std::optional<Error> error_;  // of our own making; goes before what curl says
  std::string peer_;
  std::string issuer_;
  Trace trace_;
  std::string sent_;
  int sendings_ = 0;     // of the request, by curl
  bool asking_ = false;  // the connection stands, and what goes out is the request
  std::string leaf_sha256_;
  std::array<char, CURL_ERROR_SIZE> curl_text_{};
  ShareHandle addresses_;
  StringList resolve_;
  StringList headers_;
  EasyHandle easy_;  // curl uses the others until it is gone
};

}  // namespace quorate
