#include "crawler/world.hpp"

#include "crawler/fetch/fetcher.hpp"
#include "crawler/live_asker.hpp"
#include "crawler/manners/polite_fetcher.hpp"
#include "crawler/version.hpp"
#include "proofs/report/layout/time.hpp"

#include <random>
#include <string>

namespace quorate {
namespace {

// Fetchers and manners of a live world, and who answers through them.
class LiveWorld final : public Asker {
 public:
  LiveWorld(const boost::asio::any_io_executor& executor, const FetchSettings& settings,
            const std::vector<Vantage>& vantages, const SuffixList& suffixes, const MannerRules& rules,
            Recorder* recorder)
      : world_(make_fetcher(executor, settings, recorder)),
        others_(fetchers(executor, vantages, recorder)),
        polite_(executor, *world_, suffixes, rules, real_surprises(), first_way()),
        asker_(polite_, paths(vantages), recorder) {}

  boost::asio::awaitable<Reply> ask(Question question, Rank rank) override {
    return asker_.ask(std::move(question), rank);
  }

 private:
  using Fetchers = std::vector<std::unique_ptr<Fetcher>>;

  static Fetchers fetchers(const boost::asio::any_io_executor& executor, const std::vector<Vantage>& vantages,
                           Recorder* recorder) {
    Fetchers fetchers;
    for (const Vantage& vantage : vantages)
      fetchers.push_back(make_fetcher(executor, vantage.settings, recorder));
    return fetchers;
  }

  // That of the pages. Those are asked over the vantage points alone, where there are any.
  Fetcher* first_way() const { return others_.empty() ? world_.get() : others_.front().get(); }

  std::vector<Path> paths(const std::vector<Vantage>& vantages) const {
    std::vector<Path> paths;
    for (std::size_t i = 0; i < vantages.size(); ++i) paths.push_back({vantages[i].name, *others_[i]});
    return paths;
  }

  std::unique_ptr<Fetcher> world_;
  Fetchers others_;  // of the vantage points, in their order
  PoliteFetcher polite_;
  LiveAsker asker_;
};

// Different for each run: two records of the same minute are two files.
std::string seed_of_ids() {
  constexpr int words = 8;  // 256 bits
  std::random_device chance;
  std::string seed;
  for (int i = 0; i < words; ++i) seed += std::to_string(chance()) + " ";
  return seed;
}

}  // namespace

Result<World> World::open(const WorldOptions& options, const Tables& tables, UnixTime now) {
  World world;
  world.now_ = now;
  world.connect_to_ = options.connect_to;
  if (!options.replay.empty()) {
    Result<std::unique_ptr<Replay>> replay = Replay::open(options.replay);
    if (!replay) return Error{replay.error().code, "--replay: " + replay.error().detail};
    world.replay_ = std::move(*replay);
    world.replays_ = true;
    world.now_ = world.replay_->run().started;
    world.connect_to_ = world.replay_->run().connect_to;
    world.vantage_names_ = world.replay_->run().vantages;
  } else {
    Result<FetchSettings> settings = fetch_settings(options, tables);
    if (!settings) return settings.error();
    world.settings_ = std::move(*settings);
    Result<std::vector<Vantage>> points = quorate::vantages(options, tables, world.settings_);
    if (!points) return points.error();
    world.vantages_ = std::move(*points);
    for (const Vantage& vantage : world.vantages_) world.vantage_names_.push_back(vantage.name);
  }
  if (!options.record.empty() || !options.replay.empty()) world.sharing_ = Sharing::none;
  if (!options.now.empty()) {
    const Result<UnixTime> parsed = parse_time(options.now);
    if (!parsed) return Error{Code::bad_argument, "--now: " + parsed.error().detail};
    world.now_ = *parsed;
  }
  if (!options.record.empty()) {
    Result<std::unique_ptr<Recorder>> recorder =
        Recorder::create(options.record,
                         {"quorate/" + std::string(program_version()), world.settings_.user_agent, world.now_,
                          options.connect_to, world.vantage_names_},
                         seed_of_ids());
    if (!recorder) return Error{recorder.error().code, "--record: " + recorder.error().detail};
    world.recorder_ = std::move(*recorder);
  }
  return world;
}

std::unique_ptr<Asker> World::make_asker(const boost::asio::any_io_executor& executor,
                                         const SuffixList& suffixes, const MannerRules& rules) {
  if (replay_) return std::move(replay_);
  return std::make_unique<LiveWorld>(executor, settings_, vantages_, suffixes, rules, recorder_.get());
}

Result<void> World::finish() { return recorder_ ? recorder_->finish() : Result<void>(); }

}  // namespace quorate
