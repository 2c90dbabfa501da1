// The daemon at work under a clock that jumps from day to day: what its looks cost.
#include "config/watch.hpp"
#include "crawler/fetch/descriptors.hpp"
#include "crawler/store/open_store.hpp"
#include "crawler/watch/clerk.hpp"
#include "crawler/watch/daemon.hpp"
#include "proofs/encoding/json.hpp"

#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <sys/resource.h>
#include <unistd.h>

namespace quorate {
namespace {

constexpr std::string_view usage =
    "usage: watch_rounds --store WHERE --targets FILE --config FILE --connect-to ADDRESS:PORT --ca-file "
    "FILE\n"
    "                    [--first N] [--rounds N] [--looks N] [--active N]\n"
    "Puts the people of a file that `crowd write` has written into the store, where it has none, and has "
    "the\n"
    "daemon look at all of them in each of --rounds rounds (default 1), without waiting. Round N is 29 "
    "hours\n"
    "after round N - 1, so everybody is due. --first: the number of the first round, beginning with 0.\n"
    "--looks: ends after so many. --active: so many are due, the others not before round 5. Prints a line "
    "of\n"
    "JSON for each round.\n";

constexpr std::size_t deepest_line = 4;
constexpr UnixTime round_seconds = 29 * 3600;  // a day, a tenth more of it, and some
constexpr std::uint32_t no_waiting = 10'000;   // looks that may begin in a second
constexpr std::size_t added_at_once = 1000;
constexpr UnixTime put_off = 8 * 86'400;  // less than the daemon takes for a clock that was ahead

using Steady = std::chrono::steady_clock;

template <class T>
T need(Result<T> result) {
  if (result) return std::move(*result);
  std::cerr << "watch_rounds: " << result.error().detail << '\n';
  std::exit(1);
}

void need(const Result<void>& result) {
  if (result) return;
  std::cerr << "watch_rounds: " << result.error().detail << '\n';
  std::exit(1);
}

double cpu_us() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto us = [](const timeval& time) {
    return 1e6 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec);
  };
  return us(used.ru_utime) + us(used.ru_stime);
}

long resident_kb() {
  std::ifstream file("/proc/self/statm");
  long pages = 0;
  file >> pages >> pages;
  return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

void add_people(Store& store, const std::string& targets, std::uint64_t active, UnixTime now) {
  std::ifstream file(targets);
  std::uint64_t added = 0;
  std::vector<NewContact> people;
  const auto add = [&] {
    need(store.add_contacts(people));
    people.clear();
  };
  for (std::string line; std::getline(file, line);) {
    const auto person = json::parse(line, deepest_line);
    std::string document = "subject: " + *person->find_string("subject") + "\naccounts:\n";
    for (const json::Value& account : person->find("accounts")->items())
      document += "  - " + account.text() + "\n";
    people.push_back({*person->find_string("id"), document, now, added++ < active ? now : now + put_off});
    if (people.size() == added_at_once) add();
  }
  if (!people.empty()) add();
}

class Rounds {
 public:
  Rounds(boost::asio::io_context& context, Store& store, const Tables& tables, World& world, Workers& workers,
         UnixTime start)
      : context_(context),
        start_(start),
        daemon_(context_.get_executor(), store, tables, world, workers, rules(), std::nullopt,
                {[this] { return now(); }, [this] { return static_cast<std::uint32_t>(chance_()); },
                 [](const std::string&) {}}) {  // the events are counted
    daemon_.on_record([this] { recorded(); });
  }

  // `looks`: ends the daemon for good after so many.
  void run(std::uint64_t round, std::optional<std::uint64_t> looks) {
    offset_ = static_cast<UnixTime>(round) * round_seconds;
    const DaemonCounts before = daemon_.counts();
    if (looks) last_look_ = before.looks + *looks;
    begun_ = false;
    context_.restart();
    run_until_over(context_, daemon_.run(Watch::once));
    if (daemon_.trouble()) need(Error{Code::store_failed, *daemon_.trouble()});
    const DaemonCounts after = daemon_.counts();
    const double counted = static_cast<double>(after.looks - before.looks - 1);  // the first began the count
    const std::chrono::duration<double> wall = last_ - first_;
    std::cout << R"({"round":)" << round << R"(,"looks":)" << after.looks - before.looks << R"(,"events":)"
              << after.events - before.events << R"(,"refused":)" << after.refused_writes
              << R"(,"cpu_us_per_look":)" << (last_cpu_ - first_cpu_) / counted << R"(,"wall_us_per_look":)"
              << wall.count() * 1e6 / counted << R"(,"rss_kb":)" << resident_kb() << "}" << std::endl;
  }

 private:
  static ScheduleRules rules() {
    WatchPace pace;
    pace.starts_per_second = no_waiting;
    return schedule_rules(pace);
  }

  UnixTime now() const {
    const auto passed = std::chrono::duration_cast<std::chrono::seconds>(Steady::now() - real_start_);
    return start_ + offset_ + passed.count();
  }

  void recorded() {
    last_ = Steady::now();
    last_cpu_ = cpu_us();
    if (!begun_) {
      begun_ = true;
      first_ = last_;
      first_cpu_ = last_cpu_;
    }
    if (last_look_ && daemon_.counts().looks >= *last_look_) daemon_.stop();
  }

  boost::asio::io_context& context_;
  UnixTime start_;
  UnixTime offset_ = 0;
  Steady::time_point real_start_ = Steady::now();
  std::mt19937 chance_{1};
  bool begun_ = false;
  std::optional<std::uint64_t> last_look_;
  Steady::time_point first_;
  Steady::time_point last_;
  double first_cpu_ = 0;
  double last_cpu_ = 0;
  Daemon daemon_;
};

int run(std::map<std::string, std::string> options) {
  const auto number = [&](const char* name) -> std::optional<std::uint64_t> {
    if (!options.contains(name)) return std::nullopt;
    return std::stoull(options[name]);
  };
  const Tables tables = need(load_tables(options["--config"]));
  WorldOptions way;
  way.ca_file = options["--ca-file"];
  way.connect_to = options["--connect-to"];
  way.manners = Manners::crawl;
  const UnixTime now =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
          .count();
  World world = need(World::open(way, tables, now));
  boost::asio::io_context context(1);  // outlives the workers
  const auto workers = need(Workers::start());
  const auto store = need(open_store(options["--store"]));
  if (need(store->counts()).contacts == 0)
    add_people(*store, options["--targets"], number("--active").value_or(UINT64_MAX), now);
  Rounds rounds(context, *store, tables, world, *workers, now);
  const std::uint64_t first = number("--first").value_or(0);
  for (std::uint64_t round = first; round < first + number("--rounds").value_or(1); ++round)
    rounds.run(round, number("--looks"));
  return 0;
}

}  // namespace
}  // namespace quorate

int main(int argc, char** argv) {
  std::map<std::string, std::string> options;
  for (int i = 1; i + 1 < argc; i += 2) options[argv[i]] = argv[i + 1];
  for (const char* name : {"--store", "--targets", "--config", "--connect-to", "--ca-file"}) {
    if (options.contains(name)) continue;
    std::cerr << quorate::usage;
    return 2;
  }
  quorate::take_all_descriptors();
  return quorate::run(options);
}
