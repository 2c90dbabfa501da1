#include "crawler/scan/engine.hpp"

#include "crawler/scan/line_file.hpp"
#include "tests/servers/temp_directory.hpp"
#include "tests/show.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <fstream>

namespace quorate {
namespace {

const SuffixList suffixes = SuffixList::builtin();

// One target whose account answers slowly, and whose key names another account.
Report slow_report() {
  Report report;
  report.score.hostile = report.score.threshold = report.score.confirm_at = 1;  // as in every report
  AccountVerdict judged{Account::parse("https://alice.example/").value()};
  judged.elapsed_us = 2'000'000;
  report.judgement.accounts.push_back(judged);
  AccountEvidence evidence;
  evidence.account = judged.account.uri();
  evidence.standing = Standing::anchored;
  report.evidence.push_back(evidence);
  KeyFacts facts;
  facts.listed_accounts = {"https://alice.example/", "https://code.example/quiet",
                           "https://www.quiet.example/"};
  report.judgement.keys.push_back(facts);
  return report;
}

struct Kept {
  std::string progress;
  TargetLine target;
};

// What an engine that was given the report shows and keeps.
Kept kept(const Exclusions& exclusions, const Pseudonyms* pseudonyms) {
  const TempDirectory folder;
  const std::string file = (folder.path() / "people").string();
  std::ofstream(file) << "alice.example\n";
  const ScanDirectory directory{folder.path()};
  const Operators operators;
  boost::asio::io_context context;
  ScanEngine engine(context.get_executor(),
                    {directory,
                     Selection({}, Everything{}, 0, suffixes),
                     exclusions,
                     {operators, {}},
                     std::nullopt,
                     pseudonyms,
                     1,
                     [] { return UnixTime{1'790'000'000}; }},
                    ScanInput::open(file, std::nullopt).value(),
                    OutputFile::open(directory.results(), 0).value(),
                    OutputFile::open(directory.accounts(), 0).value(), Checkpoint{});
  const CaseSource source = engine.source();
  const ReportSink sink = engine.sink();
  const auto work = [&]() -> boost::asio::awaitable<void> {
    const std::optional<Case> next = co_await source();
    if (next) sink(*next, slow_report());
  };
  boost::asio::co_spawn(context, work(), boost::asio::detached);
  context.run();
  REQUIRE(engine.commit());
  auto lines = LineFile::open(directory.results().string()).value();
  const std::string line(lines.next().value().value());
  return {engine.progress_line(), read_target_line(line).value()};
}

}  // namespace

TEST_CASE("scan engine: with pseudonyms the progress line names no host") {
  const Operators operators;
  const Pseudonyms pseudonyms(Bytes(32, 9), operators, suffixes, {});
  CHECK(kept({}, nullptr).progress.find("slow: alice.example 2.0 s") != std::string::npos);
  const std::string hidden = kept({}, &pseudonyms).progress;
  INFO(hidden);
  CHECK(hidden.find("alice") == std::string::npos);
  CHECK(hidden.find(".invalid 2.0 s") != std::string::npos);
}

TEST_CASE("scan engine: accounts on the opt-out list that a key names, not written down") {
  const auto list = Exclusions::load("o.txt", "quiet.example\nhttps://code.example/quiet\n").value();
  REQUIRE(kept({}, nullptr).target.facts.size() == 1);
  CHECK(kept({}, nullptr).target.facts[0].listed_accounts.size() == 3);
  CHECK(kept(list, nullptr).target.facts[0].listed_accounts ==
        std::vector<std::string>{"https://alice.example/"});
}

}  // namespace quorate
