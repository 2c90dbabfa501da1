#include "crawler/watch/service.hpp"

#include "crawler/watch/notify.hpp"
#include "crawler/watch/sinks/command_sink.hpp"
#include "crawler/watch/sinks/courier.hpp"
#include "crawler/watch/sinks/log_sink.hpp"
#include "crawler/watch/sinks/webhook.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <csignal>
#include <exception>
#include <random>

namespace quorate {
namespace asio = boost::asio;
namespace {

constexpr std::chrono::seconds longest_stop{30};  // for what is under way; then it is dropped, and still due
constexpr std::chrono::seconds webhook_timeout{30};

UnixTime system_now() {
  using std::chrono::system_clock;
  return std::chrono::duration_cast<std::chrono::seconds>(system_clock::now().time_since_epoch()).count();
}

// Addresses of this machine and of private networks.
std::vector<AddressRange> local_ranges() {
  std::vector<AddressRange> ranges;
  for (const char* text :
       {"127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7"})
    if (const auto range = parse_range(text)) ranges.push_back(*range);
  return ranges;
}

enum class Ending { stop, reload };

// One plan at work.
class Shift {
 public:
  Shift(const WatchPlan& plan, Store& store, World& world, Workers& workers, Watch watch,
        const PlanReader& reread, const std::function<void(const std::string&)>& say)
      : plan_(plan),
        store_(store),
        watch_(watch),
        reread_(reread),
        say_(say),
        daemon_(context_.get_executor(), store, plan.tables, world, workers,
                schedule_rules(plan.settings.pace), plan.policy,
                {system_now, [this] { return chance_(); }, say}),
        signals_(context_, SIGTERM, SIGINT, SIGHUP),
        stop_timer_(context_),
        alive_timer_(context_) {}

  Result<Ending> run() {
    if (const auto made = make_couriers(); !made) return made.error();
    daemon_.on_record([this] {
      for (const auto& courier : couriers_) courier->wake();
    });
    working_ = 1 + couriers_.size();
    spawn(daemon_.run(watch_));
    if (watch_ == Watch::on) {
      for (const auto& courier : couriers_) spawn(courier->run());
    }
    wait_for_signal();
    manager_.ready("watching " + store_.description());
    keep_alive();
    context_.run();
    if (fault_) std::rethrow_exception(fault_);
    if (watch_ == Watch::once && daemon_.trouble()) return Error{Code::store_failed, *daemon_.trouble()};
    return ending_;
  }

  std::optional<WatchPlan> next_plan() { return std::move(next_plan_); }

 private:
  Result<void> make_couriers() {
    const CourierRules rules{std::chrono::seconds(plan_.settings.pace.sink_retry_seconds),
                             std::chrono::seconds(plan_.settings.pace.sink_longest_retry_seconds)};
    for (const SinkSettings& settings : plan_.settings.sinks)
      couriers_.push_back(
          std::make_unique<Courier>(context_.get_executor(), store_, settings.name, make_sink(settings),
                                    rules, CourierMeans{system_now, [this] { return chance_(); }, say_}));
    // Before anything is looked at, so that no event comes before its receiver is known.
    for (const SinkSettings& settings : plan_.settings.sinks)
      if (const auto opened = store_.open_sink(settings.name, SinkStart::coming_events); !opened)
        return opened.error();
    return {};
  }

  std::unique_ptr<EventSink> make_sink(const SinkSettings& settings) {
    if (const auto* log = std::get_if<LogSinkSettings>(&settings.to))
      return std::make_unique<LogSink>(log->file);
    if (const auto* command = std::get_if<CommandSinkSettings>(&settings.to))
      return std::make_unique<CommandSink>(context_.get_executor(), command->argv,
                                           std::chrono::seconds(command->timeout_seconds));
    const auto& hook = std::get<WebhookSettings>(settings.to);
    FetchSettings fetch;
    fetch.limits = fetch_limits(plan_.tables.limits);
    fetch.ca_file = hook.ca_file;
    if (hook.local == LocalTargets::allowed) fetch.allowed = local_ranges();
    const auto secret = plan_.secrets.find(settings.name);
    return std::make_unique<Webhook>(
        context_.get_executor(),
        WebhookTarget{hook.url, secret == plan_.secrets.end() ? std::string() : secret->second,
                      webhook_timeout},
        make_fetcher(context_.get_executor(), std::move(fetch)), system_now);
  }

  void spawn(asio::awaitable<void> work) {
    asio::co_spawn(context_, std::move(work), [this](std::exception_ptr fault) {
      if (fault) {
        fault_ = fault;
        context_.stop();
        return;
      }
      ended();
    });
  }

  // The daemon, or a courier, has come to its end.
  void ended() {
    --working_;
    if (watch_ == Watch::once && !handed_over_) {
      handed_over_ = true;
      for (const auto& courier : couriers_) spawn(courier->run_once());
    }
    if (working_ == 0) context_.stop();
  }

  void wait_for_signal() {
    signals_.async_wait([this](const boost::system::error_code& error, int signal) {
      if (error) return;
      if (signal == SIGHUP) {
        reload();
      } else {
        manager_.stopping();
        say_("stopping: what is under way is ended first");
        stop(Ending::stop);
      }
      wait_for_signal();
    });
  }

  void reload() {
    manager_.reloading();
    auto plan = reread_();
    if (!plan) {
      say_("not reloaded: " + plan.error().detail);
      manager_.ready("running by the files as they were before");
      return;
    }
    say_("reloading");
    next_plan_ = std::move(*plan);
    if (ending_ != Ending::stop || stopping_ == false) stop(Ending::reload);
  }

  void stop(Ending ending) {
    ending_ = ending;
    stopping_ = true;
    daemon_.stop();
    for (const auto& courier : couriers_) courier->stop();
    stop_timer_.expires_after(longest_stop);
    stop_timer_.async_wait([this](const boost::system::error_code& cancelled) {
      if (!cancelled) context_.stop();
    });
  }

  void keep_alive() {
    if (!manager_.interval()) return;
    manager_.alive();
    alive_timer_.expires_after(*manager_.interval());
    alive_timer_.async_wait([this](const boost::system::error_code& cancelled) {
      if (!cancelled) keep_alive();
    });
  }

  const WatchPlan& plan_;
  Store& store_;
  Watch watch_;
  const PlanReader& reread_;
  const std::function<void(const std::string&)>& say_;
  std::random_device chance_;
  ServiceManager manager_ = ServiceManager::from_environment();
  asio::io_context context_{1};
  Daemon daemon_;
  std::vector<std::unique_ptr<Courier>> couriers_;
  asio::signal_set signals_;
  asio::steady_timer stop_timer_;
  asio::steady_timer alive_timer_;
  std::size_t working_ = 0;
  bool handed_over_ = false;
  bool stopping_ = false;
  Ending ending_ = Ending::stop;
  std::optional<WatchPlan> next_plan_;
  std::exception_ptr fault_;
};

}  // namespace

Result<void> serve(WatchPlan plan, const PlanReader& reread, Store& store, Watch watch,
                   const std::function<void(const std::string& line)>& say) {
  const auto workers = Workers::start();
  if (!workers) return workers.error();
  while (true) {
    const ScheduleRules rules = schedule_rules(plan.settings.pace);
    const auto brought = bring_up_to_date(store, plan.contacts, system_now(), rules);
    if (!brought) return brought.error();
    if (*brought > 0) say(std::to_string(*brought) + " contacts added or changed by the files");
    WorldOptions options;
    options.ca_file = plan.settings.ca_file.value_or("");
    options.connect_to = plan.settings.connect_to.value_or("");
    options.resolver = plan.settings.resolver.value_or("");
    options.manners = Manners::crawl;
    auto world = World::open(options, plan.tables, system_now());
    if (!world) return world.error();
    std::optional<WatchPlan> next;
    {
      Shift shift(plan, store, *world, **workers, watch, reread, say);
      const auto ending = shift.run();
      if (!ending) return ending.error();
      if (*ending == Ending::stop) return {};
      next = shift.next_plan();
    }
    plan = std::move(*next);
  }
}

}  // namespace quorate
