#include "crawler/serve/wire/session.hpp"

#include "crawler/serve/event_text.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include <chrono>

namespace quorate {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using std::chrono::seconds;

constexpr auto quietly = asio::as_tuple(asio::use_awaitable);
constexpr seconds heartbeat{15};          // intermediaries take a minute of silence for a dead connection
constexpr seconds stream_write_time{20};  // who takes longer for some events is gone or too slow
constexpr std::size_t events_at_once = 64;
constexpr unsigned http_1_1 = 11;

constexpr std::string_view event_stream_head =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
    "X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n: events\n\n";

struct Refusal {
  unsigned status;
  std::string_view code;
  std::string_view detail;
};

// What is said to a request that Beast could not read; nothing where the other side only went away.
std::optional<Refusal> refusal_of(const beast::error_code& error) {
  if (error == http::error::header_limit || error == http::error::buffer_overflow)
    return Refusal{431, "header_too_large", "the header of the request is too large"};
  if (error == http::error::body_limit)
    return Refusal{413, "body_too_large", "the body of the request is too large"};
  if (error == http::error::end_of_stream || error == http::error::partial_message ||
      error.category() != http::make_error_code(http::error::bad_target).category())
    return std::nullopt;
  return Refusal{400, "bad_request", "this is no request of HTTP/1.1"};
}

// What of HTTP we do not take, because a second reader could take it for something else.
template <class Fields>
std::optional<Refusal> refusal_of(const Fields& message, const ApiRules& rules) {
  if (message.version() != http_1_1) return Refusal{505, "bad_version", "this server speaks HTTP/1.1"};
  if (message.count(http::field::transfer_encoding) > 0)
    return Refusal{411, "no_length", "send the body with a Content-Length"};
  if (message.count(http::field::content_length) > 1)
    return Refusal{400, "bad_request", "a request has one Content-Length"};
  if (message.count(http::field::expect) > 0)
    return Refusal{417, "no_expectations", "send the body without asking first"};
  if (static_cast<std::size_t>(std::distance(message.begin(), message.end())) > rules.header_lines)
    return Refusal{431, "header_too_large", "the header of the request has too many lines"};
  return std::nullopt;
}

std::string lower(beast::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

ApiRequest request_of(http::request<http::string_body>&& message, std::string visitor) {
  ApiRequest request;
  request.method = std::string(message.method_string());
  request.target = std::string(message.target());
  for (const auto& field : message) request.headers.emplace_back(lower(field.name_string()), field.value());
  request.body = std::move(message.body());
  request.visitor = std::move(visitor);
  return request;
}

enum class Then { go_on, close };

template <class Stream>
class Session {
 public:
  Session(Stream& stream, WireState& state, OpenConnection& connection, std::string visitor)
      : stream_(stream), state_(state), connection_(connection), visitor_(std::move(visitor)) {}

  asio::awaitable<void> run() {
    // One co_await a statement: g++ 12 miscompiles those behind &&.
    Then then = Then::go_on;
    while (then == Then::go_on && (state_.phase == WirePhase::serving || connection_.requests == 0)) {
      const Reach reach = co_await wait_for_bytes();
      if (reach == Reach::gone) break;
      then = co_await serve_one();
    }
  }

 private:
  void allow(seconds time) { beast::get_lowest_layer(stream_).expires_after(time); }

  enum class Reach { there, gone };

  // Until there is a request to read.
  asio::awaitable<Reach> wait_for_bytes() {
    connection_.busy = Busy::resting;
    if (buffer_.size() > 0) co_return Reach::there;
    allow(state_.rules.idle_time);
    const auto [error, count] = co_await stream_.async_read_some(buffer_.prepare(first_bytes), quietly);
    buffer_.commit(count);
    co_return error ? Reach::gone : Reach::there;
  }

  asio::awaitable<Then> serve_one() {
    connection_.busy = Busy::reading;
    ++connection_.requests;
    allow(state_.rules.request_time);
    http::request_parser<http::string_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(state_.rules.header_bytes));
    parser.body_limit(state_.rules.body_bytes);
    auto [error, count] = co_await http::async_read_header(stream_, buffer_, parser, quietly);
    std::optional<Refusal> refusal;
    if (!error) refusal = refusal_of(parser.get(), state_.rules);
    if (!error && !refusal) {
      const auto [later_error, more] = co_await http::async_read(stream_, buffer_, parser, quietly);
      error = later_error;
    }
    if (error) refusal = refusal_of(error);
    if (error || refusal) co_return co_await refuse(refusal);
    const Then wish = parser.get().keep_alive() ? Then::go_on : Then::close;
    const auto method = parser.get().method();
    const ApiRequest request = request_of(parser.release(), visitor_);
    connection_.busy = Busy::answering;
    const ApiAnswer answer = state_.api.answer(request, {state_.now(), std::chrono::steady_clock::now()});
    if (const auto* events = std::get_if<EventStream>(&answer)) co_return co_await stream_events(*events);
    co_return co_await write(std::get<ApiReply>(answer),
                             method == http::verb::head ? Body::left_out : Body::sent, wish);
  }

  asio::awaitable<Then> refuse(std::optional<Refusal> refusal) {
    ++state_.unreadable;
    if (!refusal) co_return Then::close;
    connection_.busy = Busy::answering;
    co_return co_await write(state_.api.refuse(refusal->status, refusal->code, refusal->detail), Body::sent,
                             Then::close);
  }

  enum class Body { sent, left_out };

  template <class Message>
  static void put_head(Message& message, const ApiReply& reply) {
    message.version(http_1_1);
    message.result(reply.status);
    message.reason(std::string(status_text(reply.status)));
    if (!reply.type.empty()) message.set(http::field::content_type, reply.type);
    for (const auto& [name, value] : reply.headers) message.set(name, value);
  }

  asio::awaitable<Then> write(const ApiReply& reply, Body body, Then then) {
    if (state_.phase == WirePhase::stopping) then = Then::close;
    http::response<http::string_body> message;
    put_head(message, reply);
    message.keep_alive(then == Then::go_on);
    if (reply.status != no_content) message.content_length(reply.body.size());
    if (body == Body::sent) message.body() = reply.body;
    allow(state_.rules.request_time);
    http::response_serializer<http::string_body> serializer(message);
    if (body == Body::left_out) {
      const auto [error, count] = co_await http::async_write_header(stream_, serializer, quietly);
      co_return error ? Then::close : then;
    }
    const auto [error, count] = co_await http::async_write(stream_, serializer, quietly);
    co_return error ? Then::close : then;
  }

  asio::awaitable<Then> stream_events(EventStream wanted) {
    if (state_.streams >= state_.rules.streams) {
      ++state_.turned_away;
      ApiReply full =
          state_.api.refuse(503, "too_many_streams", "too many streams of events are open already");
      full.headers.emplace_back("Retry-After", "60");
      co_return co_await write(full, Body::sent, Then::close);
    }
    ++state_.streams;
    connection_.busy = Busy::streaming;
    asio::steady_timer timer(stream_.get_executor());
    co_await write_events(wanted, timer);
    --state_.streams;
    co_return Then::close;
  }

  // Reads events only when the last ones have been written: a reader who is slow costs the store nothing and
  // has no queue of its own.
  asio::awaitable<void> write_events(EventStream wanted, asio::steady_timer& timer) {
    Reach reach = co_await write_text(event_stream_head);
    if (reach == Reach::gone) co_return;
    while (state_.phase == WirePhase::serving) {
      const auto events = state_.store.events({wanted.after, std::nullopt, events_at_once, wanted.contact});
      if (!events) co_return;
      std::string text;
      for (const StoredEvent& event : *events) {
        text += event_text(event);
        wanted.after = event.id;
      }
      if (events->empty()) {
        timer.expires_after(heartbeat);
        state_.waiting_streams.insert(&timer);
        const auto [error] = co_await timer.async_wait(quietly);
        state_.waiting_streams.erase(&timer);
        if (!error) text = heartbeat_text;
      }
      if (text.empty()) continue;
      reach = co_await write_text(text);
      if (reach == Reach::gone) co_return;
    }
  }

  asio::awaitable<Reach> write_text(std::string_view text) {
    allow(stream_write_time);
    const auto [error, count] =
        co_await asio::async_write(stream_, asio::buffer(text.data(), text.size()), quietly);
    co_return error ? Reach::gone : Reach::there;
  }

  static constexpr std::size_t first_bytes = 4096;
  static constexpr unsigned no_content = 204;

  Stream& stream_;
  WireState& state_;
  OpenConnection& connection_;
  std::string visitor_;
  beast::flat_buffer buffer_;
};

// Waits a moment for the other side to hang up, so that it reads the answer before the connection is reset.
asio::awaitable<void> hang_up(beast::tcp_stream& stream) {
  beast::error_code ignored;
  stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  constexpr std::size_t most = 64 * 1024;
  std::array<char, 4096> room{};
  stream.expires_after(seconds(1));
  for (std::size_t read = 0; read < most;) {
    const auto [error, count] = co_await stream.async_read_some(asio::buffer(room), quietly);
    if (error) break;
    read += count;
  }
}

// Enters the connection into the state, and takes it out whatever happens.
class Registered {
 public:
  Registered(WireState& state, OpenConnection& connection, std::string visitor)
      : state_(state), connection_(connection), visitor_(std::move(visitor)) {
    state_.connections.insert(&connection_);
    ++state_.of_visitor[visitor_];
  }
  ~Registered() {
    state_.connections.erase(&connection_);
    if (--state_.of_visitor[visitor_] == 0) state_.of_visitor.erase(visitor_);
  }
  Registered(const Registered&) = delete;
  Registered& operator=(const Registered&) = delete;

 private:
  WireState& state_;
  OpenConnection& connection_;
  std::string visitor_;
};

bool is_full(const WireState& state, const std::string& visitor) {
  const auto own = state.of_visitor.find(visitor);
  return state.connections.size() >= state.rules.connections ||
         (own != state.of_visitor.end() && own->second >= state.rules.connections_of_one);
}

}  // namespace

asio::awaitable<void> serve_connection(asio::ip::tcp::socket socket, std::shared_ptr<WireState> state) {
  beast::error_code failed;
  const auto peer = socket.remote_endpoint(failed);
  if (failed) co_return;
  const std::string visitor = visitor_name(peer.address());
  if (is_full(*state, visitor)) {
    ++state->turned_away;
    co_return;  // closes the connection: an answer would have to wait for one who may be slow
  }
  beast::tcp_stream stream(std::move(socket));
  OpenConnection connection{[&stream] { stream.cancel(); }, Busy::resting};
  const Registered registered(*state, connection, visitor);
  if (!state->tls) {
    co_await Session<beast::tcp_stream>(stream, *state, connection, visitor).run();
  } else {
    beast::ssl_stream<beast::tcp_stream&> secured(stream, *state->tls);
    stream.expires_after(state->rules.request_time);
    const auto [error] = co_await secured.async_handshake(asio::ssl::stream_base::server, quietly);
    if (error) co_return;
    co_await Session<beast::ssl_stream<beast::tcp_stream&>>(secured, *state, connection, visitor).run();
    stream.expires_after(seconds(1));
    [[maybe_unused]] const auto [ended] = co_await secured.async_shutdown(quietly);
  }
  co_await hang_up(stream);
}

}  // namespace quorate
