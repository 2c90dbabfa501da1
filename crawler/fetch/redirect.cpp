#include "crawler/fetch/redirect.hpp"

#include "proofs/encoding/utf8.hpp"
#include "proofs/http_status.hpp"
#include "proofs/identity/host.hpp"

#include <algorithm>
#include <string_view>

namespace quorate {
namespace {

constexpr std::string_view scheme = "https://";
constexpr std::size_t shown_bytes = 200;  // of a Location in an error

// 300 leaves the choice to a person, 303 points to something other than what was asked (RFC 9110
// section 15.4).
bool may_be_followed(int status) { return status == 301 || status == 302 || status == 307 || status == 308; }

Error refused(std::string_view why) { return {Code::redirect_refused, std::string(why)}; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// The absolute URL in its one spelling: scheme and host in lower case, no :443, "/" for an empty path.
// A Location relative to the host gives what it is: no https URL, and so an error.
Result<HttpsUrl> read_location(std::string_view location) {
  std::string url(location.starts_with("//") ? "https:" : "");
  url += location;
  const std::size_t host_at = std::min(scheme.size(), url.size());
  const std::size_t host_end = std::min(url.find_first_of("/?#", host_at), url.size());
  std::transform(url.begin(), url.begin() + static_cast<std::ptrdiff_t>(host_end), url.begin(), lower);
  if (url.starts_with(scheme) && host_end == url.size()) url += '/';
  return parse_https(url);
}

}  // namespace

RedirectTrail::RedirectTrail(Redirects policy, unsigned max_hops, HttpsUrl first)
    : policy_(policy), max_hops_(max_hops), asked_{std::move(first)} {}

Result<std::optional<HttpsUrl>> RedirectTrail::step(
    int status, const std::vector<std::pair<std::string, std::string>>& headers) {
  if (!is_redirect(status)) return std::optional<HttpsUrl>();
  const auto is_location = [](const auto& header) { return header.first == "location"; };
  const auto location = std::find_if(headers.begin(), headers.end(), is_location);
  const std::string what =
      "HTTP " + std::to_string(status) +
      (location == headers.end() ? " without Location"
                                 : " to \"" + printable(location->second, shown_bytes) + "\"");
  if (policy_ == Redirects::none) return refused(what + ": redirects are not followed here");
  if (!may_be_followed(status)) return refused(what + ": such a redirect does not stand for the page itself");
  if (std::count_if(headers.begin(), headers.end(), is_location) != 1)
    return refused(what + ": exactly one Location is expected");
  const Result<HttpsUrl> next = read_location(location->second);
  if (!next) return refused(what + ": not an https URL of the www. twin");
  const HttpsUrl& from = current();
  if (next->host != www_twin(from.host)) return refused(what + ": another host");
  if (next->port != HttpsUrl::default_port) return refused(what + ": another port");
  if (next->target != from.target) return refused(what + ": another path");
  if (std::find(asked_.begin(), asked_.end(), *next) != asked_.end())
    return refused(what + ": goes round in circles");
  if (asked_.size() > max_hops_) return refused(what + ": too many redirects");
  asked_.push_back(*next);
  return std::optional<HttpsUrl>(*next);
}

}  // namespace quorate
