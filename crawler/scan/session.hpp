// Runs a scan's engine with all that is around it: the network, signals, and what people are told meanwhile.
#pragma once

#include "crawler/commands/run.hpp"
#include "crawler/scan/engine.hpp"

#include <boost/asio/io_context.hpp>

namespace quorate {

struct Session {
  boost::asio::io_context& context;  // of one thread; nothing else runs on it
  const Tables& tables;
  World& world;
  Workers& workers;
  const Exclusions& exclusions;
  bool name_servers = false;
  const Surroundings& around;
};

// Until everything is done, or SIGINT or SIGTERM came: then what is under way is ended, and a second signal
// kills. All that was seen is committed. Errors: those of the input and the outputs.
Result<void> run_session(ScanEngine& engine, const Session& session, const RunClock& clock);

RunClock real_clock();

}  // namespace quorate
