#include "crawler/manners/polite_fetcher.hpp"

#include "crawler/fetch/redirect.hpp"
#include "crawler/fetch/route.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <random>
#include <utility>
#include <vector>

namespace quorate {
namespace asio = boost::asio;
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::string_view product = "quorate";  // as in the User-Agent, without the version

// The host that will be asked, or whose records will be; empty for a request that makes no sense, which the
// fetcher refuses.
std::string host_of(const Request& request) {
  if (const auto url = parse_https(request.url)) return url->host;
  std::string_view name = request.dns_name;
  while (name.starts_with('_')) {  // RFC 8552: such labels say which records, not whose
    const std::size_t dot = name.find('.');
    name = dot == name.npos ? std::string_view() : name.substr(dot + 1);
  }
  return std::string(name);
}

bool is_redirect_not_followed(const Observation& seen) {
  return seen.error && seen.error->code == Code::redirect_refused && seen.status != 0;
}

// The route is that of all hosts on the way, the time that of all requests.
void add_way(const Observation& before, Observation& seen) {
  seen.route = joined(before.route, seen.route);
  seen.elapsed_us += before.elapsed_us;
}

Reply failed(Error error) {
  Reply reply;
  reply.observation.error = std::move(error);
  return reply;
}

}  // namespace

Surprises real_surprises() {
  Surprises real;
  real.now = [] {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(now).count();
  };
  real.random = [engine = std::mt19937(std::random_device()())]() mutable {
    return static_cast<std::uint32_t>(engine());
  };
  return real;
}

PoliteFetcher::PoliteFetcher(const asio::any_io_executor& executor, Fetcher& world,
                             const SuffixList& suffixes, const MannerRules& rules, Surprises surprises,
                             Fetcher* robots_by)
    : executor_(executor),
      world_(world),
      robots_by_(robots_by == nullptr ? world : *robots_by),
      suffixes_(suffixes),
      rules_(rules),
      surprises_(std::move(surprises)),
      turnstile_(executor, rules.frontier),
      robots_(rules.robots_cache_bytes, rules.robots_lifetimes) {}

Visit PoliteFetcher::visit_of(const Request& request, Rank rank) const {
  Visit visit;
  visit.host = host_of(request);
  if (!visit.host.empty()) visit.domain = suffixes_.registrable_domain(visit.host);
  visit.rank = rank;
  return visit;
}

asio::awaitable<Reply> PoliteFetcher::fetch(Request request, Rank rank, Fetcher* by) {
  Fetcher& way = by == nullptr ? world_ : *by;
  if (rules_.robots == RobotsUse::obeyed && !request.url.empty())
    return ask_where_allowed(std::move(request), rank, way);
  return ask(std::move(request), rank, way);
}

// Follows redirects itself, for each host has a robots.txt of its own.
asio::awaitable<Reply> PoliteFetcher::ask_where_allowed(Request request, Rank rank, Fetcher& by) {
  const Result<HttpsUrl> first = parse_https(request.url);
  if (!first) co_return co_await ask(std::move(request), rank, by);  // the fetcher says why
  RedirectTrail trail(std::exchange(request.redirects, Redirects::none), rules_.redirects, *first);
  std::optional<Clock::time_point> deadline;
  if (request.time_left) deadline = Clock::now() + *request.time_left;
  Observation before;  // of the hosts on the way
  while (true) {
    if (auto denied = co_await denial(trail.current())) co_return failed(std::move(*denied));
    if (deadline) request.time_left = std::chrono::duration_cast<milliseconds>(*deadline - Clock::now());
    Reply reply = co_await ask(request, rank, by);
    add_way(before, reply.observation);
    if (!is_redirect_not_followed(reply.observation)) co_return reply;
    const auto next = trail.step(reply.observation.status, reply.observation.headers);
    if (!next) reply.observation.error = next.error();
    if (!next || !*next) co_return reply;
    before = std::move(reply.observation);
    request.url = text(**next);
    request.zone.clear();  // asked already
  }
}

asio::awaitable<Reply> PoliteFetcher::ask(Request request, Rank rank, Fetcher& by) {
  const Visit visit = visit_of(request, rank);
  std::optional<Clock::time_point> deadline;
  if (request.time_left) deadline = Clock::now() + *request.time_left;
  for (unsigned attempts = 1;; ++attempts) {
    auto turn = co_await turnstile_.enter(visit, deadline);
    if (!turn) co_return failed(turn.error());
    Reply reply;
    reply.turn.emplace(std::move(*turn));
    if (deadline)
      request.time_left = std::chrono::duration_cast<std::chrono::milliseconds>(*deadline - Clock::now());
    reply.observation = co_await by.fetch(request);
    const RetryStep step =
        retry_step(rules_.retry, reply.observation, attempts, surprises_.now(), surprises_.random());
    if (step.hold) turnstile_.hold(visit.domain, *step.hold);
    if (!step.again_in) co_return reply;
    reply.turn.reset();
    co_await sleep(*step.again_in);
  }
}

// Why robots.txt keeps the URL from being asked; nothing where it does not.
asio::awaitable<std::optional<Error>> PoliteFetcher::denial(HttpsUrl url) {
  const std::shared_ptr<const RobotsAnswer> answer = co_await robots_of(url);
  if (access(*answer, url.target) == Access::allowed) co_return std::nullopt;
  if (!answer->rules) co_return answer->why_not;
  co_return Error{Code::robots_denied, "robots.txt of " + url.host + " asks programs not to look there"};
}

asio::awaitable<std::shared_ptr<const RobotsAnswer>> PoliteFetcher::robots_of(HttpsUrl url) {
  const std::string authority = url.host + ":" + std::to_string(url.port);
  while (true) {
    if (auto known = robots_.find(authority, Clock::now())) co_return known;
    const auto other = asking_.find(authority);
    if (other == asking_.end()) break;
    const std::shared_ptr<asio::steady_timer> over = other->second;
    boost::system::error_code cancelled;
    co_await over->async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
  }
  // Tells those who wait, also where this ends by an exception.
  struct Asking {
    std::map<std::string, std::shared_ptr<asio::steady_timer>>& all;
    std::map<std::string, std::shared_ptr<asio::steady_timer>>::iterator mine;
    ~Asking() {
      mine->second->cancel();
      all.erase(mine);
    }
  };
  const auto never = Clock::time_point::max();
  const Asking asking{
      asking_, asking_.emplace(authority, std::make_shared<asio::steady_timer>(executor_, never)).first};
  RobotsAnswer answer = co_await ask_robots(std::move(url));
  co_return robots_.keep(authority, std::move(answer), Clock::now());
}

asio::awaitable<RobotsAnswer> PoliteFetcher::ask_robots(HttpsUrl url) {
  RobotsTrail trail(url, std::string(product), rules_.robots_bytes);
  while (true) {
    const Reply reply = co_await ask(trail.request(), Rank::rules, robots_by_);
    if (auto answer = trail.step(reply.observation)) co_return std::move(*answer);
  }
}

asio::awaitable<void> PoliteFetcher::sleep(std::chrono::milliseconds time) {
  asio::steady_timer timer(executor_, time);
  co_await timer.async_wait(asio::use_awaitable);
}

}  // namespace quorate
