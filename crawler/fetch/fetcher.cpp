#include "crawler/fetch/fetcher.hpp"

#include "crawler/fetch/connect_gate.hpp"
#include "crawler/fetch/curl/loops.hpp"
#include "crawler/fetch/curl/transfer.hpp"
#include "crawler/fetch/descriptors.hpp"
#include "crawler/fetch/guard.hpp"
#include "crawler/fetch/redirect.hpp"
#include "crawler/fetch/resolver.hpp"
#include "crawler/fetch/route.hpp"
#include "crawler/fetch/url.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace quorate {
namespace {

namespace asio = boost::asio;
namespace ip = boost::asio::ip;
using Clock = std::chrono::steady_clock;

// How often the transfers that run are looked at for being late.
constexpr std::chrono::milliseconds look_interval{100};

// Addresses of one host that are tried; the guard looks at all.
constexpr std::size_t max_addresses = 8;

Observation failed(Error error) {
  Observation observation;
  observation.error = std::move(error);
  return observation;
}

std::chrono::milliseconds time_until(Clock::time_point deadline) {
  return std::chrono::ceil<std::chrono::milliseconds>(std::max(deadline - Clock::now(), Clock::duration{}));
}

// A lookup that found no answer because the whole fetch had no more time is no fault of DNS.
Error late_or(Error error, Clock::time_point deadline) {
  if (error.code != Code::dns_failed || Clock::now() < deadline) return error;
  return {Code::timed_out, "no answer of DNS in the time for the whole fetch"};
}

// Idle connections must leave room for those that are wanted.
unsigned connections_kept(const FetchLimits& limits) {
  constexpr std::size_t share = 2;
  return static_cast<unsigned>(
      std::min<std::size_t>(limits.connections_kept, take_all_descriptors() / share));
}

void extend(Route& route, const HostAnswer& answer) {
  add_once(route.aliases, answer.aliases);
  for (const ip::address& address : answer.addresses) add_once(route.addresses, address.to_string());
}

Result<void> check_request(const Request& request) {
  if (request.url.empty() == request.dns_name.empty())
    return Error{Code::bad_argument, "a request needs a URL or a DNS name, and not both"};
  const auto breaks_line = [](const std::string& text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) != text.npos;
  };
  for (const auto& [name, value] : request.headers)
    if (name.empty() || value.empty() || name.find(':') != name.npos || breaks_line(name) ||
        breaks_line(value))
      return Error{Code::bad_argument, "a header of the request is malformed"};
  return {};
}

// From an IPv4 address one cannot connect to an IPv6 one.
void drop_other_family(std::vector<ip::address>& addresses, const ip::address& ours) {
  const auto other = [&](const ip::address& address) { return address.is_v4() != ours.is_v4(); };
  addresses.erase(std::remove_if(addresses.begin(), addresses.end(), other), addresses.end());
}

// The first address, and the first of the other kind: curl tries both, one a moment later. It would try
// further ones, too, but 7.88 does not notice what becomes of a third connection.
std::vector<ip::address> take_pair(std::vector<ip::address>& left) {
  std::vector<ip::address> pair;
  for (std::size_t at = 0; at < left.size() && pair.size() < 2;) {
    if (!pair.empty() && left[at].is_v4() == pair.front().is_v4()) {
      ++at;
      continue;
    }
    pair.push_back(left[at]);
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(at));
  }
  return pair;
}

// Whether another address of the host may do better.
bool never_connected(const Observation& observation) {
  return observation.error && observation.peer.empty() &&
         (observation.error->code == Code::connect_failed || observation.error->code == Code::timed_out);
}

// The one endpoint that may be connected to, where there is but one.
std::optional<ip::tcp::endpoint> only_target(const FetchSettings& settings) {
  return settings.proxy ? settings.proxy->endpoint : settings.connect_to;
}

// What all fetches share. Every coroutine holds it, so that it outlives the fetcher until the last of them
// has ended.
class Engine : public std::enable_shared_from_this<Engine> {
 public:
  Engine(const asio::any_io_executor& executor, FetchSettings settings, ExchangeLog* log)
      : settings_(std::move(settings)),
        log_(log),
        guard_(settings_.allowed, only_target(settings_)),
        gate_(executor, settings_.limits.connecting_at_once),
        resolver_(executor, settings_),
        loops_(executor, settings_.limits.in_flight, settings_.limits.connections_per_host,
               connections_kept(settings_.limits)),
        look_timer_(executor) {}

  static asio::awaitable<Observation> fetch(std::shared_ptr<Engine> self, Request request,
                                            std::optional<std::string> post = std::nullopt);

  void stop();

 private:
  class Running;
  using NameList = std::shared_ptr<std::vector<std::string>>;
  using Steps = std::vector<Exchange>;

  static asio::awaitable<Observation> look(std::shared_ptr<Engine> self, const Request& request,
                                           const std::optional<std::string>& post, Clock::time_point deadline,
                                           Steps& steps);
  static asio::awaitable<void> look_up_name_servers(std::shared_ptr<Engine> self, std::string zone,
                                                    NameList found);
  asio::awaitable<Observation> fetch_page(const Request& request, const std::optional<std::string>& post,
                                          Clock::time_point deadline, Steps& steps);
  asio::awaitable<Observation> fetch_records(const Request& request, Clock::time_point deadline);
  asio::awaitable<Result<HostAnswer>> addresses_of(const HttpsUrl& url, Clock::time_point deadline);
  asio::awaitable<Observation> transfer_from_any(Hop hop, Steps& steps);
  asio::awaitable<Observation> transfer(const Hop& hop, Steps& steps);
  void look_at_clock();

  FetchSettings settings_;
  ExchangeLog* log_;
  Guard guard_;
  ConnectGate gate_;
  Resolver resolver_;
  Result<Authorities> authorities_ = Authorities::open(settings_.ca_file);
  CurlLoops loops_;
  std::set<Transfer*> running_;
  asio::steady_timer look_timer_;
  bool looking_ = false;
};

// Keeps a transfer among those that are looked at, as long as it runs.
class Engine::Running {
 public:
  Running(Engine& engine, Transfer& transfer) : engine_(engine), transfer_(transfer) {
    engine_.running_.insert(&transfer_);
    engine_.look_at_clock();
  }
  ~Running() {
    engine_.running_.erase(&transfer_);
    if (engine_.running_.empty() && std::exchange(engine_.looking_, false)) engine_.look_timer_.cancel();
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  Engine& engine_;
  Transfer& transfer_;
};

// Runs beside the request and is waited for by nobody: what it finds in time goes into `found`.
asio::awaitable<void> Engine::look_up_name_servers(std::shared_ptr<Engine> self, std::string zone,
                                                   NameList found) {
  auto names = co_await self->resolver_.name_servers(std::move(zone), self->settings_.limits.dns);
  if (names) *found = std::move(*names);
}

asio::awaitable<Observation> Engine::look(std::shared_ptr<Engine> self, const Request& request,
                                          const std::optional<std::string>& post, Clock::time_point deadline,
                                          Steps& steps) {
  const auto name_servers = std::make_shared<std::vector<std::string>>();
  if (!request.zone.empty() && !self->settings_.connect_to && !self->settings_.proxy) {
    const auto executor = co_await asio::this_coro::executor;
    asio::co_spawn(executor, look_up_name_servers(self, request.zone, name_servers), asio::detached);
  }
  Observation observation;
  if (request.dns_name.empty())
    observation = co_await self->fetch_page(request, post, deadline, steps);
  else
    observation = co_await self->fetch_records(request, deadline);
  observation.route.name_servers = std::move(*name_servers);
  co_return observation;
}

asio::awaitable<Observation> Engine::fetch(std::shared_ptr<Engine> self, Request request,
                                           std::optional<std::string> post) {
  const Clock::time_point start = Clock::now();
  const auto total = self->settings_.limits.total;
  const Clock::time_point deadline = start + std::min(request.time_left.value_or(total), total);
  Steps steps;
  Observation observation;
  if (const Result<void> checked = check_request(request); !checked)
    observation = failed(checked.error());
  else if (deadline <= start)
    observation = failed({Code::timed_out, "not asked: the time for it was over"});
  else
    observation = co_await look(self, request, post, deadline, steps);
  observation.elapsed_us =
      std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start).count();
  if (self->log_ != nullptr) observation.exchange = self->log_->fetched(request, observation, steps);
  co_return observation;
}

void Engine::stop() {
  gate_.stop();
  resolver_.stop();
  loops_.stop();
  look_timer_.cancel();
}

asio::awaitable<Observation> Engine::fetch_records(const Request& request, Clock::time_point deadline) {
  if (only_target(settings_) && !settings_.resolver)
    co_return failed(
        {Code::dns_failed, "DNS is not asked while every connection goes to one address; give --resolver"});
  Result<TxtAnswer> answer =
      co_await resolver_.txt(request.dns_name, std::min(time_until(deadline), settings_.limits.dns));
  if (!answer) co_return failed(late_or(answer.error(), deadline));
  Observation observation;
  observation.records = std::move(answer->records);
  observation.dnssec = answer->dnssec;
  co_return observation;
}

asio::awaitable<Observation> Engine::fetch_page(const Request& request,
                                                const std::optional<std::string>& post,
                                                Clock::time_point deadline, Steps& steps) {
  const Result<HttpsUrl> first = parse_https(request.url);
  if (!first) co_return failed(first.error());
  if (!authorities_) co_return failed(authorities_.error());
  RedirectTrail trail(request.redirects, settings_.limits.redirects, *first);
  const std::size_t max_body =
      request.max_body_bytes != 0 ? request.max_body_bytes : settings_.limits.body_bytes;
  Route route;
  while (true) {
    Result<HostAnswer> answer = co_await addresses_of(trail.current(), deadline);
    if (!answer) co_return failed(answer.error());
    if (!settings_.connect_to) extend(route, *answer);
    if (!gate_.is_open()) {
      const bool passed = co_await gate_.pass(deadline);
      if (!passed) co_return failed({Code::timed_out, "not asked: too many connections were being made"});
    }
    const Hop hop{.url = trail.current(),
                  .addresses = std::move(answer->addresses),
                  .headers = request.headers,
                  .max_body_bytes = max_body,
                  .excess = request.excess,
                  .deadline = deadline,
                  .post = post,
                  .connect = {}};
    Observation observation = co_await transfer_from_any(hop, steps);
    route.issuer = std::move(observation.route.issuer);
    observation.route = route;
    observation.final_url = text(hop.url);
    if (observation.error) co_return observation;
    const Result<std::optional<HttpsUrl>> next = trail.step(observation.status, observation.headers);
    if (next && !*next) co_return observation;
    if (next) continue;
    observation.error = next.error();
    co_return observation;
  }
}

// One denied address denies the host: a name that points inside and outside at once is a trap.
asio::awaitable<Result<HostAnswer>> Engine::addresses_of(const HttpsUrl& url, Clock::time_point deadline) {
  if (settings_.proxy && reach_of(url.host) == Reach::local)
    co_return Error{Code::address_refused,
                    url.host + " is no name of the internet, and the proxy would look it up"};
  if (settings_.proxy) co_return HostAnswer{};
  if (settings_.connect_to) co_return HostAnswer{{settings_.connect_to->address()}, {}};
  Result<HostAnswer> answer =
      co_await resolver_.addresses(url.host, std::min(time_until(deadline), settings_.limits.dns));
  if (!answer) co_return late_or(answer.error(), deadline);
  for (const ip::address& address : answer->addresses)
    if (const Result<void> admitted = guard_.admit({address, url.port}); !admitted)
      co_return admitted.error();
  if (settings_.local_address) drop_other_family(answer->addresses, *settings_.local_address);
  if (answer->addresses.empty())
    co_return Error{Code::connect_failed,
                    url.host + " has no address of the kind of " + settings_.local_address->to_string()};
  if (answer->addresses.size() > max_addresses) answer->addresses.resize(max_addresses);
  co_return std::move(*answer);
}

// From the first of the host's addresses that takes a connection. All of them together have the time for
// connecting: each pair half of what is left, and the last one all of it.
asio::awaitable<Observation> Engine::transfer_from_any(Hop hop, Steps& steps) {
  std::vector<ip::address> left = std::move(hop.addresses);
  const Clock::time_point connected_by = Clock::now() + settings_.limits.connect;
  while (true) {
    hop.addresses = take_pair(left);
    if (!left.empty())
      hop.connect = time_until(connected_by) / 2;
    else if (hop.connect)
      hop.connect = time_until(connected_by);
    Observation observation = co_await transfer(hop, steps);
    if (left.empty() || !never_connected(observation)) co_return observation;
    if (Clock::now() >= std::min(connected_by, hop.deadline)) co_return observation;
    if (!steps.empty()) steps.pop_back();  // no exchange took place
  }
}

asio::awaitable<Observation> Engine::transfer(const Hop& hop, Steps& steps) {
  const auto begun = std::chrono::system_clock::now();
  const Trace trace = log_ == nullptr ? Trace::none : Trace::sent_and_certificate;
  Transfer transfer({settings_, guard_, *authorities_, gate_, trace}, hop);
  const Running running(*this, transfer);
  const CURLcode code = co_await loops_.of(hop.url.host).run(transfer.handle());
  Observation observation = transfer.finish(code);
  if (log_ != nullptr)
    steps.push_back({text(hop.url), transfer.sent(), observation, transfer.leaf_sha256(), begun});
  co_return observation;
}

// One timer for all: every transfer that is late is ended.
void Engine::look_at_clock() {
  if (running_.empty() || std::exchange(looking_, true)) return;
  look_timer_.expires_after(look_interval);
  look_timer_.async_wait([weak = weak_from_this()](boost::system::error_code error) {
    const auto self = weak.lock();
    if (!self || error) return;
    self->looking_ = false;
    const Clock::time_point now = Clock::now();
    for (Transfer* transfer : self->running_)
      if (transfer->is_late(now)) self->loops_.of(transfer->host()).abort(transfer->handle());
    self->look_at_clock();
  });
}

class LiveFetcher final : public Fetcher {
 public:
  LiveFetcher(const asio::any_io_executor& executor, FetchSettings settings, ExchangeLog* log)
      : engine_(std::make_shared<Engine>(executor, std::move(settings), log)) {}
  ~LiveFetcher() override { engine_->stop(); }
  LiveFetcher(const LiveFetcher&) = delete;
  LiveFetcher& operator=(const LiveFetcher&) = delete;

  asio::awaitable<Observation> fetch(Request request) override {
    return Engine::fetch(engine_, std::move(request));
  }
  asio::awaitable<Observation> post(Request request, std::string body) override {
    return Engine::fetch(engine_, std::move(request), std::move(body));
  }

 private:
  std::shared_ptr<Engine> engine_;
};

}  // namespace

asio::awaitable<Observation> Fetcher::post(Request, std::string) {
  co_return failed({Code::bad_argument, "this fetcher only looks"});
}

std::unique_ptr<Fetcher> make_fetcher(const asio::any_io_executor& executor, FetchSettings settings,
                                      ExchangeLog* log) {
  return std::make_unique<LiveFetcher>(executor, std::move(settings), log);
}

}  // namespace quorate
