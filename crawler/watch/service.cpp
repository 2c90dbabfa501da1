#include "crawler/watch/service.hpp"

#include "crawler/watch/clock.hpp"
#include "crawler/watch/shift.hpp"
#include "proofs/log/checkpoint.hpp"

namespace quorate {

Result<void> serve(WatchPlan plan, const PlanReader& reread, Store& store, Watch watch,
                   const std::function<void(const std::string& line)>& say) {
  const auto signals = Signals::keep();
  if (!signals) return signals.error();
  auto ports = open_ports(plan, watch, nullptr);
  if (!ports) return ports.error();
  std::optional<ListeningSockets> sockets;
  if (*ports) sockets.emplace(std::move(**ports));
  // Whoever checks a copy of the signed head later needs this line, from then and not from now.
  if (plan.log)
    say("the log's verifier: " + write_verifier({plan.log->origin, ed25519_public(plan.log->seed)}));
  while (true) {
    // Before anything is written to a store that may be the wrong one.
    if (const auto goes_on = check_log(store, plan.log); !goes_on) return goes_on.error();
    if (const auto done = sign_log(store, plan.log, system_now()); !done) return done.error();
    const ScheduleRules rules = schedule_rules(plan.settings.pace);
    const auto brought = bring_up_to_date(store, plan.contacts, system_now(), rules);
    if (!brought) return brought.error();
    if (*brought > 0) say(std::to_string(*brought) + " contacts added or changed by the files");
    auto world = World::open(world_options(plan.settings), plan.tables, system_now());
    if (!world) return world.error();
    if (sockets && plan.api)
      for (const auto& endpoint : sockets->endpoints())
        say("the API and its page: " + address_of(endpoint, plan.api->names.carried));
    std::optional<NextShift> next;
    {
      boost::asio::io_context context(1);  // outlives the workers
      const auto workers = Workers::start();
      if (!workers) return workers.error();
      const ShiftGround ground{
          context, plan, sockets ? &*sockets : nullptr, store, *world, **workers, **signals, watch,
          reread,  say};
      Shift shift(ground);
      auto ended = shift.run();
      if (!ended) return ended.error();
      if (const auto done = sign_log(store, plan.log, system_now()); !done) return done.error();
      if (!*ended) return {};
      next.emplace(std::move(**ended));
    }
    plan = std::move(next->plan);
    sockets.reset();
    if (next->sockets) sockets.emplace(std::move(*next->sockets));
  }
}

}  // namespace quorate
