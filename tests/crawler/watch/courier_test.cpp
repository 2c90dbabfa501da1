#include "crawler/watch/sinks/courier.hpp"

#include "crawler/watch/outcome.hpp"
#include "crawler/watch/sinks/event_json.hpp"
#include "crawler/watch/sinks/webhook.hpp"
#include "proofs/crypto/hmac.hpp"
#include "proofs/encoding/json.hpp"
#include "tests/crawler/store/memory_store.hpp"
#include "tests/show.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <array>

namespace quorate {
namespace {

constexpr UnixTime start = 1'790'000'000;

// Takes events while `fails` is 0.
class Ear final : public EventSink {
 public:
  Ear(std::vector<EventId>& heard, int& fails) : heard_(heard), fails_(fails) {}
  boost::asio::awaitable<Result<void>> deliver(const StoredEvent& event) override {
    if (fails_ > 0) {
      --fails_;
      co_return Error{Code::connect_failed, "nobody listens"};
    }
    heard_.push_back(event.id);
    co_return Result<void>();
  }

 private:
  std::vector<EventId>& heard_;
  int& fails_;
};

struct Post {
  MemoryStore store;
  UnixTime now = start;
  std::vector<EventId> heard;
  int fails = 0;

  void tell(int count) {
    for (int i = 0; i < count; ++i) {
      const NewEvent event = daemon_event("not checked", "", std::to_string(i));
      REQUIRE(store.add_events(now, std::span(&event, 1)));
    }
  }
  // A courier as after a start of the program.
  void run() {
    boost::asio::io_context context(1);
    Courier courier(context.get_executor(), store, "ear", std::make_unique<Ear>(heard, fails),
                    {std::chrono::seconds(5), std::chrono::seconds(3600)},
                    {[this] { return now; }, [] { return 0U; }, [](const std::string&) {}});
    boost::asio::co_spawn(context, courier.run_once(), boost::asio::detached);
    context.run();
  }
};

std::string hex_hmac(std::string_view key, std::string_view message) {
  return encode_hex(hmac_sha256(as_bytes(key), as_bytes(message)));
}

}  // namespace

TEST_CASE("courier: events come in order, each once, and a restart goes on where it was") {
  Post post;
  post.run();  // the receiver is known from now on
  post.tell(100);
  post.run();
  REQUIRE(post.heard.size() == 100);
  CHECK(std::is_sorted(post.heard.begin(), post.heard.end()));
  post.run();
  CHECK(post.heard.size() == 100);
  post.tell(1);
  post.run();
  CHECK(post.heard.back() == 101);
}

TEST_CASE("courier: a receiver that fails holds up what follows, and loses nothing") {
  Post post;
  post.run();
  post.tell(3);
  post.fails = 2;
  post.run();
  CHECK(post.heard.empty());
  post.run();  // not yet
  CHECK(post.fails == 1);
  post.now += 5;
  post.run();
  CHECK(post.fails == 0);
  post.now += 5;
  post.run();
  CHECK(post.heard.empty());
  post.now += 5;
  post.run();
  CHECK(post.heard == std::vector<EventId>{1, 2, 3});
}

TEST_CASE("courier: what cannot be noted as told is told again, never left out") {
  Post post;
  post.run();
  post.tell(2);
  post.store.fail_next_write();
  post.run();
  post.run();
  REQUIRE(post.heard.size() >= 2);
  CHECK(post.heard.back() == 2);
}

TEST_CASE("courier: it waits twice as long after each failure, up to the longest") {
  const CourierRules rules{std::chrono::seconds(5), std::chrono::seconds(3600)};
  for (const auto& [attempts, seconds] : std::array<std::pair<std::uint32_t, int>, 6>{
           {{0, 5}, {1, 5}, {2, 10}, {5, 80}, {11, 3600}, {4'000'000'000U, 3600}}}) {
    INFO(attempts);
    CHECK(delivery_wait(rules, attempts, 0).count() <= seconds);
    CHECK(delivery_wait(rules, attempts, 0).count() * 2 >= seconds);
  }
}

TEST_CASE("events: what receivers get is one line of JSON without control characters, whatever it is about") {
  Event told{EventKind::proof_removed, "https://a.example/\x1b[31m", std::nullopt, std::nullopt,
             "evil\r\n\x1b]0;x\x07\xff\xe2\x80\xae text"};
  const StoredEvent event{7, start, 3, "Al\nice\x1b", new_event(told)};
  const std::string line = event_line(event);
  for (const char c : line) CHECK(static_cast<unsigned char>(c) >= 0x20);
  CHECK(line.find("\xe2\x80\xae") == std::string::npos);
  const auto value = json::parse(line, 8);
  REQUIRE(value);
  CHECK(value->find("id")->integer().value() == 7);
  for (const char* member : {"text", "kind", "account"})
    CHECK(value->find(member)->text().find('\x1b') == std::string::npos);
}

// RFC 4231 test cases 1, 2 and 6.
TEST_CASE("hmac: the vectors of RFC 4231") {
  CHECK(hex_hmac(std::string(20, '\x0b'), "Hi There") ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(hex_hmac("Jefe", "what do ya want for nothing?") ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hex_hmac(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First") ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("webhook: the signature is over time and body") {
  const WebhookTarget target{"https://a.example/", "secret", std::chrono::seconds(1)};
  const auto headers = webhook_headers(target, 5, start, "{}");
  REQUIRE(headers.size() == 4);
  CHECK(headers[1] == std::pair<std::string, std::string>{"Quorate-Event", "5"});
  CHECK(headers[3].second == "v1=" + hex_hmac("secret", std::to_string(start) + ".{}"));
  CHECK(webhook_headers({"https://a.example/", "", std::chrono::seconds(1)}, 5, start, "{}").size() == 3);
}

}  // namespace quorate
