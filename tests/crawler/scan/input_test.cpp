#include "crawler/scan/input.hpp"

#include "crawler/record/zstd.hpp"
#include "tests/servers/temp_directory.hpp"
#include "tests/show.hpp"

#include <algorithm>
#include <fstream>
#include <sys/stat.h>
#include <thread>

namespace quorate {
namespace {

constexpr std::chrono::milliseconds patience{1000};

std::string packed(std::string_view text) {
  std::string frame;
  ZstdWriter writer;
  writer.add(text, frame);
  writer.end_frame(frame);
  return frame;
}

// What a scan takes from the bytes: the accounts of each target, or what is wrong.
Result<std::vector<std::string>> taken(std::string_view bytes, const std::string& name = "people",
                                       std::optional<InputFormat> format = std::nullopt) {
  const TempDirectory folder;
  const std::string file = (folder.path() / name).string();
  std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  auto input = ScanInput::open(file, format);
  if (!input) return input.error();
  std::vector<std::string> targets;
  while (true) {
    while (const auto record = input->next()) {
      std::string accounts;
      if (!record->target) accounts = record->target.error().detail;
      if (record->target)
        for (const Account& account : record->target->contact.accounts) accounts += account.uri() + " ";
      targets.push_back(accounts);
    }
    if (input->has_ended()) return targets;
    if (const auto read = input->read(patience); !read) return read.error();
  }
}

using Targets = std::vector<std::string>;

}  // namespace

TEST_CASE("scan input: the format, guessed from the first character that is not blank") {
  const std::string json = "{\"accounts\":[\"a.example\"]}\n";
  const Targets one{"https://a.example/ "};
  CHECK(taken(json).value() == one);
  CHECK(taken("\xef\xbb\xbf" + json).value() == one);
  CHECK(taken("\n\r\n  \n" + json).value() == one);
  CHECK(taken(std::string(200'000, '\n') + json).value() == one);  // more than is read at once
  CHECK(taken("\xef\xbb\xbf"
              "a.example")
            .value() == one);
  CHECK(taken("\xef\xbb\xbf" + json, "people.ndjson").value() == one);
  CHECK(taken("\xef\xbb\xbf"
              "account\na.example",
              "people.csv")
            .value() == one);
  CHECK(taken("").value().empty());
  CHECK(taken("\n\n").value().empty());
}

TEST_CASE("scan input: comes with pauses, the format is still guessed from what is not blank") {
  const TempDirectory folder;
  const std::string file = (folder.path() / "pipe").string();
  REQUIRE(::mkfifo(file.c_str(), 0600) == 0);
  std::ofstream writer;
  std::thread opens([&] { writer.open(file); });
  auto input = ScanInput::open(file, std::nullopt).value();
  opens.join();
  writer << "\n\n" << std::flush;
  REQUIRE(input.read(patience));
  CHECK(!input.next());
  writer << "{\"accounts\":[\"a.example\"]}\n" << std::flush;
  REQUIRE(input.read(patience));
  const auto record = input.next();
  REQUIRE(record);
  CHECK(record->target);
  CHECK(record->line == 3);
}

TEST_CASE("scan input: zstd in frames of any kind and number, unpacked") {
  const Targets two{"https://a.example/ ", "https://b.example/ "};
  const std::string skipped("\x5a\x2a\x4d\x18\x04\x00\x00\x00size", 12);
  CHECK(taken(skipped + packed("a.example\n") + skipped + packed("b.example\n") + skipped).value() == two);
  CHECK(taken(packed("a.example\nb.example\n"), "people.csv.zst", InputFormat::plain).value() == two);
  CHECK(taken(skipped).value().empty());
  // A frame that ends where what is unpacked at once does.
  std::string full(std::size_t{65'536} * 2 - 20, ' ');
  full += "\na.example\nb.example";
  REQUIRE(full.size() <= std::size_t{65'536} * 2);
  full.insert(0, std::size_t{65'536} * 2 - full.size(), ' ');
  CHECK(taken(packed(full)).value() == two);
}

TEST_CASE("scan input: what is no text, refused with what it is") {
  const auto refused = [](std::string_view bytes) {
    const auto targets = taken(bytes);
    return targets ? "" : targets.error().detail;
  };
  CHECK(refused(std::string_view("\x1f\x8b\x08\x00\x00", 5))
            .ends_with("people: packed with gzip; unpack it, or pack it with zstd"));
  CHECK(refused(std::string_view("\xfd\x37zXZ\x00", 6)).find("xz") != std::string::npos);
  CHECK(refused("BZh91AY&SYxxxx").find("bzip2") != std::string::npos);
  CHECK(refused("BZh9.example") == "");
  CHECK(refused(std::string_view("\xff\xfe"
                                 "a\0",
                                 4))
            .find("UTF-16") != std::string::npos);
  CHECK(refused(std::string_view("a.example\n\x00\x01", 12)).ends_with("holds a NUL byte, so it is no text"));
  CHECK(refused(packed(std::string_view("\x00\x01\x02", 3))).ends_with("holds a NUL byte, so it is no text"));
  const std::string frame = packed(std::string(100'000, 'x'));
  CHECK(refused(frame.substr(0, frame.size() - 3)).ends_with("cut off in a zstd frame"));
}

TEST_CASE("byte source: a frame that holds ten thousand times its size, unpacked in parts") {
  const TempDirectory folder;
  const std::string file = (folder.path() / "bomb").string();
  const std::string frame = packed(std::string(std::size_t{64} * 1024 * 1024, '\n'));
  REQUIRE(frame.size() < 65'536);  // what is read at once
  std::ofstream(file, std::ios::binary).write(frame.data(), static_cast<std::streamsize>(frame.size()));
  auto source = ByteSource::open(file).value();
  std::string part;
  std::size_t all = 0;
  std::size_t largest = 0;
  for (auto state = ByteSource::State::more; state != ByteSource::State::ended; all += part.size()) {
    state = source.read(part, patience).value();
    largest = std::max(largest, part.size());
  }
  CHECK(all == std::size_t{64} * 1024 * 1024);
  CHECK(largest <= 65'536);
}

TEST_CASE("byte source: a pipe and a device come once, a file again, a folder never") {
  const TempDirectory folder;
  const std::string pipe = (folder.path() / "pipe").string();
  const std::string file = (folder.path() / "file").string();
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  std::ofstream(file) << "a.example\n";
  CHECK(reading_of(file).value() == Reading::again);
  CHECK(reading_of(pipe).value() == Reading::once);
  CHECK(reading_of("/dev/null").value() == Reading::once);
  CHECK(reading_of(folder.path().string()).error().detail == folder.path().string() + ": is a folder");
  CHECK(reading_of((folder.path() / "none").string()).error().code == Code::file_failed);
}

}  // namespace quorate
