// PoliteFetcher: turns a Request into an Observation like any fetcher, but with manners: when it is its turn,
// where robots.txt lets it, and again later where that may help.
#pragma once

#include "crawler/asker.hpp"
#include "crawler/fetch/fetcher.hpp"
#include "crawler/fetch/url.hpp"
#include "crawler/frontier/turnstile.hpp"
#include "crawler/manners/manners.hpp"
#include "crawler/manners/robots/cache.hpp"
#include "proofs/formats/statement.hpp"
#include "proofs/score/suffix_list.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace quorate {

// Where it has dates and chance from.
struct Surprises {
  std::function<UnixTime()> now;
  std::function<std::uint32_t()> random;  // any number, evenly distributed
};
Surprises real_surprises();

class PoliteFetcher {
 public:
  // `world`, `suffixes` and `robots_by` must outlive it. `executor`: as for Turnstile. `robots_by`: the way
  // on which every robots.txt is asked; without one, `world`. It must be a way that the requests take, too:
  // one that nobody means to use may show who asks.
  PoliteFetcher(const boost::asio::any_io_executor& executor, Fetcher& world, const SuffixList& suffixes,
                const MannerRules& rules, Surprises surprises = real_surprises(),
                Fetcher* robots_by = nullptr);

  // `by`: the way to take instead of `world`; robots.txt and the pace are the same over all of them. Where
  // robots.txt is obeyed, so is that of the host that a redirect leads to, and it is asked in its turn. Error
  // codes: those of Fetcher, robots_denied, held_off. Throws what Fetcher and Turnstile throw.
  boost::asio::awaitable<Reply> fetch(Request request, Rank rank, Fetcher* by = nullptr);

 private:
  Visit visit_of(const Request& request, Rank rank) const;
  boost::asio::awaitable<Reply> ask(Request request, Rank rank, Fetcher& by);
  boost::asio::awaitable<Reply> ask_where_allowed(Request request, Rank rank, Fetcher& by);
  boost::asio::awaitable<std::optional<Error>> denial(HttpsUrl url);
  boost::asio::awaitable<std::shared_ptr<const RobotsAnswer>> robots_of(HttpsUrl url);
  boost::asio::awaitable<RobotsAnswer> ask_robots(HttpsUrl url);
  boost::asio::awaitable<void> sleep(std::chrono::milliseconds time);

  boost::asio::any_io_executor executor_;
  Fetcher& world_;
  Fetcher& robots_by_;
  const SuffixList& suffixes_;
  MannerRules rules_;
  Surprises surprises_;
  Turnstile turnstile_;
  RobotsCache robots_;
  // Hosts whose robots.txt is being asked for. The timer never fires; it is cancelled when that is over.
  std::map<std::string, std::shared_ptr<boost::asio::steady_timer>> asking_;
};

}  // namespace quorate
