#include "config/networks.hpp"

#include "tests/show.hpp"

#include <string>

namespace quorate {
namespace {

const std::string table =
    "192.0.2.0\t192.0.2.127\t64500\tZZ\tEXAMPLE-NET Example\n"
    "192.0.2.128\t192.0.2.255\t0\tNone\tNot routed\n"
    "198.51.100.0\t198.51.100.255\t64501\tZZ\t\n"
    "203.0.113.0\t203.0.113.255\t64500\tZZ\tANOTHER NAME\n"
    "2001:db8::\t2001:db8:ffff:ffff:ffff:ffff:ffff:ffff\t4294967295\tZZ\tSIX\n";

std::string of(const Networks& networks, std::string_view address) {
  return networks.of(parse_address(address).value());
}

std::string refusal(std::string_view bytes) {
  const auto loaded = load_networks("as.tsv", bytes);
  return loaded ? "" : loaded.error().detail;
}

std::string line(const std::string& first, const std::string& last, const std::string& rest = "1\tZZ\tX") {
  return first + "\t" + last + "\t" + rest + "\n";
}

}  // namespace

TEST_CASE("load networks: each address in its block, and none outside") {
  const Networks networks = load_networks("as.tsv", table).value();
  CHECK(networks.size() == 4);
  CHECK(of(networks, "192.0.2.0") == "AS64500 EXAMPLE-NET Example");
  CHECK(of(networks, "192.0.2.127") == "AS64500 EXAMPLE-NET Example");
  CHECK(of(networks, "192.0.2.128") == "");  // announced by nobody
  CHECK(of(networks, "192.0.1.255") == "");
  CHECK(of(networks, "0.0.0.0") == "");
  CHECK(of(networks, "198.51.100.9") == "AS64501");
  CHECK(of(networks, "203.0.113.255") == "AS64500 EXAMPLE-NET Example");  // one network has one name
  CHECK(of(networks, "255.255.255.255") == "");
  CHECK(of(networks, "2001:db8::1") == "AS4294967295 SIX");
  CHECK(of(networks, "2001:db7:ffff::") == "");
  CHECK(of(networks, "2001:db9::") == "");
  CHECK(of(Networks(), "192.0.2.1") == "");
}

TEST_CASE("load networks: malformed lines, refused with their number") {
  const std::string good = line("192.0.2.0", "192.0.2.9");
  CHECK(refusal(good + "\n").find("as.tsv:2: has not five fields") != std::string::npos);
  CHECK(refusal(good + "192.0.3.0\t192.0.3.9\t1\tZZ\n").find("as.tsv:2: has not five") != std::string::npos);
  CHECK(refusal(good + "192.0.3.0\t192.0.3.9\t1\tZZ\tX\tY\n").find("as.tsv:2: has not five") !=
        std::string::npos);
  CHECK(refusal(line("192.0.2", "192.0.2.9")).find("as.tsv:1: \"192.0.2\" is no IP") != std::string::npos);
  CHECK(refusal(line("192.0.2.0", "")).find("\"\" is no IP") != std::string::npos);
  CHECK(refusal(line("3221225984", "3221226239")).find("is no IP") != std::string::npos);  // the u32 table
  CHECK(refusal(line("192.0.2.9", "192.0.2.0")).find("is no range") != std::string::npos);
  CHECK(refusal(line("192.0.2.0", "2001:db8::")).find("is no range") != std::string::npos);
  for (const std::string number : {"", "-1", "01", "4294967296", "1 ", "AS1", "1.5"})
    CHECK(refusal(line("192.0.2.0", "192.0.2.9", number + "\tZZ\tX")).find("is no AS number") !=
          std::string::npos);
  CHECK(refusal(good + line("192.0.2.9", "192.0.2.10")).find("as.tsv:2: \"192.0.2.9\" does not come after") !=
        std::string::npos);
  CHECK(refusal(good + line("192.0.1.0", "192.0.1.9")).find("does not come after") != std::string::npos);
  CHECK(refusal("") == "as.tsv:1: no line names a network");
  CHECK(refusal(line("192.0.2.0", "192.0.2.9", "0\tNone\tNot routed")) ==
        "as.tsv:1: no line names a network");
}

TEST_CASE("load networks: cut off at every byte, refused within a line") {
  for (std::size_t size = 0; size < table.size(); ++size) {
    const std::string part = table.substr(0, size);
    CHECK(load_networks("as.tsv", part).has_value() == part.ends_with('\n'));
  }
}

TEST_CASE("load networks: an oversized line, refused and shown in part") {
  const std::string why = refusal(line("192.0.2.0", "192.0.2.9", "1\tZZ\t" + std::string(2'000, 'x')));
  CHECK(why == "as.tsv:1: longer than 1024 bytes");
  CHECK(refusal(line(std::string(900, '1'), "192.0.2.9")).size() < 200);
  CHECK(refusal(line("\x1b[31m", "192.0.2.9")).find('\x1b') == std::string::npos);
}

TEST_CASE("load networks: a whole internet, looked up right") {
  std::string bytes;
  for (int i = 0; i < 60'000; ++i) {
    const std::string prefix = std::to_string(1 + i / 256 % 200) + "." + std::to_string(i % 256) + ".";
    if (i < 51'200) bytes += line(prefix + "0.0", prefix + "127.255", std::to_string(i + 1) + "\tZZ\tX");
  }
  const Networks networks = load_networks("as.tsv", bytes).value();
  CHECK(networks.size() == 51'200);
  CHECK(of(networks, "1.0.0.0") == "AS1 X");
  CHECK(of(networks, "200.255.127.255") == "AS51200 X");
  CHECK(of(networks, "200.255.128.0") == "");
  CHECK(of(networks, "100.7.3.4") == "AS" + std::to_string(99 * 256 + 7 + 1) + " X");
}

}  // namespace quorate
