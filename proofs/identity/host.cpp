#include "proofs/identity/host.hpp"

#include "proofs/identity/idna.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr std::size_t max_host_bytes = 253;  // RFC 1035 section 2.3.4, as text without the trailing dot
constexpr std::size_t max_label_bytes = 63;  // RFC 1035 section 2.3.4

Error bad_host(std::string_view host, std::string_view why) {
  return {Code::bad_uri, "host \"" + std::string(host) + "\": " + std::string(why)};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "Ends in a number" as browsers read it (WHATWG URL, section 3.5): such a host would be taken for an IPv4
// address.
bool reads_as_ipv4(std::string_view last_label) {
  if (std::all_of(last_label.begin(), last_label.end(), is_digit)) return true;
  if (!last_label.starts_with("0x")) return false;
  return std::all_of(last_label.begin() + 2, last_label.end(),
                     [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

}  // namespace

Result<void> check_host(std::string_view host) {
  if (host.empty()) return bad_host(host, "is empty");
  if (host.size() > max_host_bytes)
    return bad_host(host.substr(0, max_label_bytes), "is longer than 253 bytes");
  if (host.front() == '[' || host.find(':') != host.npos)
    return bad_host(host, "a port or an IP address is not allowed");
  std::size_t labels = 0;
  std::string_view rest = host;
  std::string_view label;
  while (true) {
    const std::size_t dot = rest.find('.');
    label = rest.substr(0, dot);
    if (label.empty()) return bad_host(host, "has an empty label");
    if (label.size() > max_label_bytes) return bad_host(host, "has a label longer than 63 bytes");
    for (const char c : label) {
      if (c >= 'A' && c <= 'Z') return bad_host(host, "has upper-case letters");
      if (!(is_digit(c) || (c >= 'a' && c <= 'z') || c == '-'))
        return bad_host(host, "has a character that is not an ASCII letter, digit or hyphen");
    }
    if (label.front() == '-' || label.back() == '-')
      return bad_host(host, "has a label with a hyphen at its start or end");
    ++labels;
    if (dot == rest.npos) break;
    rest.remove_prefix(dot + 1);
  }
  if (reads_as_ipv4(label)) return bad_host(host, "an IP address is not a service");
  if (labels < 2) return bad_host(host, "needs at least two labels");
  return {};
}

Result<std::string> canonical_host(std::string_view typed) {
  std::string host(typed);
  if (host.ends_with('.')) host.pop_back();
  const bool ascii =
      std::all_of(host.begin(), host.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
  if (ascii) {
    std::transform(host.begin(), host.end(), host.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  } else {
    Result<std::string> mapped = to_a_labels(host);
    if (!mapped) return mapped.error();
    host = std::move(*mapped);
  }
  if (const Result<void> checked = check_host(host); !checked) return checked.error();
  return host;
}

std::string www_twin(std::string_view host) {
  constexpr std::string_view www = "www.";
  return host.starts_with(www) ? std::string(host.substr(www.size())) : std::string(www).append(host);
}

}  // namespace quorate
