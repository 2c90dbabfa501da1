#include "bench/fetch/load.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <sys/resource.h>

namespace quorate {
namespace {

constexpr std::string_view usage =
    "  --url URL            may be repeated; {} in it stands for 0 .. hosts - 1\n"
    "  --hosts N --count N --in-flight N --warm-up N\n"
    "  --slow N --slow-url URL   as many more all the time, whose end is not awaited\n"
    "  --starts-per-second N     of those in flight (default: all at once)\n"
    "  --connect-to ADDRESS:PORT --ca-file FILE --ca-directory DIR --http 1.1|2\n"
    "  --resolver ADDRESS:PORT   engine_fetch: ask this server for hosts, in place of --connect-to\n"
    "  --new-handles        bare_fetch: a curl handle for each fetch\n"
    "  --several-contacts   engine_fetch: as when many contacts are looked at\n"
    "  example: --url 'https://h{}.bench.example:8443/page' --hosts 20 --count 20000 --in-flight 50\n"
    "           --connect-to 127.0.0.1:8443 --ca-file ca.pem\n";

std::int64_t cpu_us() {
  rusage usage_now{};
  getrusage(RUSAGE_SELF, &usage_now);
  const auto in_us = [](const timeval& time) { return std::int64_t{time.tv_sec} * 1'000'000 + time.tv_usec; };
  return in_us(usage_now.ru_utime) + in_us(usage_now.ru_stime);
}

long peak_kb() {
  rusage usage_now{};
  getrusage(RUSAGE_SELF, &usage_now);
  return usage_now.ru_maxrss;
}

std::string filled(std::string url, std::size_t number) {
  if (const std::size_t at = url.find("{}"); at != url.npos) url.replace(at, 2, std::to_string(number));
  return url;
}

double percentile(const std::vector<double>& sorted, double share) {
  if (sorted.empty()) return 0;
  return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

bool read_number(std::string_view text, std::size_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

std::string Load::url(std::size_t index) const {
  return filled(urls[index % urls.size()], index / urls.size() % hosts);
}

std::string Load::slow_url_of(std::size_t index) const { return filled(slow_url, index); }

std::optional<Load> read_load(int argc, const char* const* argv) {
  Load load;
  const std::map<std::string_view, std::size_t*> numbers = {
      {"--hosts", &load.hosts},         {"--count", &load.count},
      {"--in-flight", &load.in_flight}, {"--warm-up", &load.warm_up},
      {"--slow", &load.slow},           {"--starts-per-second", &load.starts_per_second}};
  const std::map<std::string_view, std::string*> texts = {
      {"--slow-url", &load.slow_url}, {"--connect-to", &load.connect_to},
      {"--ca-file", &load.ca_file},   {"--http", &load.http},
      {"--resolver", &load.resolver}, {"--ca-directory", &load.ca_directory}};
  const std::map<std::string_view, bool*> flags = {{"--new-handles", &load.new_handles},
                                                   {"--several-contacts", &load.several_contacts}};
  bool understood = true;
  for (int i = 1; i < argc && understood; ++i) {
    const std::string_view name = argv[i];
    if (const auto flag = flags.find(name); flag != flags.end()) {
      *flag->second = true;
      continue;
    }
    if (++i == argc)
      understood = false;
    else if (name == "--url")
      load.urls.emplace_back(argv[i]);
    else if (const auto number = numbers.find(name); number != numbers.end())
      understood = read_number(argv[i], *number->second);
    else if (const auto text = texts.find(name); text != texts.end())
      *text->second = argv[i];
    else
      understood = false;
  }
  if (understood && !load.urls.empty() && load.hosts > 0 && load.in_flight > 0) return load;
  std::cerr << "usage: " << argv[0] << " --url URL [OPTION ...]\n" << usage;
  return std::nullopt;
}

Measure::Measure(const Load& load) : warm_up_(load.warm_up) {
  milliseconds_.reserve(load.count);
  begin();
}

void Measure::begin() {
  began_ = Clock::now();
  cpu_began_us_ = cpu_us();
}

void Measure::done(std::size_t index, Clock::time_point began, std::string_view failure,
                   std::size_t body_bytes) {
  ++ended_;
  bytes_ += body_bytes;
  if (!failure.empty()) {
    ++failed_;
    a_failure_ = failure;
  }
  if (index >= warm_up_)
    milliseconds_.push_back(std::chrono::duration<double, std::milli>(Clock::now() - began).count());
  if (ended_ == warm_up_) begin();
}

void Measure::slow_done(std::string_view failure) {
  ++slow_ended_;
  if (!failure.empty()) a_slow_failure_ = failure;
}

int Measure::report() const {
  const double wall = std::chrono::duration<double, std::milli>(Clock::now() - began_).count();
  const auto cpu = static_cast<double>(cpu_us() - cpu_began_us_);
  const auto measured = static_cast<double>(std::max<std::size_t>(ended_ - warm_up_, 1));
  std::vector<double> sorted = milliseconds_;
  std::sort(sorted.begin(), sorted.end());
  std::cout << std::fixed << std::setprecision(2) << "fetches " << ended_ << "\nfailed " << failed_
            << "\nbody_bytes " << bytes_ << "\nwall_ms " << wall << "\ncpu_us_per_fetch " << cpu / measured
            << "\np50_ms " << percentile(sorted, 0.5) << "\np99_ms " << percentile(sorted, 0.99)
            << "\nmax_ms " << percentile(sorted, 1) << "\npeak_rss_kb " << peak_kb() << "\nslow_ended "
            << slow_ended_ << '\n';
  if (failed_ > 0) std::cerr << "a failure: " << a_failure_ << '\n';
  if (!a_slow_failure_.empty()) std::cerr << "the last end of a slow one: " << a_slow_failure_ << '\n';
  return failed_ == 0 ? 0 : 1;
}

}  // namespace quorate
