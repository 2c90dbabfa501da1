#include "config/limits.hpp"

#include "config/shipped.hpp"
#include "proofs/extract/tokens.hpp"
#include "tests/show.hpp"

namespace quorate {

TEST_CASE("load limits: the shipped file, gives its values") {
  const auto limits = load_limits("limits.yaml", shipped_limits());
  REQUIRE(limits);
  CHECK(limits->connect_timeout_ms == 5000);
  CHECK(limits->first_byte_timeout_ms == 10000);
  CHECK(limits->total_timeout_ms == 20000);
  CHECK(limits->page_bytes == 2 * 1024 * 1024);
  CHECK(limits->well_known_bytes == max_well_known_bytes);
  CHECK(limits->keybase_bytes == 128000);
  CHECK(limits->discovered_accounts == 32);
  CHECK(limits->discovered_requests == 32);
}

TEST_CASE("load limits: any value missing, refused by its name") {
  const std::string shipped(shipped_limits());
  std::size_t keys = 0;
  for (std::size_t begin = 0; begin < shipped.size();) {
    const std::size_t end = shipped.find('\n', begin) + 1;
    const std::string line = shipped.substr(begin, end - begin);
    const std::size_t colon = line.find(": ");
    if (line.front() != '#' && colon != line.npos) {
      const std::string key = line.substr(0, colon);
      const auto limits = load_limits("limits.yaml", shipped.substr(0, begin) + shipped.substr(end));
      INFO(key);
      REQUIRE_FALSE(limits);
      CHECK(limits.error().detail.find("the key \"" + key + "\" is missing") != std::string::npos);
      ++keys;
    }
    begin = end;
  }
  CHECK(keys == sizeof(Limits) / sizeof(std::uint32_t));
}

TEST_CASE("shipped limits: every value has its reason beside it") {
  const std::string shipped(shipped_limits());
  for (std::size_t begin = 0; begin < shipped.size(); begin = shipped.find('\n', begin) + 1) {
    const std::string line = shipped.substr(begin, shipped.find('\n', begin) - begin);
    if (line.empty() || line.front() == '#') continue;
    INFO(line);
    CHECK(line.find(" # ") != line.npos);
  }
}

TEST_CASE("scan limits: the shipped ones, hold less than a check's and keep the rest") {
  const auto limits = load_limits("limits.yaml", shipped_limits());
  REQUIRE(limits);
  const Limits scan = scan_limits(*limits);
  CHECK(scan.contacts_in_flight == limits->scan_targets_in_flight);
  CHECK(scan.requests_in_flight == limits->scan_requests_in_flight);
  CHECK(scan.connections_kept == limits->scan_connections_kept);
  CHECK(scan.findings_bytes == limits->scan_findings_bytes);
  CHECK(scan.robots_cache_bytes == limits->scan_robots_cache_bytes);
  CHECK(scan.page_bytes == limits->page_bytes);
  CHECK(scan.connections_kept + scan.findings_bytes + scan.robots_cache_bytes <
        limits->connections_kept + limits->findings_bytes + limits->robots_cache_bytes);
}

TEST_CASE("override limits: some values, replaces these alone") {
  const auto base = load_limits("limits.yaml", shipped_limits());
  const auto mine = override_limits(*base, "mine.yaml", "total_timeout_ms: 60000\nredirects: 2\n");
  REQUIRE(mine);
  CHECK(mine->total_timeout_ms == 60000);
  CHECK(mine->redirects == 2);
  CHECK(mine->connect_timeout_ms == base->connect_timeout_ms);
}

TEST_CASE("override limits: unknown, out of range, mistyped or impossible, refused with the place") {
  const auto base = load_limits("limits.yaml", shipped_limits());
  const auto error_of = [&](std::string_view bytes) {
    const auto limits = override_limits(*base, "mine.yaml", bytes);
    return limits ? std::string("loaded") : limits.error().detail;
  };
  CHECK(error_of("page_byte: 5\n").starts_with("mine.yaml:1:1: limits: the key \"page_byte\" is not known"));
  CHECK(error_of("redirects: 4\n") ==
        "mine.yaml:1:12: \"redirects\" must be a whole number from 1 to 3, written in digits");
  CHECK(error_of("redirects: 0\n").starts_with("mine.yaml:1:12:"));
  CHECK(error_of("redirects: \"1\"\n").starts_with("mine.yaml:1:12:"));
  CHECK(error_of("page_bytes: 2 MiB\n").starts_with("mine.yaml:1:13:"));
  CHECK(error_of("redirects: 1\nredirects: 2\n").starts_with("mine.yaml:2:1: the key \"redirects\""));
  CHECK(error_of("total_timeout_ms: 100\n").find("total_timeout_ms is shorter") != std::string::npos);
  CHECK(error_of("").starts_with("mine.yaml:1:1:"));
}

TEST_CASE("size limit: names that a place may choose, and no other") {
  CHECK(size_limit("page_bytes") == &Limits::page_bytes);
  CHECK(size_limit("keybase_bytes") == &Limits::keybase_bytes);
  CHECK(size_limit("well_known_bytes") == &Limits::well_known_bytes);
  CHECK_FALSE(size_limit("redirects"));
  CHECK_FALSE(size_limit(""));
}

}  // namespace quorate
