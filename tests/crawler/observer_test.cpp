#include "crawler/observer.hpp"

#include "crawler/live_asker.hpp"
#include "crawler/workers.hpp"
#include "proofs/formats/sign.hpp"
#include "tests/crawler/fetch/web.hpp"
#include "tests/show.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <deque>
#include <exception>
#include <vector>

namespace quorate {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

Observation answer(const std::string& body, const std::string& etag = "") {
  Observation observation;
  observation.status = 200;
  observation.body = body;
  if (!etag.empty()) observation.headers.emplace_back("etag", etag);
  return observation;
}

Observation status(int code) {
  Observation observation;
  observation.status = code;
  return observation;
}

Observation failed(Code code) {
  Observation observation;
  observation.error = Error{code, ""};
  return observation;
}

// Gives one answer after the other, the last one again and again, and keeps what was asked.
class Scripted final : public Fetcher {
 public:
  std::deque<Observation> answers;
  std::vector<Request> asked;

  asio::awaitable<Observation> fetch(Request request) override {
    asked.push_back(request);
    Observation answer = answers.front();
    if (answers.size() > 1) answers.pop_front();
    co_return answer;
  }
  std::string sent(std::size_t number, std::string_view header) const {
    for (const auto& [name, value] : asked.at(number).headers)
      if (name == header) return value;
    return "";
  }
};

PlannedRequest planned(const std::string& uri = "https://alice.example/") {
  PlannedRequest request{Account::parse(uri).value(), {}, {}, KeyKind::native};
  request.place.service = "own-site";
  request.place.regions = {{RegionKind::lines, ""}};
  request.place.formats = {FormatId::cross_signature};
  request.request.url = uri + ".well-known/cross-signature";
  return request;
}

MannerRules rules_for(Manners manners) {
  Limits limits;
  limits.check_burst = 8;
  limits.domain_interval_ms = 1;
  limits.domain_connections = 2;
  limits.requests_per_second = 1'000'000;
  limits.requests_in_flight = 64;
  limits.contacts_in_flight = 4;
  limits.retries = 2;
  limits.retry_first_ms = 1;
  limits.longest_hold_ms = 50;
  limits.robots_cache_bytes = 1'000'000;
  return manner_rules(manners, limits);
}

// One world, looked at again and again.
class Watch {
 public:
  explicit Watch(milliseconds reuse, Sharing sharing = Sharing::shared)
      : sharing_(sharing), memory_(1'000'000, reuse) {}

  // All at once; what each found.
  std::vector<std::shared_ptr<const Finding>> look(const std::vector<PlannedRequest>& all) {
    std::vector<std::shared_ptr<const Finding>> found(all.size());
    context_.restart();
    for (std::size_t i = 0; i < all.size(); ++i)
      asio::co_spawn(context_, observer_.look(all[i], Rank::anchored),
                     [&, i](std::exception_ptr thrown, std::shared_ptr<const Finding> finding) {
                       if (thrown) std::rethrow_exception(thrown);
                       found[i] = std::move(finding);
                     });
    context_.run();
    return found;
  }
  std::shared_ptr<const Finding> look() { return look({planned()}).front(); }
  const ObserverCounts& counts() const { return observer_.counts(); }

  Scripted world;

 private:
  Sharing sharing_;
  asio::io_context context_{1};
  SuffixList suffixes_ = SuffixList::builtin();
  std::unique_ptr<Workers> workers_ = Workers::start().value();
  FindingMemory memory_;
  PoliteFetcher fetcher_{context_.get_executor(), world, suffixes_, rules_for(Manners::check)};
  LiveAsker asker_{fetcher_};
  Observer observer_{context_.get_executor(), asker_, memory_, workers_->executor(), {}, sharing_};
};

}  // namespace

TEST_CASE("observer: nothing has changed (304), nothing is parsed or verified, and it is what it was") {
  Watch watch(milliseconds(0));
  watch.world.answers = {answer("a.b.c\n", "\"v1\""), status(304)};
  const auto first = watch.look();
  CHECK(watch.world.sent(0, "If-None-Match").empty());
  for (int i = 1; i <= 3; ++i) {
    const auto again = watch.look();
    CHECK(watch.world.sent(static_cast<std::size_t>(i), "If-None-Match") == "\"v1\"");
    CHECK(again->tokens.size() == first->tokens.size());
    CHECK_FALSE(again->obstacle);
  }
  CHECK(first->tokens.size() == 1);
  CHECK(watch.counts().asked == 4);
  CHECK(watch.counts().examined == 1);
  CHECK(watch.counts().unchanged == 3);
}

TEST_CASE("observer: it has changed, is read anew, and the new validators are sent") {
  Watch watch(milliseconds(0));
  watch.world.answers = {answer("a.b.c\n", "\"v1\""), answer("a.b.c\nd.e.f\n", "\"v2\""), status(304)};
  watch.look();
  CHECK(watch.look()->tokens.size() == 2);
  CHECK(watch.look()->tokens.size() == 2);
  CHECK(watch.world.sent(2, "If-None-Match") == "\"v2\"");
  CHECK(watch.counts().examined == 2);
}

TEST_CASE("observer: it is gone or fails, is not what it was, and a later 304 is none of it") {
  for (const Observation& failure : {status(404), status(503), failed(Code::connect_failed)}) {
    Watch watch(milliseconds(0));
    watch.world.answers = {answer("a.b.c\n", "\"v1\""), failure, status(304)};
    watch.look();
    const auto second = watch.look();
    CHECK(second->obstacle);
    CHECK(second->tokens.empty());
    const auto third = watch.look();
    CHECK(watch.world.sent(2, "If-None-Match").empty());
    REQUIRE(third->obstacle);
    CHECK(third->obstacle->outcome == Outcome::unknown);
    CHECK(third->tokens.empty());
  }
}

TEST_CASE("observer: a 304 that nobody asked for, shows nothing") {
  Watch watch(milliseconds(0));
  watch.world.answers = {status(304)};
  const auto found = watch.look();
  REQUIRE(found->obstacle);
  CHECK(found->obstacle->outcome == Outcome::unknown);
}

TEST_CASE("observer: the same wanted by several at once or a moment later, is asked once") {
  Watch watch(std::chrono::minutes(1));
  watch.world.answers = {answer("a.b.c\n")};
  const auto found = watch.look({planned(), planned(), planned()});
  for (const auto& finding : found) CHECK(finding->tokens.size() == 1);
  CHECK(watch.look()->tokens.size() == 1);
  CHECK(watch.world.asked.size() == 1);
  CHECK(watch.counts().remembered == 3);
}

TEST_CASE("observer: nothing is shared, everything is asked each time and without conditions") {
  Watch watch(std::chrono::minutes(1), Sharing::none);
  watch.world.answers = {answer("a.b.c\n", "\"v1\"")};
  watch.look({planned(), planned()});
  watch.look();
  CHECK(watch.world.asked.size() == 3);
  CHECK(watch.world.sent(2, "If-None-Match").empty());
  CHECK(watch.counts().examined == 3);
}

TEST_CASE("observer: a failure, is not asked again for a moment either, unless there was little time") {
  Watch watch(std::chrono::minutes(1));
  watch.world.answers = {failed(Code::timed_out)};
  PlannedRequest hurried = planned();
  hurried.request.time_left = milliseconds(10'000);
  watch.look({hurried});
  watch.look();
  watch.look();
  CHECK(watch.world.asked.size() == 2);
}

TEST_CASE("observer: another account, place, owner or header, is another thing to look at") {
  const PlannedRequest one = planned();
  std::vector<PlannedRequest> others(8, one);
  others[0].account = Account::parse("https://bob.example/").value();
  others[1].request.url += "x";
  others[2].request.headers = {{"Accept", "text/plain"}};
  others[3].place.regions = {{RegionKind::body, ""}};
  others[4].place.owner = OwnerCheck{{RegionKind::meta, "author"}, "", "alice"};
  others[5].place.formats = {FormatId::keybase};
  others[6].request.redirects = Redirects::www_twin;
  others[7].request.max_body_bytes = 7;
  for (std::size_t i = 0; i < others.size(); ++i) {
    INFO(i);
    CHECK(FindingMemory::name_of(others[i]) != FindingMemory::name_of(one));
  }
  CHECK(FindingMemory::name_of(planned()) == FindingMemory::name_of(one));
}

namespace {

std::string statement_of_alice() {
  StatementDraft draft;
  draft.subject = "mimi://im.example/u/alice";
  draft.issued_at = 1'800'000'000;
  draft.expires_at = draft.issued_at + 1000;
  draft.seq = 1;
  draft.accounts = {Account::parse("https://alice.test/").value()};
  Ed25519Seed seed{};
  seed[0] = 7;
  return sign_statement(draft, seed).value();
}

// What a page that looks at who asks shows to vantage points at these addresses.
Finding looked_at_from(const std::vector<std::string>& addresses, Manners manners) {
  const Web web(
      "location = /.well-known/cross-signature {\n default_type text/plain;\n"
      " if ($remote_addr = 127.0.0.2) { return 200 '# nothing'; }\n return 200 " +
      statement_of_alice() + ";\n}");
  asio::io_context context(1);
  std::vector<std::unique_ptr<Fetcher>> worlds;
  std::vector<Path> paths;
  for (const std::string& address : addresses) {
    FetchSettings settings = web.settings();
    settings.local_address = asio::ip::make_address(address);
    worlds.push_back(make_fetcher(context.get_executor(), settings));
    paths.push_back({address, *worlds.back()});
  }
  const SuffixList suffixes = SuffixList::builtin();
  const auto workers = Workers::start().value();
  PoliteFetcher fetcher(context.get_executor(), *worlds.front(), suffixes, rules_for(manners));
  FindingMemory memory(1'000'000, milliseconds(0));
  LiveAsker asker(fetcher, paths);
  Observer observer(context.get_executor(), asker, memory, workers->executor(), addresses);
  std::shared_ptr<const Finding> found;
  asio::co_spawn(context, observer.look(planned("https://alice.test/"), Rank::anchored),
                 [&](std::exception_ptr thrown, std::shared_ptr<const Finding> finding) {
                   if (thrown) std::rethrow_exception(thrown);
                   found = std::move(finding);
                 });
  context.run();
  CHECK(observer.counts().asked == addresses.size());
  return *found;
}

}  // namespace

TEST_CASE("observer: a page shows other proofs to other addresses, counts for nothing and says so") {
  for (const Manners manners : {Manners::check, Manners::crawl}) {
    const Finding finding = looked_at_from({"127.0.0.1", "127.0.0.2"}, manners);
    REQUIRE(finding.obstacle);
    CHECK(summary(*finding.obstacle) == "refuted: differs between vantage points");
    CHECK(finding.obstacle->detail == "127.0.0.1: 1 proof; 127.0.0.2: no proof");
    CHECK(finding.tokens.empty());
    CHECK(finding.seen_besides.size() == 1);
  }
}

TEST_CASE("observer: all addresses are shown the same, or all but one of three, it counts") {
  const Finding same = looked_at_from({"127.0.0.1", "127.0.0.3"}, Manners::check);
  CHECK(same.tokens.size() == 1);
  CHECK(same.agreement == Agreement::full);
  const Finding most = looked_at_from({"127.0.0.1", "127.0.0.2", "127.0.0.3"}, Manners::check);
  CHECK(most.tokens.size() == 1);
  CHECK(most.agreement == Agreement::partial);
}

}  // namespace quorate
