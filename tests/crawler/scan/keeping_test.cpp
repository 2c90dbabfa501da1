#include "crawler/scan/keeping.hpp"

#include "crawler/scan/checkpoint.hpp"
#include "crawler/scan/line_file.hpp"
#include "crawler/scan/manifest.hpp"
#include "crawler/scan/output.hpp"
#include "crawler/scan/progress.hpp"
#include "tests/proofs/scan/samples.hpp"
#include "tests/servers/temp_directory.hpp"
#include "tests/show.hpp"

#include <fstream>
#include <random>

namespace quorate {
namespace {

std::vector<std::string> lines_of(const std::filesystem::path& file) {
  auto lines = LineFile::open(file.string()).value();
  std::vector<std::string> all;
  while (const auto line = lines.next().value()) all.emplace_back(*line);
  return all;
}

Checkpoint sample_checkpoint() {
  Checkpoint checkpoint{ScanLedger(12, {3, 7}), std::string(64, 'a'), 1000, 2000, {}, 12'345};
  for (const TargetLines& lines : sample::scan_lines()) checkpoint.counts.add(lines);
  return checkpoint;
}

}  // namespace

TEST_CASE("ledger: interrupted anywhere, every record is done once") {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::map<std::uint64_t, int> done;  // what stands in the outputs
    Checkpoint kept;
    std::map<std::uint64_t, int> kept_done;
    for (bool ended = false; !ended;) {
      ScanLedger ledger = kept.ledger;
      done = kept_done;  // the outputs are cut back
      std::vector<std::uint64_t> under_way;
      const auto finish_one = [&] {
        const auto at = under_way.begin() + static_cast<std::ptrdiff_t>(random() % under_way.size());
        ++done[*at];
        ledger.finish(*at);
        under_way.erase(at);
        if (random() % 3 == 0) kept.ledger = ledger, kept_done = done;
      };
      bool killed = false;
      for (std::uint64_t line = 2; line <= 80 && !killed; line += 2) {  // there are lines without a record
        if (!ledger.wants(line)) continue;
        ledger.begin(line);
        under_way.push_back(line);
        if (under_way.size() > 5) finish_one();
        killed = random() % 25 == 0;
      }
      while (!killed && !under_way.empty()) finish_one();
      ended = !killed;
    }
    REQUIRE(done.size() == 40);
    for (const auto& [line, times] : done) CHECK(times == 1);
  }
}

TEST_CASE("ledger: taken twice, or ended without being under way, a fault") {
  ScanLedger ledger;
  ledger.begin(3);
  CHECK_THROWS_AS(ledger.pass(3), std::logic_error);
  CHECK_THROWS_AS(ledger.pass(2), std::logic_error);
  ledger.finish(3);
  CHECK_THROWS_AS(ledger.finish(3), std::logic_error);
  CHECK_THROWS_AS(ledger.begin(3), std::logic_error);
  CHECK(!ledger.wants(3));
  CHECK(ledger.wants(4));
}

TEST_CASE("checkpoint: comes back as it was written") {
  const Checkpoint checkpoint = sample_checkpoint();
  const auto read = read_checkpoint(write_checkpoint(checkpoint));
  REQUIRE(read);
  CHECK(read->ledger.taken() == 12);
  CHECK(read->ledger.pending() == std::set<std::uint64_t>{3, 7});
  CHECK(read->counts == checkpoint.counts);
  CHECK(write_checkpoint(*read) == write_checkpoint(checkpoint));
}

TEST_CASE("checkpoint: cut off, changed or not adding up, refused") {
  const std::string text = write_checkpoint(sample_checkpoint());
  for (std::size_t size = 0; size + 1 < text.size(); ++size) CHECK(!read_checkpoint(text.substr(0, size)));
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string changed = text;
    changed.replace(changed.find(from), from.size(), to);
    return read_checkpoint(changed);
  };
  CHECK(!with("[3,7]", "[3,13]"));  // pending, and never taken
  CHECK(!with("[3,7]", "[3,3]"));
  CHECK(!with("[3,7]", "[-3]"));
  CHECK(!with("\"results_bytes\":1000", "\"results_bytes\":-1"));
  CHECK(!with("aaaa", "zzzz"));
  CHECK(!with("checkpoint/1", "checkpoint/2"));
  CHECK(with("\"invalid\":1", "\"invalid\":2").error().detail == "counts: the counts do not add up");
}

TEST_CASE("manifest: comes back as it was written; what differs is named") {
  Manifest manifest;
  manifest.input = "in.ndjson";
  manifest.configuration.add("shard", json::Value::string("1/2")).add("seed", json::Value::number(0));
  manifest.versions = {"1", "2", "3", "4"};
  manifest.runs = {{1'790'000'000, 0}, {1'790'000'100, 1'790'000'200}};
  const std::string text = write_manifest(manifest);
  const auto read = read_manifest(text);
  REQUIRE(read);
  CHECK(write_manifest(*read) == text);
  CHECK(!difference(read->configuration, manifest.configuration));
  json::Value other = json::Value::object();
  other.add("shard", json::Value::string("2/2")).add("seed", json::Value::number(0));
  CHECK(difference(read->configuration, other) == "shard was \"1/2\" and is \"2/2\"");
  CHECK(!read_manifest(text.substr(0, text.size() / 2)));
  CHECK(!read_manifest("{}"));
}

TEST_CASE(
    "keeping: prepared and not begun, the folder holds no scan; resumed where there is none, no folder is "
    "made") {
  const TempDirectory folder;
  const ScanDirectory anew{folder.path() / "anew"};
  const ScanDirectory none{folder.path() / "none"};
  Manifest manifest;
  manifest.input = "in.ndjson";
  CHECK(ScanKeeping::prepare(none, Beginning::resumed, manifest).error().detail ==
        none.path.string() + ": holds no scan to go on with; leave --resume out");
  CHECK(!std::filesystem::exists(none.path));
  REQUIRE(ScanKeeping::prepare(anew, Beginning::anew, manifest));  // and what comes next failed
  CHECK(!std::filesystem::exists(anew.manifest()));
  {
    auto keeping = ScanKeeping::prepare(anew, Beginning::anew, manifest).value();
    CHECK(keeping.runs() == 0);
    REQUIRE(keeping.begin(1'790'000'000));
    CHECK(keeping.runs() == 1);
  }
  CHECK(!ScanKeeping::prepare(anew, Beginning::anew, manifest));
  CHECK(ScanKeeping::prepare(anew, Beginning::resumed, manifest).value().runs() == 1);
}

TEST_CASE("output: cut back to its last commit, goes on as if nothing had come after it") {
  const TempDirectory folder;
  const std::filesystem::path file = folder.path() / "lines.zst";
  std::uint64_t committed = 0;
  {
    auto output = OutputFile::open(file, 0).value();
    output.add("one\ntwo\n");
    committed = output.commit().value();
    CHECK(output.commit().value() == committed);  // nothing new, nothing written
    output.add(std::string(2'000'000, 'x') + "\n");
    output.commit().value();
    output.add("never ended");
  }
  CHECK(std::filesystem::file_size(file) > committed);
  {
    auto output = OutputFile::open(file, committed).value();
    output.add("three\n");
    output.commit().value();
  }
  CHECK(lines_of(file) == std::vector<std::string>{"one", "two", "three"});
  CHECK(OutputFile::open(file, 1'000'000).error().code == Code::file_failed);
}

TEST_CASE("output: no line at all, a whole frame with nothing in it, and lines may follow") {
  const TempDirectory folder;
  const std::filesystem::path file = folder.path() / "lines.zst";
  auto output = OutputFile::open(file, 0).value();
  const std::uint64_t committed = output.commit().value();
  CHECK(committed > 0);
  CHECK(output.commit().value() == committed);
  CHECK(std::filesystem::file_size(file) == committed);
  CHECK(lines_of(file).empty());
  output.add("one\n");
  output.commit().value();
  CHECK(lines_of(file) == std::vector<std::string>{"one"});
}

TEST_CASE("lines of a file: packed or not, and what is damaged or cut off") {
  const TempDirectory folder;
  const auto write = [&](std::string_view bytes) {
    const std::filesystem::path file = folder.path() / "lines";
    std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return file;
  };
  const auto all_of = [](const std::filesystem::path& file) -> Result<std::size_t> {
    auto lines = LineFile::open(file.string());
    if (!lines) return lines.error();
    for (std::size_t count = 0;; ++count) {
      const auto line = lines->next();
      if (!line) return line.error();
      if (!*line) return count;
    }
  };
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "line " + std::to_string(i * i) + "\n";
  std::string packed;
  ZstdWriter writer;
  writer.add(text, packed);
  writer.end_frame(packed);
  CHECK(all_of(write(text)).value() == 20'000);
  CHECK(all_of(write(packed)).value() == 20'000);
  CHECK(all_of(write(packed + packed)).value() == 40'000);
  CHECK(all_of(write("")).value() == 0);
  CHECK(all_of(write("no end")).error().code == Code::bad_encoding);
  CHECK(all_of(write(packed.substr(0, packed.size() - 9))).error().code == Code::bad_encoding);
  CHECK(all_of(write(packed.substr(0, 3))).error().code == Code::bad_encoding);  // no magic number yet
  std::string damaged = packed;
  damaged[damaged.size() / 2] ^= 0x40;
  CHECK(all_of(write(damaged)).error().code == Code::bad_encoding);
  CHECK(LineFile::open((folder.path() / "none").string()).error().code == Code::file_failed);
}

TEST_CASE("zstd: a frame that wants a window larger than every decoder has, refused") {
  // RFC 8878 section 3.1.1.1: magic number, a descriptor without a content size, a window of 2^31 bytes.
  std::string out;
  std::string_view frame("\x28\xb5\x2f\xfd\x00\xa8\x01\x00\x00", 9);
  CHECK(!ZstdReader().take(frame, out));
}

TEST_CASE("progress: shares, rates, what is left, errors by number, the slowest hosts") {
  const ScanProgress::Time begun{};
  ScanProgress progress(1000, 0, begun);
  ScanCounts counts;
  TargetLines lines;
  for (int i = 0; i < 4; ++i) {
    AccountLine account;
    account.host = "h" + std::to_string(i) + ".example";
    account.latency_us = 1'000'000 * (i + 1);
    account.reason = i == 0 ? Reason::timed_out : Reason::tls_failed;
    lines.accounts.push_back(account);
  }
  progress.add(lines);
  for (int i = 0; i < 250; ++i) counts.add(lines);
  CHECK(progress.line(counts, 7, begun + std::chrono::seconds(10)) ==
        "250 of 1000 (25.0 %), 25.0/s, 0:30 left, 7 in flight; 1000 accounts, 0 proven; errors: tls 750, "
        "timeout 250; "
        "slow: h3.example 4.0 s, h2.example 3.0 s, h1.example 2.0 s");
  CHECK(ScanProgress({}, 0, begun).line({}, 0, begun) == "0, 0.0/s, 0 in flight; 0 accounts, 0 proven");
  CHECK(write_span(std::chrono::seconds(3 * 86'400 + 3723)) == "3 d 1:02:03");
}

}  // namespace quorate
