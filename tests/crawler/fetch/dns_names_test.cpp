#include "crawler/fetch/dns_names.hpp"

#include "tests/show.hpp"

namespace quorate {
namespace {

using namespace std::string_literals;
using Names = std::vector<std::string>;

// An answer to a question about www.a.test: CNAME to b.test, that CNAME to c.b.test (by a pointer), and an
// address of that.
const std::string header = "\x12\x34\x81\x80\0\x01\0\x03\0\0\0\0"s;
const std::string question =
    "\x03www\x01"s + "a\x04test\0\0\x01\0\x01"s;  // at 12; "a.test" at 16, "test" at 18
const std::string first = "\xc0\x0c\0\x05\0\x01\0\0\0\x3c\0\x04\x01"s + "B\xc0\x12"s;
const std::string second = "\xc0\x28\0\x05\0\x01\0\0\0\x3c\0\x04\x01"s + "c\xc0\x28"s;
const std::string third = "\xc0\x38\0\x01\0\x01\0\0\0\x3c\0\x04\x7f\0\0\x01"s;
const std::string answer = header + question + first + second + third;

}  // namespace

TEST_CASE("decode name: labels joined, in lower case") {
  CHECK(decode_name("\x03NS1\x07"s + "Example\x03org\0"s) == "ns1.example.org");
  CHECK(decode_name("\x01x\0"s) == "x");
}

TEST_CASE("decode name: cut off, too long, compressed or no host's name, nothing") {
  const std::string whole = "\x03ns1\x07"s + "example\x03org\0"s;
  for (std::size_t size = 0; size < whole.size(); ++size) CHECK_FALSE(decode_name(whole.substr(0, size)));
  CHECK_FALSE(decode_name(whole + "x"));
  CHECK_FALSE(decode_name("\0"s));        // the root
  CHECK_FALSE(decode_name("\xc0\x00"s));  // a pointer to itself
  CHECK_FALSE(decode_name("\x41x\0"s));   // a label type that is not defined
  CHECK_FALSE(
      decode_name("\x03"
                  "a b\0"s));
  CHECK_FALSE(
      decode_name("\x03"
                  "a.b\0"s));
  std::string longest;
  for (int i = 0; i < 127; ++i) longest += "\x01x";
  CHECK(decode_name(longest + "\0"s).has_value());
  CHECK_FALSE(decode_name(longest + "\x01x\0"s));
}

TEST_CASE("follow aliases: a chain, from the host to its end") {
  CHECK(follow_aliases(answer, "www.a.test") == Names{"b.test", "c.b.test"});
  CHECK(follow_aliases(answer, "b.test") == Names{"c.b.test"});
  CHECK(follow_aliases(answer, "c.b.test").empty());
  CHECK(follow_aliases(answer, "other.test").empty());
}

TEST_CASE("follow aliases: cut off at every byte or damaged at any, as far as it can be read") {
  for (std::size_t size = 0; size < answer.size(); ++size) {
    const Names chain = follow_aliases(answer.substr(0, size), "www.a.test");
    CHECK(chain.size() == (size >= answer.size() - third.size()                   ? 2U
                           : size >= answer.size() - third.size() - second.size() ? 1U
                                                                                  : 0U));
  }
  for (std::size_t at = 0; at < answer.size(); ++at)
    for (int value = 0; value < 256; ++value) {
      std::string damaged = answer;
      damaged[at] = static_cast<char>(value);
      for (const std::string& name : follow_aliases(damaged, "www.a.test")) CHECK(name.size() <= 253);
    }
}

TEST_CASE("follow aliases: a loop ends, and an endless pointer too") {
  const std::string to_itself = "\xc0\x0c\0\x05\0\x01\0\0\0\x3c\0\x02\xc0\x0c"s;
  CHECK(follow_aliases(header + question + to_itself, "www.a.test").empty());
  const std::string back = "\xc0\x28\0\x05\0\x01\0\0\0\x3c\0\x02\xc0\x0c"s;
  CHECK(follow_aliases(header + question + first + back, "www.a.test") == Names{"b.test"});
  const std::string endless = "\xc0\x0c\0\x05\0\x01\0\0\0\x3c\0\x02\xc0\x28"s;
  CHECK(follow_aliases(header + question + endless, "www.a.test").empty());
}

}  // namespace quorate
