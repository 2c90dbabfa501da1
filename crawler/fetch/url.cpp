#include "crawler/fetch/url.hpp"

#include "proofs/encoding/utf8.hpp"
#include "proofs/identity/host.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace quorate {
namespace {

constexpr std::string_view scheme = "https://";
constexpr std::size_t max_target_bytes = 2048;  // as long as an account URI may be
constexpr std::size_t shown_bytes = 200;        // of a URL in an error

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Visible ASCII without the delimiters that no URI may hold; "#" would begin a fragment, which is never sent.
bool may_stand_in_target(char c) {
  return c > ' ' && c <= '~' && std::string_view("\"#<>\\^`{|}").find(c) == std::string_view::npos;
}

// A spelling that some parser takes for an address: brackets, a colon, or a last label that begins with a
// digit (127.1, 0x7f.1, 2130706433). No top-level domain begins with a digit.
bool reads_as_address(std::string_view host) {
  if (host.find_first_of("[]:") != host.npos) return true;
  const std::size_t dot = host.rfind('.');
  const std::string_view last = dot == host.npos ? host : host.substr(dot + 1);
  return !last.empty() && is_digit(last.front());
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port == 0 || text.front() == '0')
    return std::nullopt;
  return port;
}

}  // namespace

Result<HttpsUrl> parse_https(std::string_view url) {
  const auto bad = [&](Code code, std::string_view why) {
    return Error{code, "URL \"" + printable(url, shown_bytes) + "\": " + std::string(why)};
  };
  if (!url.starts_with(scheme)) return bad(Code::bad_uri, "https:// is expected");
  const std::string_view rest = url.substr(scheme.size());
  const std::size_t slash = rest.find('/');
  if (slash == rest.npos) return bad(Code::bad_uri, "the slash after the host is missing");
  std::string_view host = rest.substr(0, slash);
  HttpsUrl parsed;
  parsed.target = rest.substr(slash);
  const std::size_t colon = host.rfind(':');
  if (colon != host.npos && host.back() != ']') {
    const std::optional<std::uint16_t> port = parse_port(host.substr(colon + 1));
    if (!port) return bad(Code::bad_uri, "the port is not a number from 1 to 65535");
    parsed.port = *port;
    host = host.substr(0, colon);
  }
  if (reads_as_address(host)) return bad(Code::address_refused, "the host is an IP address, not a name");
  if (const Result<void> checked = check_host(host); !checked)
    return bad(Code::bad_uri, checked.error().detail);
  if (parsed.target.size() > max_target_bytes)
    return bad(Code::bad_uri, "the path is longer than 2048 bytes");
  if (!std::all_of(parsed.target.begin(), parsed.target.end(), may_stand_in_target))
    return bad(Code::bad_uri, "a character in the path that must be percent-encoded, or a fragment");
  parsed.host = host;
  return parsed;
}

std::string text(const HttpsUrl& url) {
  std::string whole = std::string(scheme) + url.host;
  if (url.port != HttpsUrl::default_port) whole.append(":").append(std::to_string(url.port));
  return whole + url.target;
}

}  // namespace quorate
