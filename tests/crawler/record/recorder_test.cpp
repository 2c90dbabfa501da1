#include "crawler/record/recorder.hpp"

#include "tests/servers/temp_directory.hpp"
#include "tests/show.hpp"

#include <set>

namespace quorate {
namespace {

// The records of a file that holds one answer of DNS.
std::vector<WarcRecord> recorded(const std::vector<std::string>& texts, const std::string& seed) {
  const TempDirectory files;
  const auto file = files.path() / "run.warc.gz";
  const auto recorder = Recorder::create(file, {"quorate/0", "quorate/0", 0, "", {}}, seed);
  REQUIRE(recorder);
  Request request;
  request.dns_name = "_cross-signature.alice.test";
  Observation observation;
  observation.records = texts;
  (*recorder)->fetched(request, observation, {});
  REQUIRE((*recorder)->finish());
  std::vector<WarcRecord> records;
  REQUIRE(read_record_file(file, [&](Member member) {
    records.push_back(std::move(member.record));
    return Result<void>();
  }));
  return records;
}

std::string id(const WarcRecord& record) {
  const std::string* field = record.find("WARC-Record-ID");
  return field == nullptr ? "" : *field;
}

}  // namespace

TEST_CASE("record: ids, each its own, in one file and in another of the same run") {
  std::set<std::string> ids;
  for (const char* seed : {"one", "two"})
    for (const WarcRecord& record : recorded({}, seed)) {
      CHECK(id(record).starts_with("<urn:uuid:"));
      CHECK(ids.insert(id(record)).second);
    }
  CHECK(ids.size() == 4);
}

TEST_CASE("record: ids of the same seed, the same") {
  const std::string first = id(recorded({}, "one").front());
  CHECK(first == id(recorded({}, "one").front()));
  CHECK(first != id(recorded({}, "two").front()));
}

TEST_CASE("record: TXT records with line ends and other bytes, escaped, each one line") {
  const std::string head = "_cross-signature.alice.test. IN TXT ";
  const auto records = recorded(
      {"plain ~", "a\r\nb. IN TXT \"forged\"\r\n", std::string("\0\t\x7f\x80\xff\\", 6), ""}, "seed");
  REQUIRE(records.size() == 2);
  CHECK(records.back().block == head + "\"plain ~\"\r\n" + head +
                                    "\"a\\013\\010b. IN TXT \\\"forged\\\"\\013\\010\"\r\n" + head +
                                    "\"\\000\\009\\127\\128\\255\\\\\"\r\n" + head + "\"\"\r\n");
}

}  // namespace quorate
