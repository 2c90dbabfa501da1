#include "crawler/fetch/curl/transfer.hpp"

#include "crawler/fetch/curl/certificate.hpp"
#include "crawler/fetch/curl/error.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <utility>

namespace quorate {
namespace {

namespace ip = boost::asio::ip;

// Of one request: the first may go to a connection that the server is just closing, or has closed unseen.
constexpr int max_sendings = 2;

IntakeLimits intake_limits(const FetchLimits& limits, const Hop& hop) {
  return {limits.header_bytes, limits.header_lines,      hop.max_body_bytes,
          limits.decode_ratio, limits.decode_ratio_from, hop.excess};
}

PaceLimits pace_limits(const FetchLimits& limits, const Hop& hop) {
  return {hop.connect.value_or(limits.connect), limits.first_byte, limits.low_speed_bytes,
          limits.low_speed_window};
}

std::optional<ip::tcp::endpoint> read_endpoint(const curl_sockaddr& address) {
  ip::tcp::endpoint endpoint;
  const bool known = address.family == AF_INET || address.family == AF_INET6;
  if (!known || address.addrlen > endpoint.capacity()) return std::nullopt;
  std::memcpy(endpoint.data(), &address.addr, address.addrlen);
  endpoint.resize(address.addrlen);
  return endpoint;
}

// Room for any address stands behind curl_sockaddr::addr: curl keeps a sockaddr_storage there.
void write_endpoint(curl_sockaddr& address, const ip::tcp::endpoint& endpoint) {
  address.family = endpoint.protocol().family();
  address.addrlen = static_cast<unsigned>(endpoint.size());
  std::memcpy(static_cast<void*>(&address.addr), endpoint.data(), endpoint.size());
}

// Says that it is not the host's fault.
Error no_descriptor() {
  return {Code::connect_failed, "this machine lets the program have no more connections and files open"};
}

}  // namespace

Transfer::Transfer(const Means& means, const Hop& hop)
    : settings_(means.settings),
      guard_(means.guard),
      gate_(means.gate),
      expected_{means.authorities, hop.url.host},
      intake_(intake_limits(settings_.limits, hop)),
      pace_(pace_limits(settings_.limits, hop), hop.deadline),
      trace_(means.trace),
      addresses_(new_address_cache()),
      easy_(new_easy_handle()) {
  set_up(hop);
  set_up_tls();
  set_up_lists(hop);
  if (trace_ == Trace::none) return;
  set_option(easy_.get(), CURLOPT_VERBOSE, 1L);
  set_option(easy_.get(), CURLOPT_DEBUGFUNCTION, &Transfer::on_trace);
  set_option(easy_.get(), CURLOPT_DEBUGDATA, this);
}

Transfer::~Transfer() { no_longer_connecting(); }

void Transfer::connecting() {
  if (!std::exchange(is_connecting_, true)) gate_.begun();
}

void Transfer::no_longer_connecting() {
  if (std::exchange(is_connecting_, false)) gate_.over();
}

int Transfer::on_trace(CURL*, curl_infotype type, char* bytes, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  if (type == CURLINFO_HEADER_OUT && transfer.asking_) transfer.sent_.append(bytes, count);
  return 0;
}

void Transfer::set_up(const Hop& hop) {
  CURL* easy = easy_.get();
  set_option(easy, CURLOPT_URL, text(hop.url).c_str());
  if (hop.post) {  // the hop outlives the transfer
    set_option(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(hop.post->size()));
    set_option(easy, CURLOPT_POSTFIELDS, hop.post->c_str());
  }
  set_option(easy, CURLOPT_PATH_AS_IS, 1L);
  set_option(easy, CURLOPT_PROTOCOLS_STR, "https");
  set_option(easy, CURLOPT_REDIR_PROTOCOLS_STR, "https");
  set_option(easy, CURLOPT_FOLLOWLOCATION, 0L);
  set_option(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  set_option(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set_up_path();
  set_option(easy, CURLOPT_NOSIGNAL, 1L);
  set_option(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  set_option(easy, CURLOPT_PIPEWAIT, settings_.opening == Opening::when_needed ? 1L : 0L);
  // gzip alone, and undone by Intake: curl takes packed data that is cut short for whole.
  set_option(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
  set_option(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
  set_option(easy, CURLOPT_USERAGENT, settings_.user_agent.c_str());
  set_option(easy, CURLOPT_MAXLIFETIME_CONN, static_cast<long>(settings_.limits.connection_age.count()));
  set_option(easy, CURLOPT_ERRORBUFFER, curl_text_.data());
  set_option(easy, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
  set_option(easy, CURLOPT_HEADERDATA, this);
  set_option(easy, CURLOPT_WRITEFUNCTION, &Transfer::on_body);
  set_option(easy, CURLOPT_WRITEDATA, this);
  set_option(easy, CURLOPT_OPENSOCKETFUNCTION, &Transfer::on_open);
  set_option(easy, CURLOPT_OPENSOCKETDATA, this);
  set_option(easy, CURLOPT_PREREQFUNCTION, &Transfer::on_request);
  set_option(easy, CURLOPT_PREREQDATA, this);
}

// How the connection is made. Nothing of it comes from the environment.
void Transfer::set_up_path() {
  CURL* easy = easy_.get();
  set_option(easy, CURLOPT_NOPROXY, "");
  set_option(easy, CURLOPT_PROXY, settings_.proxy ? text(*settings_.proxy).c_str() : "");
  set_option(easy, CURLOPT_HTTPPROXYTUNNEL, 1L);
  set_option(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);  // what the proxy says is not what the host says
  set_option(easy, CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));
  if (settings_.local_address)
    set_option(easy, CURLOPT_INTERFACE, ("host!" + settings_.local_address->to_string()).c_str());
}

void Transfer::set_up_tls() {
  CURL* easy = easy_.get();
  require_certificate(easy, expected_);
  // A resumed session would be taken for verified, however long ago the certificate was looked at.
  set_option(easy, CURLOPT_SSL_SESSIONID_CACHE, 0L);
  set_option(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
}

// The addresses go in as curl's cached answer for the host, so that it never looks one up itself.
void Transfer::set_up_lists(const Hop& hop) {
  std::string entry = "+" + hop.url.host + ":" + std::to_string(hop.url.port) + ":";
  for (const ip::address& address : hop.addresses) {
    if (&address != &hop.addresses.front()) entry += ',';
    const std::string plain = address.to_string();
    entry += address.is_v6() ? '[' + plain + ']' : plain;
  }
  if (!hop.addresses.empty()) {  // else a proxy looks the host up
    append(resolve_, entry);
    set_option(easy_.get(), CURLOPT_SHARE, addresses_.get());
    set_option(easy_.get(), CURLOPT_RESOLVE, resolve_.get());
  }
  for (const auto& [name, value] : hop.headers)
    append(headers_, std::string(name).append(": ").append(value));
  set_option(easy_.get(), CURLOPT_HTTPHEADER, headers_.get());
}

std::size_t Transfer::on_header(char* bytes, std::size_t, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  return transfer.intake_.header({bytes, count}) == Intake::Step::go_on ? count : CURL_WRITEFUNC_ERROR;
}

std::size_t Transfer::on_body(char* bytes, std::size_t, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  return transfer.intake_.body({bytes, count}) == Intake::Step::go_on ? count : CURL_WRITEFUNC_ERROR;
}

// Every new connection of this transfer comes through here, with the address that the kernel will be told.
curl_socket_t Transfer::on_open(void* self, curlsocktype purpose, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(self);
  if (transfer.settings_.connect_to) write_endpoint(*address, *transfer.settings_.connect_to);
  const std::optional<ip::tcp::endpoint> endpoint = read_endpoint(*address);
  if (purpose != CURLSOCKTYPE_IPCXN || !endpoint) return CURL_SOCKET_BAD;
  if (const Result<void> admitted = transfer.guard_.admit(*endpoint); !admitted) {
    transfer.error_ = admitted.error();
    return CURL_SOCKET_BAD;
  }
  transfer.connecting();
  transfer.pace_.connecting(std::chrono::steady_clock::now());
  transfer.asking_ = false;
  const int socket = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  if (socket < 0 && (errno == EMFILE || errno == ENFILE)) transfer.error_ = no_descriptor();
  return socket;
}

// Before the request is sent, also on a connection that was opened for an earlier one. curl sends it again at
// once, up to five times, where a connection turns out to be closed or the server refuses the stream without
// looking at it (RFC 9113 section 8.7), and each time it is one request more than the pace lets out. The second
// time it goes over a new connection: where one that was kept has been closed, the others have, too.
int Transfer::on_request(void* self, char* peer, char*, int peer_port, int) {
  auto& transfer = *static_cast<Transfer*>(self);
  transfer.no_longer_connecting();
  boost::system::error_code error;
  ip::tcp::endpoint endpoint(ip::make_address(peer, error), static_cast<std::uint16_t>(peer_port));
  if (error) return CURL_PREREQFUNC_ABORT;
  // curl tells the address of the socket, but the port of the URL, and does not know that on_open changed it.
  if (transfer.settings_.connect_to) endpoint.port(transfer.settings_.connect_to->port());
  if (transfer.settings_.proxy) endpoint.port(transfer.settings_.proxy->endpoint.port());
  if (const Result<void> admitted = transfer.guard_.admit(endpoint); !admitted) {
    transfer.error_ = admitted.error();
    return CURL_PREREQFUNC_ABORT;
  }
  if (++transfer.sendings_ > max_sendings) {
    transfer.error_ = {Code::transfer_failed, "the server hung up on the request or refused it, and again"};
    return CURL_PREREQFUNC_ABORT;
  }
  set_option(transfer.handle(), CURLOPT_FRESH_CONNECT, 1L);
  transfer.peer_ = text(endpoint);
  if (!transfer.settings_.connect_to) transfer.issuer_ = certificate_issuer(transfer.handle());
  if (transfer.trace_ != Trace::none) transfer.leaf_sha256_ = certificate_sha256(transfer.handle());
  transfer.pace_.asked(std::chrono::steady_clock::now());
  transfer.asking_ = true;
  transfer.sent_.clear();  // of a connection that turned out to be closed, where the request goes out again
  return CURL_PREREQFUNC_OK;
}

std::size_t Transfer::received_body_bytes() const {
  curl_off_t bytes = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_SIZE_DOWNLOAD_T, &bytes);
  return static_cast<std::size_t>(std::max<curl_off_t>(bytes, 0));
}

bool Transfer::is_late(Pace::Time now) {
  std::optional<Error> late = pace_.look(now, intake_.header_bytes() + received_body_bytes());
  if (!late) return false;
  if (!error_) error_ = std::move(late);
  return true;
}

std::optional<Error> Transfer::failure(CURLcode code) {
  if (error_) return error_;
  if (intake_.error()) return intake_.error();
  const bool stopped_by_us = intake_.body_left_away() || intake_.has_enough();
  if (stopped_by_us && code == CURLE_WRITE_ERROR) return std::nullopt;
  if (code != CURLE_OK) return curl_error(code, curl_text_.data());
  static_cast<void>(intake_.finish());
  if (intake_.error()) return intake_.error();
  constexpr int first_final_status = 200;
  if (intake_.status() < first_final_status) return Error{Code::transfer_failed, "no final status"};
  if (!intake_.head_has_ended()) return Error{Code::transfer_failed, "the header is cut short"};
  if (ends_as_it_likes() && is_http1())
    return Error{Code::transfer_failed,
                 "the answer does not tell where it ends, and may have been cut short"};
  return std::nullopt;
}

// Whether only curl's word says that the body has come to its end.
// Over HTTP/1, curl takes a TLS connection that breaks off without a farewell for one that has ended: who
// sits on the wire could so leave out the last lines, a revocation or all proofs, and nothing of it is used.
// Over HTTP/2, curl 7.88 takes a stream that is reset with NO_ERROR for one that has ended (RFC 9113
// section 8.1 allows that after the end only), and so a connection that it gives up itself because of a frame
// that it cannot read. Nobody but the server can do that, and nearly always the end was one, so that what
// came is used; that there was nothing more, is not known.
bool Transfer::ends_as_it_likes() const {
  constexpr int status_with_evidence = 200;  // bodies of others are not looked at
  return intake_.status() == status_with_evidence && !intake_.marks_its_end();
}

bool Transfer::is_http1() const {
  long version = CURL_HTTP_VERSION_NONE;
  curl_easy_getinfo(easy_.get(), CURLINFO_HTTP_VERSION, &version);
  return version < CURL_HTTP_VERSION_2_0;
}

Observation Transfer::finish(CURLcode code) {
  Observation observation;
  observation.error = failure(code);
  observation.peer = peer_;
  observation.route.issuer = issuer_;
  if (observation.error) return observation;
  if (ends_as_it_likes() && !intake_.is_packed()) observation.ending = Ending::unsure;
  intake_.move_into(observation);
  return observation;
}

}  // namespace quorate
