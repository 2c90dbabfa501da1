#include "config/operators.hpp"
#include "config/shipped.hpp"
#include "proofs/crypto/digest.hpp"
#include "proofs/encoding/base64.hpp"
#include "proofs/groups/groups.hpp"
#include "proofs/identity/host.hpp"
#include "tests/show.hpp"

#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

namespace quorate {
namespace {

constexpr const char* packaged_list =
    "/usr/share/publicsuffix/public_suffix_list.dat";  // of Debian's publicsuffix

const Operators& shipped() {
  static const Operators operators = load_shipped_operators().value();
  return operators;
}

std::set<std::string> groups_of(const std::vector<std::string>& hosts) {
  const Groups groups(shipped(), SuffixList::builtin());
  const Division division = groups.divide(hosts);
  std::set<std::string> found;
  for (const std::string& host : hosts) found.insert(division.of(host).group);
  return found;
}

// What the list's private section says without any knowledge of ours: the suffixes below each comment.
std::map<std::string, std::vector<std::string>> owners_in(const std::string& list) {
  std::istringstream lines(list.substr(list.find("===BEGIN PRIVATE DOMAINS===")));
  std::map<std::string, std::vector<std::string>> owners;
  std::string owner;
  bool fresh = true;  // no suffix of this block has come
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    if (line.empty()) {
      fresh = true;
    } else if (line.starts_with("//")) {
      if (fresh && !line.starts_with("// Submitted")) owner = line;
      fresh = false;
    } else {
      fresh = false;
      std::string suffix = line.substr(0, line.find(' '));
      if (suffix.starts_with("*.")) suffix.erase(0, 2);
      if (suffix.starts_with("!")) suffix.erase(0, 1);
      const auto host = canonical_host("a." + suffix);
      if (host) owners[owner].push_back(host->substr(2));
    }
  }
  return owners;
}

}  // namespace

TEST_CASE("load shipped operators: names that one owner of the suffix list gives away, one group") {
  CHECK(groups_of({"alice.homeip.net", "alice.dyndns.org", "alice.selfip.com", "alice.is-a-geek.org"}) ==
        std::set<std::string>{"Oracle"});
  CHECK(groups_of({"alice.ddns.net", "alice.hopto.org", "alice.zapto.org"}).size() == 1);  // No-IP
  CHECK(groups_of({"alice.boo.jp", "alice.lolipop.io", "alice.kawaiishop.jp"}).size() ==
        2);  // GMO Pepabo; BASE
  CHECK(groups_of({"alice.myds.me", "alice.synology.me", "alice.diskstation.me"}).size() == 1);  // Synology
  CHECK(groups_of({"alice.uk.com", "alice.us.com", "alice.eu.com"}) == std::set<std::string>{"CentralNic"});
  CHECK(groups_of({"alice.123website.be", "alice.simplesite.com", "www.one.com"}).size() == 1);  // one.com
  // What operators.yaml gives to a company, takes the rest of the block with it.
  CHECK(groups_of({"www.youtube.com", "alice.withgoogle.com", "alice.publishproxy.com", "google.de"}) ==
        std::set<std::string>{"Alphabet"});
  CHECK(groups_of({"alice.transurl.nl", "alice.webhosting.be", "alice.basicserver.io"}).size() ==
        1);  // team.blue
  CHECK(groups_of({"alice.homeip.net", "alice.hopto.org", "alice.org"}).size() == 3);
}

// A newer list may know owners that the table was not made from: these are told, and nothing fails.
TEST_CASE("load shipped operators: the installed suffix list, every owner in one group") {
  std::ifstream in(packaged_list, std::ios::binary);
  if (!in) {
    WARN("skipped: " << packaged_list << " is missing (Debian: publicsuffix)");
    return;
  }
  const std::string list{std::istreambuf_iterator<char>(in), {}};
  const Bytes bytes(list.begin(), list.end());
  const auto digest = sha256(bytes);
  const bool same =
      shipped_suffix_owners().find("sha256 of the list: " + encode_hex(digest)) != std::string_view::npos;
  const auto owners = owners_in(list);
  REQUIRE(owners.size() > 100);
  for (const auto& [owner, suffixes] : owners) {
    const std::set<std::string> groups = groups_of(suffixes);
    if (groups.size() < 2) continue;
    std::string named;
    for (const std::string& group : groups) named += " " + group;
    if (same)
      FAIL_CHECK(owner << " counts as" << named);
    else
      WARN("new in the suffix list, run scripts/suffix-owners: " << owner << " counts as" << named);
  }
}

}  // namespace quorate
