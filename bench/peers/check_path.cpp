// The way of a check, from cases to reports, without what a command reads and writes: for profiles.
#include "crawler/checker.hpp"
#include "crawler/fetch/descriptors.hpp"
#include "proofs/encoding/json.hpp"

#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <sys/resource.h>

namespace quorate {
namespace {

constexpr std::string_view usage =
    "usage: check_path --targets FILE --config FILE --connect-to ADDRESS:PORT --ca-file FILE\n"
    "Checks the people of a file that `crowd write` has written, as a crawl does, and prints what it cost.\n";

constexpr std::size_t deepest_line = 4;

CaseSource lines_of(std::ifstream& file) {
  return [&file, number = std::size_t{0}]() mutable -> boost::asio::awaitable<std::optional<Case>> {
    std::string line;
    if (!std::getline(file, line)) co_return std::nullopt;
    const auto parsed = json::parse(line, deepest_line);
    Case next;
    next.number = number++;
    next.contact.subject = *parsed->find_string("subject");
    for (const json::Value& account : parsed->find("accounts")->items())
      next.contact.accounts.push_back(*Account::parse(account.text()));
    co_return next;
  };
}

int run(const std::map<std::string, std::string>& options) {
  const auto tables = load_tables(options.at("--config"));
  if (!tables) {
    std::cerr << tables.error().detail << '\n';
    return 2;
  }
  WorldOptions way;
  way.ca_file = options.at("--ca-file");
  way.connect_to = options.at("--connect-to");
  way.manners = Manners::crawl;
  const UnixTime now =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
          .count();
  auto world = World::open(way, *tables, now);
  boost::asio::io_context context(1);  // outlives the workers
  const auto workers = Workers::start();
  if (!world || !workers) {
    std::cerr << (world ? workers.error() : world.error()).detail << '\n';
    return 2;
  }
  std::size_t people = 0;
  std::size_t accounts = 0;
  std::size_t proven = 0;
  std::map<Answer, std::size_t> answers;
  const ReportSink sink = [&](const Case&, const Report& report) {
    ++people;
    ++answers[report.score.answer];
    accounts += report.judgement.accounts.size();
    for (const AccountVerdict& account : report.judgement.accounts) proven += account.proven.empty() ? 0 : 1;
  };
  std::ifstream targets(options.at("--targets"));
  Checker checker(context.get_executor(), *tables, *world, Manners::crawl, **workers, NameServers::not_asked);
  run_until_over(context, checker.run(
                              lines_of(targets), [now] { return now; }, HandOver::as_they_come, sink));
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto us = [](const timeval& time) { return 1e6 * double(time.tv_sec) + double(time.tv_usec); };
  std::cout << "people " << people << "\nfetches " << accounts << "\nproofs " << proven
            << "\ncpu_us_per_fetch " << (us(used.ru_utime) + us(used.ru_stime)) / double(accounts)
            << "\npeak_rss_kb " << used.ru_maxrss << '\n';
  for (const auto& [answer, count] : answers) std::cout << "answer_" << text(answer) << ' ' << count << '\n';
  return 0;
}

}  // namespace
}  // namespace quorate

int main(int argc, char** argv) {
  std::map<std::string, std::string> options;
  for (int i = 1; i + 1 < argc; i += 2) options[argv[i]] = argv[i + 1];
  for (const char* name : {"--targets", "--config", "--connect-to", "--ca-file"}) {
    if (options.contains(name)) continue;
    std::cerr << quorate::usage;
    return 2;
  }
  quorate::take_all_descriptors();
  return quorate::run(options);
}
