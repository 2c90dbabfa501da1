#include "crawler/world.hpp"

#include "crawler/version.hpp"
#include "proofs/report/layout/time.hpp"

namespace quorate {

Result<World> World::open(const CheckCommand& command, const Tables& tables, UnixTime now) {
  World world;
  world.now_ = now;
  world.connect_to_ = command.connect_to;
  if (!command.replay.empty()) {
    Result<std::unique_ptr<Replay>> replay = Replay::open(command.replay);
    if (!replay) return Error{replay.error().code, "--replay: " + replay.error().detail};
    world.replay_ = std::move(*replay);
    world.now_ = world.replay_->run().started;
    world.connect_to_ = world.replay_->run().connect_to;
  } else {
    Result<FetchSettings> settings = fetch_settings(command, tables);
    if (!settings) return settings.error();
    world.settings_ = std::move(*settings);
    Result<std::vector<Vantage>> points = vantages(command, tables, world.settings_);
    if (!points) return points.error();
    world.vantages_ = std::move(*points);
  }
  if (!command.now.empty()) {
    const Result<UnixTime> parsed = parse_time(command.now);
    if (!parsed) return Error{Code::bad_argument, "--now: " + parsed.error().detail};
    world.now_ = *parsed;
  }
  if (!command.record.empty()) {
    Result<std::unique_ptr<Recorder>> recorder =
        Recorder::create(command.record, {"quorate/" + std::string(program_version()),
                                          world.settings_.user_agent, world.now_, command.connect_to});
    if (!recorder) return Error{recorder.error().code, "--record: " + recorder.error().detail};
    world.recorder_ = std::move(*recorder);
  }
  return world;
}

std::unique_ptr<Fetcher> World::make_fetcher(const boost::asio::any_io_executor& executor) {
  if (replay_) return std::move(replay_);
  return quorate::make_fetcher(executor, settings_, recorder_.get());
}

std::vector<Way> World::make_ways(const boost::asio::any_io_executor& executor) {
  std::vector<Way> ways;
  for (const Vantage& vantage : vantages_)
    ways.push_back({vantage.name, quorate::make_fetcher(executor, vantage.settings, recorder_.get())});
  return ways;
}

Result<void> World::finish() { return recorder_ ? recorder_->finish() : Result<void>(); }

}  // namespace quorate
