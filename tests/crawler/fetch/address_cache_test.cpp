#include "crawler/fetch/address_cache.hpp"

#include "tests/show.hpp"

namespace quorate {
namespace {

using std::chrono::seconds;

constexpr AddressCache::Time start{};
constexpr std::size_t plenty = 1'000'000;  // bytes

HostAnswer answer(const char* address) { return {{boost::asio::ip::make_address(address)}, {}}; }

// As large as an answer of DNS over TCP can be.
HostAnswer large_answer() {
  HostAnswer large = answer("192.0.2.1");
  large.addresses.resize(4'000, large.addresses.front());
  return large;
}

std::string first(const AddressCache& cache, const std::string& host, AddressCache::Time now) {
  const HostAnswer* found = cache.find(host, now);
  return found == nullptr ? "nothing" : found->addresses.front().to_string();
}

}  // namespace

TEST_CASE("address cache: an answer, kept for as long as DNS says and not a moment longer") {
  AddressCache cache(seconds(60), 10, plenty);
  cache.keep("a.example", answer("192.0.2.1"), seconds(30), start);
  CHECK(first(cache, "a.example", start) == "192.0.2.1");
  CHECK(first(cache, "a.example", start + seconds(30) - std::chrono::nanoseconds(1)) == "192.0.2.1");
  CHECK(first(cache, "a.example", start + seconds(30)) == "nothing");
  CHECK(first(cache, "b.example", start) == "nothing");
}

TEST_CASE("address cache: an answer that may be kept for a day, kept for the longest time of its own") {
  AddressCache cache(seconds(60), 10, plenty);
  cache.keep("a.example", answer("192.0.2.1"), seconds(86'400), start);
  CHECK(first(cache, "a.example", start + seconds(59)) == "192.0.2.1");
  CHECK(first(cache, "a.example", start + seconds(60)) == "nothing");
}

TEST_CASE("address cache: an answer that may not be kept, not kept") {
  AddressCache cache(seconds(60), 10, plenty);
  cache.keep("a.example", answer("192.0.2.1"), seconds(0), start);
  CHECK(first(cache, "a.example", start) == "nothing");
}

TEST_CASE("address cache: a newer answer takes the place of an older one") {
  AddressCache cache(seconds(60), 1, plenty);
  cache.keep("a.example", answer("192.0.2.1"), seconds(10), start);
  cache.keep("a.example", answer("192.0.2.2"), seconds(10), start + seconds(5));
  CHECK(first(cache, "a.example", start + seconds(12)) == "192.0.2.2");
}

TEST_CASE("address cache: full, what is too old makes room first") {
  AddressCache cache(seconds(60), 2, plenty);
  cache.keep("old.example", answer("192.0.2.1"), seconds(1), start);
  cache.keep("new.example", answer("192.0.2.2"), seconds(60), start);
  cache.keep("next.example", answer("192.0.2.3"), seconds(60), start + seconds(1));
  CHECK(first(cache, "new.example", start + seconds(1)) == "192.0.2.2");
  CHECK(first(cache, "next.example", start + seconds(1)) == "192.0.2.3");
}

TEST_CASE("address cache: full of answers that are young, begun anew and never larger") {
  AddressCache cache(seconds(60), 2, plenty);
  for (const char* host : {"a.example", "b.example", "c.example"})
    cache.keep(host, answer("192.0.2.1"), seconds(60), start);
  CHECK(first(cache, "a.example", start) == "nothing");
  CHECK(first(cache, "b.example", start) == "nothing");
  CHECK(first(cache, "c.example", start) == "192.0.2.1");
}

TEST_CASE("address cache: large answers, kept whole and together in the bytes that they may have") {
  const std::size_t one = AddressCache::bytes_of("0.example", large_answer());
  CHECK(one > 4'000 * sizeof(boost::asio::ip::address));
  AddressCache cache(seconds(60), 10'000, 3 * one);
  const auto kept = [&] {
    std::size_t hosts = 0;
    for (char i = '0'; i <= '9'; ++i)
      if (const HostAnswer* found = cache.find(std::string(1, i) + ".example", start)) {
        CHECK(found->addresses.size() == 4'000);
        ++hosts;
      }
    return hosts;
  };
  for (char i = '0'; i <= '2'; ++i)
    cache.keep(std::string(1, i) + ".example", large_answer(), seconds(60), start);
  CHECK(kept() == 3);
  for (char i = '3'; i <= '9'; ++i) {
    cache.keep(std::string(1, i) + ".example", large_answer(), seconds(60), start);
    CHECK(first(cache, std::string(1, i) + ".example", start) == "192.0.2.1");
    CHECK(kept() <= 3);
  }
}

TEST_CASE("address cache: the same host again, is counted once; one that is too old, not at all") {
  const std::size_t one = AddressCache::bytes_of("a.example", large_answer());
  AddressCache cache(seconds(60), 10, 2 * one);
  for (int i = 0; i < 5; ++i) cache.keep("a.example", large_answer(), seconds(1), start);
  cache.keep("b.example", large_answer(), seconds(60), start);
  CHECK(first(cache, "a.example", start) == "192.0.2.1");
  cache.keep("c.example", large_answer(), seconds(60), start + seconds(1));
  CHECK(first(cache, "b.example", start + seconds(1)) == "192.0.2.1");
  CHECK(first(cache, "c.example", start + seconds(1)) == "192.0.2.1");
}

TEST_CASE("address cache: an answer larger than all that may be kept, is not kept and drops no other") {
  AddressCache cache(seconds(60), 10, AddressCache::bytes_of("b.example", large_answer()) - 1);
  cache.keep("a.example", answer("192.0.2.1"), seconds(60), start);
  cache.keep("b.example", large_answer(), seconds(60), start);
  CHECK(first(cache, "a.example", start) == "192.0.2.1");
  CHECK(first(cache, "b.example", start) == "nothing");
}

TEST_CASE("address cache: long aliases, counted") {
  HostAnswer aliased = answer("192.0.2.1");
  aliased.aliases = {std::string(250, 'a'), std::string(250, 'b')};
  CHECK(AddressCache::bytes_of("a.example", aliased) >=
        AddressCache::bytes_of("a.example", answer("192.0.2.1")) + 500);
}

}  // namespace quorate
