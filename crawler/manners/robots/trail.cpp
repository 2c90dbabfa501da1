#include "crawler/manners/robots/trail.hpp"

#include <algorithm>
#include <utility>

namespace quorate {
namespace {

constexpr std::size_t max_redirects = 5;  // RFC 9309 section 2.3.1.2
constexpr std::string_view scheme = "https://";

RobotsAnswer everything_allowed() { return {RobotsRules(), {}}; }
RobotsAnswer unreachable(Code code, const std::string& why) {
  return {std::nullopt, {code, "robots.txt could not be had: " + why}};
}

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// RFC 3986 section 5.2, as far as it is met: a whole https URL, one without scheme, or a path from the root.
Result<HttpsUrl> resolve(const HttpsUrl& base, std::string_view location) {
  location = location.substr(0, location.find('#'));
  std::string url;
  if (location.starts_with("//")) {
    url = "https:";
  } else if (location.starts_with('/')) {
    url = text({base.host, base.port, ""});
  }
  url += location;
  const std::size_t host_at = std::min(scheme.size(), url.size());
  const std::size_t host_end = std::min(url.find_first_of("/?", host_at), url.size());
  std::transform(url.begin(), url.begin() + static_cast<std::ptrdiff_t>(host_end), url.begin(), lower);
  if (host_end == url.size()) url += '/';
  return parse_https(url);
}

}  // namespace

RobotsTrail::RobotsTrail(const HttpsUrl& url, std::string product, std::size_t max_bytes)
    : product_(std::move(product)), max_bytes_(max_bytes), asked_{{url.host, url.port, "/robots.txt"}} {}

Request RobotsTrail::request() const {
  Request request;
  request.url = text(asked_.back());
  request.max_body_bytes = max_bytes_ + 1;  // by the one more it shows that the last line may be half
  request.excess = Excess::cut;
  return request;
}

std::optional<RobotsAnswer> RobotsTrail::step(const Observation& observation) {
  constexpr int too_many_requests = 429;
  const int status = observation.status;
  const bool refused_redirect =
      observation.error && observation.error->code == Code::redirect_refused && is_redirect(status);
  if (observation.error && !refused_redirect)
    return unreachable(observation.error->code, observation.error->detail);
  if (status >= 200 && status <= 299)
    return RobotsAnswer{RobotsRules::parse(observation.body, product_, max_bytes_), {}};
  if (is_redirect(status)) return redirected(observation);
  // SPEC: RFC 9309 section 2.3.1.3: "unavailable". Who asks for fewer requests is taken at their word
  // instead.
  if (status >= 400 && status <= 499 && status != too_many_requests) return everything_allowed();
  return unreachable(status == too_many_requests ? Code::held_off : Code::robots_denied,
                     "HTTP status " + std::to_string(status));
}

std::optional<RobotsAnswer> RobotsTrail::redirected(const Observation& observation) {
  if (asked_.size() > max_redirects) return everything_allowed();
  const auto is_location = [](const auto& header) { return header.first == "location"; };
  const auto location = std::find_if(observation.headers.begin(), observation.headers.end(), is_location);
  if (location == observation.headers.end())
    return unreachable(Code::redirect_refused, "a redirect to nowhere");
  auto next = resolve(asked_.back(), location->second);
  if (!next) return unreachable(Code::redirect_refused, "a redirect to a place that may not be asked");
  if (next->port != HttpsUrl::default_port && next->port != asked_.front().port)
    return unreachable(Code::redirect_refused, "a redirect to another port");
  asked_.push_back(std::move(*next));
  return std::nullopt;
}

}  // namespace quorate
