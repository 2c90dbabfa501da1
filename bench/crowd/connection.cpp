#include "bench/crowd/connection.hpp"

#include <openssl/err.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <unistd.h>

namespace quorate {
namespace {

constexpr std::size_t chunk = 16 * 1024;
constexpr std::size_t longest_request = 16 * 1024;
constexpr std::size_t written_at_once = 256 * 1024;
constexpr std::uint32_t streams_at_once = 256;
constexpr int not_modified = 304;
constexpr std::size_t hidden_bytes = 10;  // that a wrong length promises beyond what comes

nghttp2_nv header(std::string_view name, std::string_view value) {
  const auto bytes = [](std::string_view text) {
    return reinterpret_cast<std::uint8_t*>(const_cast<char*>(text.data()));
  };
  return {bytes(name), bytes(value), name.size(), value.size(), NGHTTP2_NV_FLAG_NONE};
}

std::size_t length_said(const CrowdAnswer& answer) {
  return answer.body.size() + (answer.way == CrowdAnswer::Way::wrong_length ? hidden_bytes : 0);
}

}  // namespace

Connection::Connection(SSL_CTX* tls, int socket, Counter& counter, Later later)
    : ssl_(SSL_new(tls)), socket_(socket), counter_(counter), later_(std::move(later)) {
  SSL_set_fd(ssl_, socket);
  SSL_set_accept_state(ssl_);
}

Connection::~Connection() {
  SSL_free(ssl_);
  ::close(socket_);
}

int Connection::on_begin(nghttp2_session*, const nghttp2_frame* frame, void* self) {
  if (frame->hd.type == NGHTTP2_HEADERS) static_cast<Connection*>(self)->streams_[frame->hd.stream_id];
  return 0;
}

int Connection::on_header(nghttp2_session*, const nghttp2_frame* frame, const std::uint8_t* name,
                          std::size_t name_size, const std::uint8_t* value, std::size_t value_size,
                          std::uint8_t, void* self) {
  const std::string_view key(reinterpret_cast<const char*>(name), name_size);
  Stream& stream = static_cast<Connection*>(self)->streams_[frame->hd.stream_id];
  if (key == ":path") stream.path.assign(reinterpret_cast<const char*>(value), value_size);
  if (key == "if-none-match") stream.if_none_match.assign(reinterpret_cast<const char*>(value), value_size);
  if (key == ":authority") stream.host.assign(reinterpret_cast<const char*>(value), value_size);
  return 0;
}

int Connection::on_frame(nghttp2_session*, const nghttp2_frame* frame, void* self) {
  auto& connection = *static_cast<Connection*>(self);
  if ((frame->hd.flags & NGHTTP2_FLAG_END_STREAM) == 0) return 0;
  const auto found = connection.streams_.find(frame->hd.stream_id);
  if (found != connection.streams_.end()) connection.asked(found->first, found->second);
  return 0;
}

int Connection::on_close(nghttp2_session*, std::int32_t stream, std::uint32_t, void* self) {
  static_cast<Connection*>(self)->streams_.erase(stream);
  return 0;
}

ssize_t Connection::on_body(nghttp2_session*, std::int32_t, std::uint8_t* buffer, std::size_t room,
                            std::uint32_t* flags, nghttp2_data_source* source, void*) {
  Stream& stream = *static_cast<Stream*>(source->ptr);
  const std::string& body = stream.answer.body;
  const std::size_t count = std::min(room, body.size() - stream.sent);
  std::memcpy(buffer, body.data() + stream.sent, count);
  stream.sent += count;
  if (stream.sent == body.size()) *flags |= NGHTTP2_DATA_FLAG_EOF;
  return static_cast<ssize_t>(count);
}

void Connection::start_h2() {
  nghttp2_session_callbacks* callbacks = nullptr;
  nghttp2_session_callbacks_new(&callbacks);
  nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, &Connection::on_begin);
  nghttp2_session_callbacks_set_on_header_callback(callbacks, &Connection::on_header);
  nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, &Connection::on_frame);
  nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, &Connection::on_close);
  // A wrong length is sent on purpose.
  nghttp2_option* options = nullptr;
  nghttp2_option_new(&options);
  nghttp2_option_set_no_http_messaging(options, 1);
  nghttp2_session* session = nullptr;
  nghttp2_session_server_new2(&session, callbacks, this, options);
  nghttp2_option_del(options);
  nghttp2_session_callbacks_del(callbacks);
  h2_.reset(session);
  const nghttp2_settings_entry most{NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, streams_at_once};
  nghttp2_submit_settings(session, NGHTTP2_FLAG_NONE, &most, 1);
}

void Connection::asked(std::int32_t id, Stream& stream) {
  stream.answer = counter_.answer(stream.host, stream.path, stream.if_none_match);
  if (stream.answer.after.count() > 0) {
    later_(stream.answer.after, id);
  } else {
    respond(id, stream);
  }
}

void Connection::respond(std::int32_t id, Stream& stream) {
  if (!h2_) return respond_in_text(stream);
  const CrowdAnswer& answer = stream.answer;
  if (answer.way == CrowdAnswer::Way::reset) {
    nghttp2_submit_rst_stream(h2_.get(), NGHTTP2_FLAG_NONE, id, NGHTTP2_INTERNAL_ERROR);
    return;
  }
  const std::string status = std::to_string(answer.status);
  const std::string length = std::to_string(length_said(answer));
  std::array<nghttp2_nv, 5> headers = {header(":status", status), header("content-type", answer.type)};
  std::size_t count = 2;
  const auto add = [&](std::string_view name, std::string_view value) {
    headers[count++] = header(name, value);
  };
  if (answer.status != not_modified) add("content-length", length);
  if (!answer.retry_after.empty()) add("retry-after", answer.retry_after);
  if (!answer.etag.empty()) add("etag", answer.etag);
  nghttp2_data_provider body{};
  body.source.ptr = &stream;
  body.read_callback = &Connection::on_body;
  nghttp2_submit_response(h2_.get(), id, headers.data(), count, &body);
}

void Connection::respond_in_text(Stream& stream) {
  const CrowdAnswer& answer = stream.answer;
  if (answer.way == CrowdAnswer::Way::reset) {
    is_broken_ = true;
    return;
  }
  out_ += "HTTP/1.1 " + std::to_string(answer.status) + " -\r\nContent-Type: " + std::string(answer.type) +
          "\r\n";
  if (answer.status != not_modified)
    out_ += "Content-Length: " + std::to_string(length_said(answer)) + "\r\n";
  if (!answer.etag.empty()) out_ += "ETag: " + answer.etag + "\r\n";
  if (!answer.retry_after.empty()) out_.append("Retry-After: ").append(answer.retry_after).append("\r\n");
  out_.append("\r\n").append(answer.body);
  is_last_ = answer.way == CrowdAnswer::Way::wrong_length;
  streams_.clear();
  read_text();
}

// One request after the other; while one waits for its answer, the next is not read.
void Connection::read_text() {
  constexpr std::string_view end = "\r\n\r\n";
  const std::size_t size = in_.find(end);
  if (!streams_.empty() || is_last_) return;
  if (size == in_.npos) {
    is_broken_ = in_.size() > longest_request;
    return;
  }
  const std::string request = in_.substr(0, size + 2);
  in_.erase(0, size + end.size());
  Stream& stream = streams_[0];
  const std::size_t path = request.find(' ') + 1;
  stream.path = request.substr(path, request.find(' ', path) - path);
  std::string lower = request;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  const auto value_of = [&](std::string_view name) {
    const std::size_t at = lower.find(name);
    if (at == lower.npos) return std::string();
    return lower.substr(at + name.size(), lower.find('\r', at + name.size()) - at - name.size());
  };
  stream.host = value_of("\r\nhost: ");
  stream.if_none_match = value_of("\r\nif-none-match: ");
  asked(0, stream);
}

Connection::After Connection::move() {
  if (!is_open_) {
    ERR_clear_error();
    const int done = SSL_do_handshake(ssl_);
    if (done != 1) {
      const int why = SSL_get_error(ssl_, done);
      return why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE ? After::goes_on : After::is_over;
    }
    is_open_ = true;
    const unsigned char* protocol = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(ssl_, &protocol, &size);
    if (size == 2) start_h2();
  }
  if (read() == After::is_over || is_broken_) return After::is_over;
  return write();
}

Connection::After Connection::due(std::int32_t stream) {
  const auto found = streams_.find(stream);
  if (found != streams_.end()) respond(stream, found->second);
  return is_broken_ ? After::is_over : write();
}

Connection::After Connection::read() {
  std::array<char, chunk> bytes;
  while (true) {
    ERR_clear_error();  // of another connection: SSL_get_error would take it for one of this
    const int count = SSL_read(ssl_, bytes.data(), static_cast<int>(bytes.size()));
    if (count <= 0)
      return SSL_get_error(ssl_, count) == SSL_ERROR_WANT_READ ? After::goes_on : After::is_over;
    if (h2_) {
      const auto size = static_cast<std::size_t>(count);
      if (nghttp2_session_mem_recv(h2_.get(), reinterpret_cast<const std::uint8_t*>(bytes.data()), size) < 0)
        return After::is_over;
    } else {
      in_.append(bytes.data(), static_cast<std::size_t>(count));
      read_text();
    }
  }
}

// What HTTP/2 has to say, up to a bound.
void Connection::collect() {
  while (h2_ && out_.size() - sent_ < written_at_once) {
    const std::uint8_t* bytes = nullptr;
    const ssize_t count = nghttp2_session_mem_send(h2_.get(), &bytes);
    if (count <= 0) return;
    out_.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count));
  }
}

Connection::After Connection::write() {
  for (collect(); wants_to_write(); collect()) {
    ERR_clear_error();
    const std::size_t size = std::min(out_.size() - sent_, written_at_once);
    const int count = SSL_write(ssl_, out_.data() + sent_, static_cast<int>(size));
    if (count <= 0)
      return SSL_get_error(ssl_, count) == SSL_ERROR_WANT_WRITE ? After::goes_on : After::is_over;
    sent_ += static_cast<std::size_t>(count);
    if (sent_ == out_.size()) {
      out_.clear();
      sent_ = 0;
    }
  }
  const bool has_more =
      h2_ && (nghttp2_session_want_read(h2_.get()) != 0 || nghttp2_session_want_write(h2_.get()) != 0);
  return is_last_ || (h2_ && !has_more) ? After::is_over : After::goes_on;
}

}  // namespace quorate
