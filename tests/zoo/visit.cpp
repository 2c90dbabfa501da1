// Visits all animals of the zoo at once through the fetcher, with healthy hosts among them, and prints what
// became of each visit: name, code, outcome, milliseconds, detail; then how the neighbours fared and what
// memory it took.
#include "config/shipped.hpp"
#include "crawler/fetch/fetcher.hpp"
#include "proofs/judge/judge.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

namespace quorate {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

constexpr int neighbours = 100;
constexpr milliseconds alone_pause{20};
constexpr milliseconds among_pause{150};  // spread over the time of the slowest animals
constexpr std::string_view suffix = ".zoo.test";
constexpr std::string_view path = "/.well-known/cross-signature";

struct Animal {
  std::string name;
  int visits = 1;
};

struct Settings {
  FetchSettings web;  // every connection goes to the keeper
  FetchSettings dns;  // names of dns.zoo.test are resolved by the authority
  int port = 0;
  UnixTime now = 0;
};

long kilobytes(std::string_view field) {
  std::ifstream in("/proc/self/status");
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(field)) return std::stol(line.substr(field.size() + 1));
  return 0;
}

Request request_of(const std::string& host, int port) {
  Request request;
  request.url = "https://" + host + (port == 0 ? "" : ":" + std::to_string(port)) + std::string(path);
  request.redirects = Redirects::www_twin;
  request.max_body_bytes = 65'536;
  return request;
}

std::string outcome_of(const std::string& host, const Request& request, const Observation& seen,
                       UnixTime now) {
  const Account account = Account::parse("https://" + host + "/").value();
  Place place;
  place.regions = {{RegionKind::lines, ""}};
  place.formats = {FormatId::cross_signature};
  Context context;
  context.now = now;
  return summary(judge({examine(account, place, request, seen)}, context).accounts.at(0).verdict);
}

class Visits {
 public:
  Visits(asio::io_context& context, const Settings& settings)
      : context_(context),
        settings_(settings),
        web_(make_fetcher(context.get_executor(), settings.web)),
        dns_(make_fetcher(context.get_executor(), settings.dns)) {}

  asio::awaitable<void> visit(Animal animal) {
    const bool by_dns = animal.name.ends_with(".dns");
    const std::string host = animal.name + std::string(suffix);
    const Request request = request_of(host, by_dns ? settings_.port : 0);
    Observation seen;
    std::int64_t slowest = 0;
    for (int i = 0; i < animal.visits; ++i) {
      seen = co_await (by_dns ? dns_ : web_)->fetch(request);
      slowest = std::max(slowest, seen.elapsed_us);
    }
    std::cout << animal.name << '\t' << (seen.error ? name(seen.error->code) : "-") << '\t'
              << outcome_of(host, request, seen, settings_.now) << '\t' << slowest / 1000 << '\t'
              << (seen.error ? seen.error->detail : "status " + std::to_string(seen.status)) << std::endl;
  }

  // Every one on a host of its own, so that each pays for a connection.
  asio::awaitable<void> neighbour(std::string phase, int number, milliseconds after) {
    asio::steady_timer timer(context_, after);
    co_await timer.async_wait(asio::use_awaitable);
    const std::string host = "neighbour-" + phase + std::to_string(number) + std::string(suffix);
    const Observation seen = co_await web_->fetch(request_of(host, 0));
    times_.push_back(seen.elapsed_us);
    if (seen.error || seen.status != 200) ++unserved_;
  }

  void run_neighbours(const std::string& phase, milliseconds pause) {
    times_.clear();
    unserved_ = 0;
    for (int i = 0; i < neighbours; ++i)
      asio::co_spawn(context_, neighbour(phase, i, i * pause), [](std::exception_ptr thrown) {
        if (thrown) std::rethrow_exception(thrown);
      });
  }

  void say_neighbours(const std::string& phase) {
    std::sort(times_.begin(), times_.end());
    const std::size_t last = times_.size() - 1;
    std::cout << "neighbours\t" << phase << '\t' << unserved_ << '\t' << times_[last / 2] / 1000 << '\t'
              << times_[last * 99 / 100] / 1000 << std::endl;
  }

 private:
  asio::io_context& context_;
  const Settings& settings_;
  std::unique_ptr<Fetcher> web_;
  std::unique_ptr<Fetcher> dns_;
  std::vector<std::int64_t> times_;
  int unserved_ = 0;
};

void run(const std::vector<Animal>& animals, const Settings& settings) {
  asio::io_context context(1);
  Visits visits(context, settings);
  visits.run_neighbours("alone", alone_pause);
  context.run();
  visits.say_neighbours("alone");
  context.restart();
  const long before = kilobytes("VmRSS:");
  std::ofstream("/proc/self/clear_refs") << "5";  // the peak begins anew (proc(5))
  for (const Animal& animal : animals)
    asio::co_spawn(context, visits.visit(animal), [](std::exception_ptr thrown) {
      if (thrown) std::rethrow_exception(thrown);
    });
  visits.run_neighbours("among", among_pause);
  context.run();
  visits.say_neighbours("among");
  std::cout << "memory\t" << before << '\t' << kilobytes("VmHWM:") << '\t' << kilobytes("VmRSS:")
            << std::endl;
}

// "NAME VISITS" on each line of standard input.
std::vector<Animal> read_animals() {
  std::vector<Animal> animals;
  for (Animal animal; std::cin >> animal.name >> animal.visits;) animals.push_back(animal);
  return animals;
}

}  // namespace
}  // namespace quorate

// Usage: zoo_visit KEEPER_PORT AUTHORITY_PORT CA_FILE < NAMES
int main(int argc, char** argv) {
  using namespace quorate;
  if (argc != 4) return 2;
  const std::string loopback = "127.0.0.1:";
  Settings settings;
  settings.port = std::stoi(argv[1]);
  settings.now = std::time(nullptr);
  settings.web.ca_file = settings.dns.ca_file = argv[3];
  settings.web.limits = settings.dns.limits =
      fetch_limits(load_limits("limits.yaml", shipped_limits()).value());
  settings.web.connect_to = parse_endpoint(loopback + argv[1]).value();
  settings.dns.resolver = parse_endpoint(loopback + argv[2]).value();
  settings.dns.allowed = {parse_range("127.0.0.1").value(), parse_range("127.0.1.0/24").value()};
  run(read_animals(), settings);
}
