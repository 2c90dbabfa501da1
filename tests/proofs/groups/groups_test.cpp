#include "proofs/groups/groups.hpp"

#include "tests/show.hpp"

#include <algorithm>
#include <random>

namespace quorate {
namespace {

const std::vector<std::string> no_ties;

const Operators& table() {
  static const Operators operators("1",
                                   {{"big", "Big", "", {"big.com"}},
                                    {"forge", "Forge", "big", {"forge.com", "forge.io", "forge-pages.net"}},
                                    {"job", "Job", "big", {"job.com"}},
                                    {"npm", "Packages", "forge", {"packages.com"}},
                                    {"sky", "Sky", "", {"sky.social"}},
                                    {"part", "Part", "", {"users.split.org"}}},
                                   {{"sky.social", "users"}});
  return operators;
}

Groups groups(std::vector<Merge> merges = {}) { return {table(), SuffixList::builtin(), std::move(merges)}; }

// The group of each host, when these are divided.
std::vector<std::string> names(const Groups& groups, const std::vector<std::string>& hosts) {
  const Division division = groups.divide(hosts);
  std::vector<std::string> names;
  for (const std::string& host : hosts) names.push_back(division.of(host).group);
  return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("divide: hosts of one company, one group") {
  CHECK(names(groups(), {"forge.com", "www.job.com", "alice.forge.io", "packages.com", "alice.org"}) ==
        Names{"Big", "Big", "Big", "Big", "alice.org"});
}

TEST_CASE("divide: a company's name below many registries, one group with its other services") {
  Operator shop{"shop", "Shop", "", {"shop.com"}, {"shop"}};
  Operator video{"video", "Video", "shop", {"video.org"}};
  const Operators operators("1", {shop, video}, {});
  const Groups all(operators, SuffixList::builtin());
  CHECK(names(all, {"shop.de", "www.shop.com.au", "video.org", "shop.xyz", "shop.alice.org"}) ==
        Names{"Shop", "Shop", "Shop", "Shop", "alice.org"});
  CHECK(all.divide({}).of("www.shop.co.uk") == Membership{"shop.co.uk", "Shop", {"Shop"}});
}

TEST_CASE("divide: a company's host, says who runs it and who owns that") {
  const Groups all = groups();
  const Division division = all.divide({"www.packages.com", "big.com", "www.alice.org"});
  CHECK(division.of("www.packages.com") == Membership{"packages.com", "Big", {"Packages, of Forge, of Big"}});
  CHECK(division.of("big.com") == Membership{"big.com", "Big", {"Big"}});
  CHECK(division.of("www.alice.org") == Membership{"alice.org", "alice.org", no_ties});
}

TEST_CASE("divide: tenants of a suffix that no operator has, one group by what was registered") {
  CHECK(names(groups(),
              {"alice.duckdns.org", "bob.duckdns.org", "alice.de.eu.org", "bob.eu.org", "duckdns.org"}) ==
        Names{"duckdns.org", "duckdns.org", "eu.org", "eu.org", "duckdns.org"});
  const Groups all = groups();
  CHECK(all.divide({}).of("www.alice.duckdns.org") ==
        Membership{"alice.duckdns.org", "duckdns.org", {"below duckdns.org"}});
}

TEST_CASE("divide: shared hosts, registrable domains of their own in the operator's group") {
  const Groups all = groups();
  const Division division = all.divide({"alice.sky.social", "www.bob.sky.social", "sky.social"});
  CHECK(division.of("alice.sky.social") == Membership{"alice.sky.social", "Sky", {"Sky"}});
  CHECK(division.of("www.bob.sky.social").domain == "bob.sky.social");
  CHECK(division.of("sky.social").domain == "sky.social");
  // Where the list knows the suffix by now, nothing changes.
  const Operators hub("1", {{"hub", "Hub", "", {"github.io"}}}, {{"github.io", "users"}});
  const Groups known(hub, SuffixList::builtin());
  CHECK(known.divide({}).of("www.alice.github.io").domain == "alice.github.io");
}

TEST_CASE("divide: a domain of which an operator runs a part, joined by its registration") {
  CHECK(names(groups(), {"a.users.split.org", "www.split.org"}) ==
        Names{"Part + split.org", "Part + split.org"});
  CHECK(names(groups(), {"www.split.org"}) == Names{"split.org"});
}

TEST_CASE("divide: merges of a policy, join whole groups and every name below a domain") {
  const Groups merged = groups({{{"job"}, {"alice.org"}}, {{}, {"co.uk", "bob.net"}}});
  CHECK(names(merged, {"forge.com", "www.alice.org", "carol.org"}) ==
        Names{"Big + alice.org", "Big + alice.org", "carol.org"});
  CHECK(names(merged, {"a.co.uk", "b.co.uk", "www.bob.net"}) ==
        Names{"a.co.uk + b.co.uk + bob.net", "a.co.uk + b.co.uk + bob.net", "a.co.uk + b.co.uk + bob.net"});
  const Division division = merged.divide({"forge.com", "alice.org", "carol.org"});
  CHECK(division.of("forge.com").ties == Names{"Forge, of Big", "merged by the policy"});
  CHECK(division.of("alice.org").ties == Names{"merged by the policy"});
  CHECK(division.of("carol.org").ties.empty());
}

TEST_CASE("divide: a name that only ends as a merged domain does, not merged") {
  const Groups merged = groups({{{"job"}, {"alice.org", "co.uk"}}});
  CHECK(names(merged, {"forge.com", "malice.org", "www.malice.org", "a.sco.uk"}) ==
        Names{"Big", "malice.org", "malice.org", "sco.uk"});
  CHECK(covers("alice.org", "alice.org"));
  CHECK(covers("alice.org", "www.alice.org"));
  CHECK_FALSE(covers("alice.org", "malice.org"));
  CHECK_FALSE(covers("www.alice.org", "alice.org"));
}

TEST_CASE("divide: merges that share a member, join all of theirs") {
  const Groups merged = groups({{{}, {"a.org", "b.org"}}, {{}, {"b.org", "c.org"}}, {{"forge"}, {"c.org"}}});
  const std::string all = "Big + a.org + b.org + c.org";
  CHECK(names(merged, {"a.org", "b.org", "c.org", "job.com"}) == Names{all, all, all, all});
  // Even if the account that links them is not there.
  CHECK(names(merged, {"a.org", "job.com"}) == Names{"Big + a.org", "Big + a.org"});
}

TEST_CASE("divide: a host that is not among the divided, told its group and joins nothing") {
  const Groups all = groups();
  const Division division = all.divide({"www.split.org", "alice.org"});
  CHECK(division.of("job.com").group == "Big");
  CHECK(division.of("a.users.split.org").group == "split.org");
  CHECK(division.of("x.alice.org").group == "alice.org");
  CHECK(division.of("www.split.org").group == "split.org");
}

TEST_CASE("divide: random hosts and merges, merges only join and order changes nothing") {
  const std::vector<std::string> pool = {"forge.com",       "www.job.com",       "alice.forge.io",
                                         "packages.com",    "alice.sky.social",  "bob.sky.social",
                                         "split.org",       "a.users.split.org", "alice.duckdns.org",
                                         "bob.duckdns.org", "alice.org",         "www.alice.org",
                                         "bob.net",         "a.co.uk",           "b.co.uk",
                                         "alice.github.io", "bob.github.io",     "big.com"};
  const std::vector<std::string> members = {
      "alice.org",   "bob.net",     "a.co.uk",           "co.uk",      "github.io",      "forge.io",
      "b.alice.org", "duckdns.org", "alice.duckdns.org", "sky.social", "users.split.org"};
  const std::vector<std::string> ids = {"big", "forge", "job", "sky", "part", "npm"};
  std::mt19937 dice(4);
  for (int round = 0; round < 400; ++round) {
    std::vector<std::string> hosts;
    for (const std::string& host : pool)
      if (dice() % 3 != 0) hosts.push_back(host);
    std::vector<Merge> merges(dice() % 3);
    for (Merge& merge : merges) {
      for (unsigned i = 0; i < 1 + dice() % 2; ++i) merge.domains.push_back(members[dice() % members.size()]);
      if (dice() % 2 == 0) merge.operators.push_back(ids[dice() % ids.size()]);
    }
    std::vector<Merge> more = merges;
    more.push_back({{ids[dice() % ids.size()]}, {members[dice() % members.size()]}});
    const Groups coarse_table = groups(more);
    const Groups fine_table = groups(merges);
    const Division fine = fine_table.divide(hosts);
    const Division coarse = coarse_table.divide(hosts);
    std::vector<std::string> shuffled = hosts;
    std::shuffle(shuffled.begin(), shuffled.end(), dice);
    const Division again = fine_table.divide(shuffled);
    for (const std::string& a : hosts) {
      CHECK(fine.of(a) == again.of(a));
      CHECK(fine.of(a).domain == coarse.of(a).domain);
      for (const std::string& b : hosts) {
        const bool together = fine.of(a).group == fine.of(b).group;
        if (fine.of(a).domain == fine.of(b).domain) CHECK(together);
        if (together) CHECK(coarse.of(a).group == coarse.of(b).group);
      }
    }
    for (const Merge& merge : more)
      for (const std::string& a : hosts)
        for (const std::string& b : hosts)
          for (const std::string& d : merge.domains)
            for (const std::string& e : merge.domains)
              if (covers(d, a) && covers(e, b)) CHECK(coarse.of(a).group == coarse.of(b).group);
  }
}

}  // namespace quorate
