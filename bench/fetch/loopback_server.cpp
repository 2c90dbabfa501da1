// A web server on loopback for the measurements of fetching: TLS, HTTP/1.1 with connections that are kept,
// any host. With --dns, a DNS server too, which says of every host that it stands on 127.0.0.1.
#include "crawler/fetch/descriptors.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>

namespace quorate {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using asio::ip::udp;
using Socket = asio::ssl::stream<tcp::socket>;

constexpr int backlog = 8192;
constexpr std::size_t longest_request = 16 * 1024;
constexpr std::size_t page_bytes = 1024;
constexpr std::size_t large_page_bytes = 30 * 1024;
constexpr std::size_t dripped_bytes = 1024 * 1024;

constexpr std::string_view usage =
    "usage: loopback_server --certificate FILE --key FILE [--page FILE] [--port N] [--dns]\n"
    "Prints \"port N\" and, with --dns, \"dns N\", then serves until SIGTERM and prints what it has "
    "counted.\n"
    "  /page        1 KB, or what stands in FILE\n"
    "  /large       30 KB\n"
    "  /after/MS    the page, after so many milliseconds\n"
    "  /drip/BYTES  1 MB, so many bytes a second\n"
    "  any other    the page\n";

std::string answer(std::string_view body) {
  return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + std::string(body);
}

// What stands behind `word` in the request's path, as a number.
std::optional<std::size_t> number_after(std::string_view request, std::string_view word) {
  const std::size_t path = request.find(' ') + 1;
  if (!request.substr(path).starts_with(word)) return std::nullopt;
  return std::stoul(std::string(request.substr(path + word.size(), 9)));
}

class Server {
 public:
  Server(asio::io_context& io, asio::ssl::context& tls, const std::string& page, std::uint16_t port)
      : io_(io),
        tls_(tls),
        acceptor_(io),
        page_(answer(page)),
        large_(answer(std::string(large_page_bytes, 'p'))) {
    const tcp::endpoint here(asio::ip::address_v4::any(), port);
    acceptor_.open(here.protocol());
    acceptor_.set_option(tcp::acceptor::reuse_address(true));
    acceptor_.bind(here);
    acceptor_.listen(backlog);
  }

  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

  asio::awaitable<void> accept() {
    while (true) {
      boost::system::error_code error;
      tcp::socket socket = co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, error));
      if (error) continue;
      ++connections_;
      socket.set_option(tcp::no_delay(true), error);
      asio::co_spawn(io_, serve(Socket(std::move(socket), tls_)), asio::detached);
    }
  }

  void report() const {
    std::cout << "connections " << connections_ << "\nhandshakes " << handshakes_ << "\nrequests "
              << requests_ << std::endl;
  }

 private:
  asio::awaitable<void> serve(Socket socket) {
    boost::system::error_code error;
    co_await socket.async_handshake(Socket::server, asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return;
    ++handshakes_;
    std::string received;
    while (!error) {
      const std::size_t end =
          co_await asio::async_read_until(socket, asio::dynamic_buffer(received, longest_request), "\r\n\r\n",
                                          asio::redirect_error(asio::use_awaitable, error));
      if (error) break;
      ++requests_;
      const std::string request = received.substr(0, end);
      received.erase(0, end);
      if (const auto bytes = number_after(request, "/drip/"))
        co_await drip(socket, *bytes, error);
      else
        co_await reply(socket, request, error);
    }
  }

  asio::awaitable<void> reply(Socket& socket, const std::string& request, boost::system::error_code& error) {
    if (const auto ms = number_after(request, "/after/")) co_await wait(std::chrono::milliseconds(*ms));
    const std::string& text = request.starts_with("GET /large") ? large_ : page_;
    co_await asio::async_write(socket, asio::buffer(text), asio::redirect_error(asio::use_awaitable, error));
  }

  asio::awaitable<void> drip(Socket& socket, std::size_t bytes, boost::system::error_code& error) {
    const std::string head =
        "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(dripped_bytes) + "\r\n\r\n";
    const std::string drop(bytes, 'd');
    co_await asio::async_write(socket, asio::buffer(head), asio::redirect_error(asio::use_awaitable, error));
    for (std::size_t sent = 0; !error && sent + bytes < dripped_bytes; sent += bytes) {
      co_await asio::async_write(socket, asio::buffer(drop),
                                 asio::redirect_error(asio::use_awaitable, error));
      if (!error) co_await wait(std::chrono::seconds(1));
    }
    error = asio::error::eof;
  }

  asio::awaitable<void> wait(std::chrono::milliseconds time) {
    asio::steady_timer timer(io_, time);
    co_await timer.async_wait(asio::use_awaitable);
  }

  asio::io_context& io_;
  asio::ssl::context& tls_;
  tcp::acceptor acceptor_;
  const std::string page_;
  const std::string large_;
  std::size_t connections_ = 0;
  std::size_t handshakes_ = 0;
  std::size_t requests_ = 0;
};

// The answer to a question (RFC 1035 section 4.1): 127.0.0.1 to A, and to all else an empty answer that may
// be remembered for an hour, as the SOA record says.
std::string dns_answer(std::string question) {
  constexpr std::size_t header = 12, type_and_class = 4;
  constexpr std::string_view a_record("\xc0\x0c\0\1\0\1\0\0\x0e\x10\0\4\x7f\0\0\1", 16);
  constexpr std::string_view soa_record(
      "\0\0\6\0\1\0\0\x0e\x10\0\x16\0\0\0\0\0\1\0\0\x0e\x10\0\0\x0e\x10\0\0\x0e\x10\0\0\x0e\x10", 33);
  const std::size_t name_end = question.find('\0', header);
  if (name_end == question.npos || question.size() < name_end + 1 + type_and_class) return "";
  const bool is_a = question[name_end + 1] == 0 && question[name_end + 2] == 1;
  question.resize(name_end + 1 + type_and_class);
  question.replace(2, 2, "\x85\x80");
  question.replace(4, 8,
                   is_a ? std::string_view("\0\1\0\1\0\0\0\0", 8) : std::string_view("\0\1\0\0\0\1\0\0", 8));
  return question + std::string(is_a ? a_record : soa_record);
}

asio::awaitable<void> serve_dns(udp::socket& socket) {
  std::array<char, 4096> bytes;
  while (true) {
    udp::endpoint from;
    boost::system::error_code error;
    const std::size_t size = co_await socket.async_receive_from(
        asio::buffer(bytes), from, asio::redirect_error(asio::use_awaitable, error));
    if (const std::string text = error ? "" : dns_answer({bytes.data(), size}); !text.empty())
      co_await socket.async_send_to(asio::buffer(text), from,
                                    asio::redirect_error(asio::use_awaitable, error));
  }
}

std::string page_in(const std::string& file) {
  if (file.empty()) return std::string(page_bytes, 'p');
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

int serve(const std::map<std::string, std::string>& options) {
  asio::io_context io{1};
  asio::ssl::context tls(asio::ssl::context::tls_server);
  tls.use_certificate_chain_file(options.at("--certificate"));
  tls.use_private_key_file(options.at("--key"), asio::ssl::context::pem);
  Server server(io, tls, page_in(options.at("--page")),
                static_cast<std::uint16_t>(std::stoul(options.at("--port"))));
  asio::co_spawn(io, server.accept(), asio::detached);
  std::cout << "port " << server.port() << std::endl;
  std::unique_ptr<udp::socket> dns;
  if (options.contains("--dns")) {
    dns = std::make_unique<udp::socket>(io, udp::endpoint(asio::ip::address_v4::loopback(), 0));
    asio::co_spawn(io, serve_dns(*dns), asio::detached);
    std::cout << "dns " << dns->local_endpoint().port() << std::endl;
  }
  asio::signal_set signals(io, SIGTERM, SIGINT);
  signals.async_wait([&](boost::system::error_code, int) { io.stop(); });
  io.run();
  server.report();
  return 0;
}

}  // namespace
}  // namespace quorate

int main(int argc, char** argv) {
  std::map<std::string, std::string> options = {{"--page", ""}, {"--port", "0"}};
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    if (name == "--dns")
      options[name];
    else if (i + 1 < argc)
      options[name] = argv[++i];
  }
  if (!options.contains("--certificate") || !options.contains("--key")) {
    std::cerr << quorate::usage;
    return 2;
  }
  quorate::take_all_descriptors();
  return quorate::serve(options);
}
