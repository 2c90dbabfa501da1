#include "crawler/fetch/address_cache.hpp"

#include "tests/show.hpp"

namespace quorate {
namespace {

using std::chrono::seconds;

constexpr AddressCache::Time start{};

HostAnswer answer(const char* address) { return {{boost::asio::ip::make_address(address)}, {}}; }

std::string first(const AddressCache& cache, const std::string& host, AddressCache::Time now) {
  const HostAnswer* found = cache.find(host, now);
  return found == nullptr ? "nothing" : found->addresses.front().to_string();
}

}  // namespace

TEST_CASE("address cache: an answer, kept for as long as DNS says and not a moment longer") {
  AddressCache cache(seconds(60), 10);
  cache.keep("a.example", answer("192.0.2.1"), seconds(30), start);
  CHECK(first(cache, "a.example", start) == "192.0.2.1");
  CHECK(first(cache, "a.example", start + seconds(30) - std::chrono::nanoseconds(1)) == "192.0.2.1");
  CHECK(first(cache, "a.example", start + seconds(30)) == "nothing");
  CHECK(first(cache, "b.example", start) == "nothing");
}

TEST_CASE("address cache: an answer that may be kept for a day, kept for the longest time of its own") {
  AddressCache cache(seconds(60), 10);
  cache.keep("a.example", answer("192.0.2.1"), seconds(86'400), start);
  CHECK(first(cache, "a.example", start + seconds(59)) == "192.0.2.1");
  CHECK(first(cache, "a.example", start + seconds(60)) == "nothing");
}

TEST_CASE("address cache: an answer that may not be kept, not kept") {
  AddressCache cache(seconds(60), 10);
  cache.keep("a.example", answer("192.0.2.1"), seconds(0), start);
  CHECK(first(cache, "a.example", start) == "nothing");
}

TEST_CASE("address cache: a newer answer takes the place of an older one") {
  AddressCache cache(seconds(60), 1);
  cache.keep("a.example", answer("192.0.2.1"), seconds(10), start);
  cache.keep("a.example", answer("192.0.2.2"), seconds(10), start + seconds(5));
  CHECK(first(cache, "a.example", start + seconds(12)) == "192.0.2.2");
}

TEST_CASE("address cache: full, what is too old makes room first") {
  AddressCache cache(seconds(60), 2);
  cache.keep("old.example", answer("192.0.2.1"), seconds(1), start);
  cache.keep("new.example", answer("192.0.2.2"), seconds(60), start);
  cache.keep("next.example", answer("192.0.2.3"), seconds(60), start + seconds(1));
  CHECK(first(cache, "new.example", start + seconds(1)) == "192.0.2.2");
  CHECK(first(cache, "next.example", start + seconds(1)) == "192.0.2.3");
}

TEST_CASE("address cache: full of answers that are young, begun anew and never larger") {
  AddressCache cache(seconds(60), 2);
  for (const char* host : {"a.example", "b.example", "c.example"})
    cache.keep(host, answer("192.0.2.1"), seconds(60), start);
  CHECK(first(cache, "a.example", start) == "nothing");
  CHECK(first(cache, "b.example", start) == "nothing");
  CHECK(first(cache, "c.example", start) == "192.0.2.1");
}

}  // namespace quorate
