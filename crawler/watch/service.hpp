// Runs a watch plan until it is told to stop or to read its files again: daemon, receivers, signals,
// watchdog.
#pragma once

#include "crawler/store/store.hpp"
#include "crawler/watch/daemon.hpp"
#include "crawler/watch/watch_file.hpp"

#include <functional>
#include <string>

namespace quorate {

// Reads the files again.
using PlanReader = std::function<Result<WatchPlan>()>;

// Until SIGTERM or SIGINT, or with `once` until nothing is due and every receiver has been told what it takes
// now. SIGHUP: reads the plan anew and goes on by it; one that is wrong is said, and the old one stands.
// `say`: lines for the operator. Errors: those of World and Workers, store_failed.
Result<void> serve(WatchPlan plan, const PlanReader& reread, Store& store, Watch watch,
                   const std::function<void(const std::string& line)>& say);

}  // namespace quorate
