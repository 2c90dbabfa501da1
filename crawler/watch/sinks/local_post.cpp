#include "crawler/watch/sinks/local_post.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <charconv>
#include <memory>
#include <optional>

namespace quorate {
namespace asio = boost::asio;
namespace {

using asio::ip::tcp;

constexpr std::uint16_t http_port = 80;
constexpr std::size_t longest_status_line = 8'192;

struct LocalTarget {
  tcp::endpoint endpoint;
  std::string host;  // as the URL has it
  std::string path;
};

std::optional<LocalTarget> read_target(std::string_view url) {
  constexpr std::string_view scheme = "http://";
  if (!url.starts_with(scheme)) return std::nullopt;
  url.remove_prefix(scheme.size());
  const std::size_t slash = std::min(url.find('/'), url.size());
  LocalTarget target;
  target.host = url.substr(0, slash);
  target.path = slash == url.size() ? "/" : std::string(url.substr(slash));
  if (target.path.find_first_of(" \t\r\n#") != std::string::npos) return std::nullopt;
  std::string_view rest = target.host;
  asio::ip::address address;
  if (rest.starts_with("127.0.0.1")) {
    address = asio::ip::address_v4::loopback();
    rest.remove_prefix(std::string_view("127.0.0.1").size());
  } else if (rest.starts_with("[::1]")) {
    address = asio::ip::address_v6::loopback();
    rest.remove_prefix(std::string_view("[::1]").size());
  } else {
    return std::nullopt;
  }
  std::uint16_t port = http_port;
  if (!rest.empty()) {
    const char* end = rest.data() + rest.size();
    if (rest.front() != ':') return std::nullopt;
    const auto [last, wrong] = std::from_chars(rest.data() + 1, end, port);
    if (wrong != std::errc() || last != end) return std::nullopt;
  }
  target.endpoint = {address, port};
  return target;
}

// "HTTP/1.1 204 ..." alone: what follows is of no interest.
std::optional<int> read_status(std::string_view line) {
  if (!line.starts_with("HTTP/1.") || line.size() < std::string_view("HTTP/1.1 200").size())
    return std::nullopt;
  int status = 0;
  constexpr std::size_t begin = 9;
  constexpr std::size_t end = 12;
  const auto [last, wrong] = std::from_chars(line.data() + begin, line.data() + end, status);
  if (line[begin - 1] != ' ' || wrong != std::errc() || last != line.data() + end) return std::nullopt;
  return status;
}

std::string request_text(const LocalTarget& target,
                         const std::vector<std::pair<std::string, std::string>>& headers,
                         const std::string& body) {
  std::string text =
      "POST " + target.path + " HTTP/1.1\r\nHost: " + target.host + "\r\nConnection: close\r\n";
  for (const auto& [name, value] : headers)
    text += std::string(name).append(": ").append(value).append("\r\n");
  return text + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

asio::awaitable<Result<int>> post_locally(asio::any_io_executor executor, std::string url,
                                          std::vector<std::pair<std::string, std::string>> headers,
                                          std::string body, std::chrono::seconds timeout) {
  const auto target = read_target(url);
  if (!target) co_return Error{Code::bad_argument, "no http:// address of this machine: " + url};
  const auto socket = std::make_shared<tcp::socket>(executor);
  const auto late = std::make_shared<bool>(false);
  asio::steady_timer timer(executor, timeout);
  timer.async_wait([socket, late](const boost::system::error_code& cancelled) {
    if (cancelled) return;
    *late = true;
    boost::system::error_code ignored;
    socket->close(ignored);
  });
  // Throws where the delivery is dropped, which is no fault of the receiver.
  const auto failed = [&](Code code, const boost::system::error_code& error) {
    if (error == asio::error::operation_aborted && !*late) throw boost::system::system_error(error);
    if (*late) return Error{Code::timed_out, "no answer within " + std::to_string(timeout.count()) + " s"};
    return Error{code, url + ": " + error.message()};
  };
  boost::system::error_code error;
  co_await socket->async_connect(target->endpoint, asio::redirect_error(asio::use_awaitable, error));
  if (error) co_return failed(Code::connect_failed, error);
  const std::string text = request_text(*target, headers, body);
  co_await asio::async_write(*socket, asio::buffer(text), asio::redirect_error(asio::use_awaitable, error));
  if (error) co_return failed(Code::transfer_failed, error);
  std::string answer;
  co_await asio::async_read_until(*socket, asio::dynamic_buffer(answer, longest_status_line), "\r\n",
                                  asio::redirect_error(asio::use_awaitable, error));
  if (error) co_return failed(Code::transfer_failed, error);
  const auto status = read_status(answer);
  if (!status) co_return Error{Code::transfer_failed, url + ": the answer is no HTTP"};
  co_return *status;
}

}  // namespace quorate
