#include "crawler/watch/shift.hpp"

#include "crawler/run_context.hpp"
#include "crawler/watch/clock.hpp"
#include "crawler/watch/sinks/command_sink.hpp"
#include "crawler/watch/sinks/log_sink.hpp"
#include "crawler/watch/sinks/webhook.hpp"
#include "crawler/watch/sinks/webhook_fetch.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>

#include <csignal>
#include <unistd.h>

namespace quorate {
namespace asio = boost::asio;
namespace {

constexpr std::chrono::seconds webhook_timeout{30};
constexpr std::chrono::milliseconds wind_down_round{20};
constexpr int most_wind_down_rounds = 150;  // three seconds for answers that are being written

}  // namespace

Result<std::optional<ListeningSockets>> open_ports(const WatchPlan& plan, Watch watch,
                                                   const ListeningSockets* before) {
  std::optional<ListeningSockets> ports;
  if (!plan.api || watch != Watch::on) return ports;
  auto opened = ListeningSockets::open(plan.api->listen, before);
  if (!opened) return opened.error();
  ports.emplace(std::move(*opened));
  return ports;
}

Shift::Shift(const ShiftGround& ground)
    : ground_(ground),
      plan_(ground.plan),
      context_(ground.context),
      daemon_(context_.get_executor(), ground.store, plan_.tables, ground.world, ground.workers,
              schedule_rules(plan_.settings.pace), plan_.policy,
              {system_now, [this] { return chance_(); }, ground.say}),
      signals_(context_, ::dup(ground.signals.descriptor())),
      stop_timer_(context_),
      alive_timer_(context_),
      wind_down_timer_(context_),
      sign_timer_(context_) {}

Result<std::optional<NextShift>> Shift::run() {
  if (const auto made = make_couriers(); !made) return made.error();
  const auto tell = [this] {
    for (const auto& courier : couriers_) courier->wake();
    if (api_) api_->wake();
  };
  daemon_.on_record(tell);
  spawn(daemon_.run(ground_.watch));
  if (ground_.watch == Watch::on) {
    for (const auto& courier : couriers_) spawn(courier->run());
    if (plan_.api && ground_.sockets != nullptr) {
      api_ = std::make_unique<ApiFront>(
          context_.get_executor(),
          ApiGround{ground_.store, daemon_, plan_.tables, schedule_rules(plan_.settings.pace), *plan_.api,
                    *ground_.sockets},
          DeskMeans{system_now, tell});
    }
  }
  wait_for_signal();
  manager_.ready("watching " + ground_.store.description());
  keep_alive();
  sign_daily();
  if (const auto beside = run_to_end(context_, [this] { drop(); }); beside && !fault_) fault_ = beside;
  if (fault_) std::rethrow_exception(fault_);
  if (ground_.watch == Watch::once && daemon_.trouble()) return Error{Code::store_failed, *daemon_.trouble()};
  return std::move(next_);
}

Result<void> Shift::make_couriers() {
  const CourierRules rules{std::chrono::seconds(plan_.settings.pace.sink_retry_seconds),
                           std::chrono::seconds(plan_.settings.pace.sink_longest_retry_seconds)};
  for (const SinkSettings& settings : plan_.settings.sinks) {
    auto sink = make_sink(settings);
    if (!sink) return Error{sink.error().code, "sink \"" + settings.name + "\": " + sink.error().detail};
    couriers_.push_back(std::make_unique<Courier>(
        context_.get_executor(), ground_.store, settings.name, std::move(*sink), rules,
        CourierMeans{system_now, [this] { return chance_(); }, ground_.say}));
  }
  // Before anything is looked at, so that no event comes before its receiver is known.
  for (const SinkSettings& settings : plan_.settings.sinks)
    if (const auto opened = ground_.store.open_sink(settings.name, SinkStart::coming_events); !opened)
      return opened.error();
  return {};
}

Result<std::unique_ptr<EventSink>> Shift::make_sink(const SinkSettings& settings) {
  if (const auto* log = std::get_if<LogSinkSettings>(&settings.to))
    return std::unique_ptr<EventSink>(std::make_unique<LogSink>(log->file));
  if (const auto* command = std::get_if<CommandSinkSettings>(&settings.to))
    return std::unique_ptr<EventSink>(std::make_unique<CommandSink>(
        context_.get_executor(), command->argv, std::chrono::seconds(command->timeout_seconds)));
  const auto& hook = std::get<WebhookSettings>(settings.to);
  auto fetch = webhook_fetch(hook, plan_.settings, plan_.tables);
  if (!fetch) return fetch.error();
  const auto secret = plan_.secrets.find(settings.name);
  return std::unique_ptr<EventSink>(std::make_unique<Webhook>(
      context_.get_executor(),
      WebhookTarget{hook.url, secret == plan_.secrets.end() ? std::string() : secret->second,
                    webhook_timeout},
      make_fetcher(context_.get_executor(), std::move(*fetch)), system_now));
}

void Shift::spawn(asio::awaitable<void> work) {
  ++working_;
  const auto slot = droppers_.emplace_back().slot();
  asio::co_spawn(context_, std::move(work),
                 asio::bind_cancellation_slot(slot, [this](std::exception_ptr fault) {
                   if (fault && !dropped_) {  // what is dropped ends by an exception, too
                     fault_ = fault;
                     drop();
                   }
                   ended();
                 }));
}

// The daemon, or a courier, has come to its end.
void Shift::ended() {
  --working_;
  if (ground_.watch == Watch::once && !dropped_ && !std::exchange(handed_over_, true))
    for (const auto& courier : couriers_) spawn(courier->run_once());
  if (working_ > 0) return;
  if (api_) api_->stop();
  wind_down();
}

// Until the last answer of the API has been written.
void Shift::wind_down() {
  if (!api_ || api_->connections() == 0 || ++wind_down_rounds_ > most_wind_down_rounds) {
    context_.stop();
    return;
  }
  wind_down_timer_.expires_after(wind_down_round);
  wind_down_timer_.async_wait([this](const boost::system::error_code& cancelled) {
    if (!cancelled) wind_down();
  });
}

void Shift::wait_for_signal() {
  signals_.async_wait(signals_.wait_read, [this](const boost::system::error_code& error) {
    if (error) return;
    while (const auto signal = ground_.signals.next()) hear(*signal);
    wait_for_signal();
  });
}

// SIGHUP reads the files again, any other ends the work.
void Shift::hear(int signal) {
  if (signal == SIGHUP) return reload();
  manager_.stopping();
  ground_.say("stopping: what is under way is ended first");
  next_.reset();
  if (api_) api_->stop();
  stop();
}

void Shift::reload() {
  if (stopping_ && !next_) return;  // it is to stop, and that stands
  manager_.reloading();
  auto plan = ground_.reread();
  if (plan)
    if (const auto goes_on = check_log(ground_.store, plan->log); !goes_on) plan = goes_on.error();
  const ListeningSockets* open = next_ && next_->sockets ? &*next_->sockets : ground_.sockets;
  auto ports =
      plan ? open_ports(*plan, ground_.watch, open) : Result<std::optional<ListeningSockets>>(plan.error());
  if (!ports) {
    ground_.say("not reloaded: " + ports.error().detail);
    manager_.ready("running by the files as they were before");
    return;
  }
  ground_.say("reloading");
  next_.emplace(NextShift{std::move(*plan), std::move(*ports)});
  stop();
}

void Shift::stop() {
  if (std::exchange(stopping_, true)) return;
  daemon_.stop();
  for (const auto& courier : couriers_) courier->stop();
  stop_timer_.expires_after(std::chrono::seconds(plan_.settings.pace.stop_seconds));
  stop_timer_.async_wait([this](const boost::system::error_code& cancelled) {
    if (!cancelled) drop();
  });
}

// Ends what is under way without its result. All of it winds up by itself, for it holds parts of what this
// shift is made of: it must have come to its end before they go.
void Shift::drop() {
  if (std::exchange(dropped_, true)) return;
  for (asio::cancellation_signal& dropper : droppers_) dropper.emit(asio::cancellation_type::terminal);
}

void Shift::keep_alive() {
  if (!manager_.interval()) return;
  manager_.alive();
  alive_timer_.expires_after(*manager_.interval());
  alive_timer_.async_wait([this](const boost::system::error_code& cancelled) {
    if (!cancelled) keep_alive();
  });
}

void Shift::sign_daily() {
  if (!plan_.log) return;
  sign_timer_.expires_after(std::chrono::seconds(log_signing_interval));
  sign_timer_.async_wait([this](const boost::system::error_code& cancelled) {
    if (cancelled) return;
    if (const auto done = sign_log(ground_.store, plan_.log, system_now()); !done)
      ground_.say("the log was not signed: " + done.error().detail);
    sign_daily();
  });
}

}  // namespace quorate
