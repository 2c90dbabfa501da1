#include "crawler/live_asker.hpp"
#include "crawler/observer.hpp"
#include "proofs/formats/sign.hpp"
#include "tests/show.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <vector>

namespace quorate {
namespace {

namespace asio = boost::asio;

std::string statement_of_alice() {
  StatementDraft draft;
  draft.subject = "mimi://im.example/u/alice";
  draft.issued_at = 1'800'000'000;
  draft.expires_at = draft.issued_at + 1000;
  draft.seq = 1;
  draft.accounts = {Account::parse("https://alice.example/").value()};
  Ed25519Seed seed{};
  seed[0] = 7;
  return sign_statement(draft, seed).value();
}

// A site that says 304 to whoever names what it has shown, as RFC 9110 section 13 has it.
class Conditional final : public Fetcher {
 public:
  std::string validator;  // the header that it sends: etag or last-modified
  std::string condition;  // the header that it looks for
  std::string value;
  std::string body;
  std::size_t asked = 0;

  asio::awaitable<Observation> fetch(Request request) override {
    ++asked;
    Observation seen;
    seen.status = 200;
    for (const auto& [name, sent] : request.headers)
      if (name == condition && sent == value) seen.status = 304;
    seen.headers = {{"content-type", "text/html"}, {validator, value}};
    if (seen.status == 200) seen.body = body;
    co_return seen;
  }
};

// An observer whose work for other threads lies there until the test does it, and counts it. The account's
// proof stands in markup, which is never read anywhere else.
class Bench {
 public:
  Conditional site;

  Bench() {
    planned_.place.service = "pages";
    planned_.place.regions = {{RegionKind::meta, "description"}};
    planned_.place.formats = {FormatId::cross_signature};
    planned_.request.url = "https://alice.example/about";
  }

  std::shared_ptr<const Finding> look() {
    constexpr int rounds = 100;  // of both threads in turn; a look takes three
    std::shared_ptr<const Finding> found;
    asio::co_spawn(context_, observer_.look(planned_, Rank::anchored),
                   [&](std::exception_ptr thrown, std::shared_ptr<const Finding> finding) {
                     if (thrown) std::rethrow_exception(thrown);
                     found = std::move(finding);
                   });
    for (int round = 0; round < rounds && !found; ++round) {
      context_.restart();
      context_.poll();
      work_.restart();
      pieces_ += work_.poll();
    }
    REQUIRE(found);
    return found;
  }
  std::size_t pieces() const { return pieces_; }  // of parsing and verifying

 private:
  static MannerRules rules() {
    Limits limits;
    limits.check_burst = 100;
    limits.domain_interval_ms = 1;
    limits.requests_per_second = 1'000'000;
    limits.requests_in_flight = 64;
    limits.contacts_in_flight = 4;
    return manner_rules(Manners::check, limits);
  }

  asio::io_context context_{1};
  asio::io_context work_{1};
  PlannedRequest planned_{Account::parse("https://alice.example/").value(), {}, {}, KeyKind::native};
  SuffixList suffixes_ = SuffixList::builtin();
  FindingMemory memory_{1'000'000, std::chrono::milliseconds(0)};
  PoliteFetcher fetcher_{context_.get_executor(), site, suffixes_, rules()};
  LiveAsker asker_{fetcher_};
  Observer observer_{context_.get_executor(), asker_, memory_, work_.get_executor()};
  std::size_t pieces_ = 0;
};

std::string page_with(const std::string& text) {
  return "<!doctype html><html><head><meta name=description content=\"" + text + "\"></head></html>";
}

}  // namespace

TEST_CASE("observer: unchanged by ETag or Last-Modified (304), no page is parsed and no signature verified") {
  for (const auto& [validator, condition, value] :
       {std::tuple{"etag", "If-None-Match", "\"v1\""},
        std::tuple{"last-modified", "If-Modified-Since", "Mon, 23 Nov 2026 10:00:00 GMT"}}) {
    INFO(validator);
    Bench bench;
    bench.site.validator = validator;
    bench.site.condition = condition;
    bench.site.value = value;
    bench.site.body = page_with(statement_of_alice());
    REQUIRE(bench.look()->tokens.size() == 1);
    CHECK(bench.pieces() == 1);
    for (int again = 0; again < 5; ++again) {
      const auto found = bench.look();
      REQUIRE(found->tokens.size() == 1);
      CHECK(std::holds_alternative<VerifiedStatement>(found->tokens.front()));
    }
    CHECK(bench.site.asked == 6);
    CHECK(bench.pieces() == 1);
  }
}

TEST_CASE("observer: changed behind a new ETag, parsed and verified once more") {
  Bench bench;
  bench.site.validator = "etag";
  bench.site.condition = "If-None-Match";
  bench.site.value = "\"v1\"";
  bench.site.body = page_with(statement_of_alice());
  bench.look();
  bench.site.value = "\"v2\"";
  bench.site.body = page_with("gone");
  CHECK(bench.look()->tokens.empty());
  CHECK(bench.pieces() == 2);
  CHECK(bench.look()->tokens.empty());
  CHECK(bench.pieces() == 2);
}

}  // namespace quorate
