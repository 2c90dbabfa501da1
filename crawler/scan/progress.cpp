#include "crawler/scan/progress.hpp"

#include "proofs/report/layout/wording.hpp"

#include <algorithm>
#include <utility>

namespace quorate {
namespace {

constexpr std::size_t shown_hosts = 3;
constexpr std::size_t shown_errors = 4;
constexpr std::int64_t slow_from_us = 1'000'000;

// With one digit behind the point.
std::string tenths(double number) {
  const auto tenth = static_cast<std::int64_t>(number * 10 + 0.5);
  return std::to_string(tenth / 10) + "." + std::to_string(tenth % 10);
}

std::string two_digits(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

// The classes with the most first.
std::string errors_of(const ScanCounts& counts) {
  std::vector<std::pair<std::uint64_t, std::string_view>> classes;
  for (std::size_t i = 1; i < error_classes; ++i)
    if (counts.by_error[i] > 0) classes.emplace_back(counts.by_error[i], text(static_cast<ErrorClass>(i)));
  std::stable_sort(classes.begin(), classes.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::string line;
  for (std::size_t i = 0; i < std::min(classes.size(), shown_errors); ++i)
    line += (i == 0 ? "; errors: " : ", ") + std::string(classes[i].second) + " " +
            std::to_string(classes[i].first);
  return line;
}

}  // namespace

std::string write_span(std::chrono::seconds span) {
  constexpr std::int64_t minute = 60;
  constexpr std::int64_t hour = 60 * minute;
  constexpr std::int64_t day = 24 * hour;
  const std::int64_t all = span.count();
  const std::string end = two_digits(all % minute);
  if (all < hour) return std::to_string(all / minute) + ":" + end;
  const std::string clock =
      std::to_string(all % day / hour) + ":" + two_digits(all % hour / minute) + ":" + end;
  return all < day ? clock : std::to_string(all / day) + " d " + clock;
}

void ScanProgress::add(const TargetLines& lines) {
  for (const AccountLine& account : lines.accounts) {
    if (account.latency_us < slow_from_us) continue;
    if (slow_.size() == shown_hosts && slow_.back().latency_us >= account.latency_us) continue;
    const auto same =
        std::find_if(slow_.begin(), slow_.end(), [&](const Slow& s) { return s.host == account.host; });
    if (same == slow_.end())
      slow_.push_back({account.host, account.latency_us});
    else
      same->latency_us = std::max(same->latency_us, account.latency_us);
    std::stable_sort(slow_.begin(), slow_.end(),
                     [](const Slow& a, const Slow& b) { return a.latency_us > b.latency_us; });
    if (slow_.size() > shown_hosts) slow_.pop_back();
  }
}

std::string ScanProgress::line(const ScanCounts& counts, std::size_t in_flight, Time now) {
  using Seconds = std::chrono::duration<double>;
  const std::uint64_t done = counts.targets();
  const double since = std::max(Seconds(now - last_).count(), 1e-3);
  std::string line = std::to_string(done);
  if (total_ && *total_ > 0) {
    line += " of " + std::to_string(*total_) + " (" +
            tenths(100.0 * static_cast<double>(done) / static_cast<double>(*total_)) + " %)";
  }
  line += ", " + tenths(static_cast<double>(done - last_done_) / since) + "/s";
  const double mean =
      static_cast<double>(done - done_before_) / std::max(Seconds(now - begun_).count(), 1e-3);
  if (total_ && mean > 0 && *total_ > done)
    line += ", " +
            write_span(
                std::chrono::seconds(static_cast<std::int64_t>(static_cast<double>(*total_ - done) / mean))) +
            " left";
  line += ", " + std::to_string(in_flight) + " in flight; " + std::to_string(counts.accounts()) +
          " accounts, " + std::to_string(counts.of(Outcome::proven)) + " proven" + errors_of(counts);
  for (std::size_t i = 0; i < slow_.size(); ++i)
    line += (i == 0 ? "; slow: " : ", ") + shown(slow_[i].host) + " " +
            tenths(static_cast<double>(slow_[i].latency_us) / 1e6) + " s";
  last_ = now;
  last_done_ = done;
  slow_.clear();
  return line;
}

}  // namespace quorate
