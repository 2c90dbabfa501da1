// Connection: one client of the crowd, over TLS, in HTTP/2 or HTTP/1.1 as the client likes.
#pragma once

#include "bench/crowd/counter.hpp"

#include <openssl/ssl.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <nghttp2/nghttp2.h>
#include <string>

namespace quorate {

class Connection {
 public:
  // To be called back with the number of the stream when that time is over.
  using Later = std::function<void(std::chrono::milliseconds after, std::int32_t stream)>;

  // Takes the socket over. `counter` must outlive it.
  Connection(SSL_CTX* tls, int socket, Counter& counter, Later later);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  enum class After { goes_on, is_over };
  // Reads and writes what can be read and written now.
  After move();
  // The time of a late answer has come.
  After due(std::int32_t stream);

  bool wants_to_write() const { return sent_ < out_.size(); }

 private:
  struct Stream {
    std::string host;
    std::string path;
    std::string if_none_match;
    CrowdAnswer answer;
    std::size_t sent = 0;
  };

  static int on_begin(nghttp2_session*, const nghttp2_frame* frame, void* self);
  static int on_header(nghttp2_session*, const nghttp2_frame* frame, const std::uint8_t* name,
                       std::size_t name_size, const std::uint8_t* value, std::size_t value_size, std::uint8_t,
                       void* self);
  static int on_frame(nghttp2_session*, const nghttp2_frame* frame, void* self);
  static int on_close(nghttp2_session*, std::int32_t stream, std::uint32_t, void* self);
  static ssize_t on_body(nghttp2_session*, std::int32_t, std::uint8_t* buffer, std::size_t room,
                         std::uint32_t* flags, nghttp2_data_source* source, void*);

  void start_h2();
  void asked(std::int32_t id, Stream& stream);
  void respond(std::int32_t id, Stream& stream);
  void respond_in_text(Stream& stream);
  void read_text();
  After read();
  After write();
  void collect();

  struct SessionEnd {
    void operator()(nghttp2_session* session) const { nghttp2_session_del(session); }
  };

  SSL* ssl_;
  int socket_;
  Counter& counter_;
  Later later_;
  bool is_open_ = false;    // the handshake is over
  bool is_broken_ = false;  // to be closed without a word
  bool is_last_ = false;    // to be closed once all is sent
  std::unique_ptr<nghttp2_session, SessionEnd> h2_;
  std::map<std::int32_t, Stream> streams_;
  std::string in_;  // HTTP/1.1: not yet read
  std::string out_;
  std::size_t sent_ = 0;
};

}  // namespace quorate
