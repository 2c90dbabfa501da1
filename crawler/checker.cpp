#include "crawler/checker.hpp"

#include "crawler/run_context.hpp"
#include "crawler/version.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>

#include <chrono>
#include <exception>
#include <utility>

namespace quorate {
namespace asio = boost::asio;
namespace {

std::unique_ptr<Asker> wrapped(std::unique_ptr<Asker> asker, const AskerWrap& wrap) {
  return wrap ? wrap(std::move(asker)) : std::move(asker);
}

}  // namespace

Checker::Checker(const asio::any_io_executor& executor, const Tables& tables, World& world, Manners manners,
                 Workers& workers, NameServers name_servers, const Exclusions* exclusions,
                 const AskerWrap& wrap)
    : tables_(tables),
      connect_to_(world.connect_to()),
      replays_(world.replays()),
      vantages_(world.vantages()),
      asker_(wrapped(world.make_asker(executor, suffixes_, manner_rules(manners, tables.limits)), wrap)),
      memory_(tables.limits.findings_bytes, std::chrono::seconds(tables.limits.reuse_seconds)),
      observer_(executor, *asker_, memory_, workers.executor(), vantages_, world.sharing()),
      workshop_{tables.services, tables.limits, tables.operators, suffixes_, tables.networks,
                observer_,       manners,       name_servers,     exclusions} {}

asio::awaitable<void> Checker::run(CaseSource source, RunClock clock, HandOver order, ReportSink sink) {
  const Versions of_tables = versions(tables_.services, tables_.operators, suffixes_);
  ReportSink complete = [&](const Case& of, Report report) {
    report.versions = of_tables;
    if (!connect_to_.empty()) report.connect_to = connect_to_;
    report.replayed = replays_;
    report.vantages = vantages_;
    sink(of, std::move(report));
  };
  co_await check_all(std::move(source), workshop_, std::move(clock), order, std::move(complete));
}

void run_until_over(asio::io_context& context, asio::awaitable<void> work) {
  std::exception_ptr fault;
  asio::cancellation_signal dropper;
  asio::co_spawn(context, std::move(work),
                 asio::bind_cancellation_slot(dropper.slot(), [&](std::exception_ptr thrown) {
                   fault = thrown;
                   context.stop();
                 }));
  const auto beside = run_to_end(context, [&] { dropper.emit(asio::cancellation_type::terminal); });
  if (beside) std::rethrow_exception(beside);
  if (fault) std::rethrow_exception(fault);
}

CaseSource source_of(std::vector<Case> cases) {
  return [cases = std::move(cases), next = std::size_t{0}]() mutable -> asio::awaitable<std::optional<Case>> {
    if (next == cases.size()) co_return std::nullopt;
    co_return std::move(cases[next++]);
  };
}

}  // namespace quorate
