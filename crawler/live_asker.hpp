// LiveAsker: answers questions from the live internet, over its vantage points and with manners.
#pragma once

#include "crawler/asker.hpp"
#include "crawler/manners/polite_fetcher.hpp"

#include <string>
#include <vector>

namespace quorate {

// A way to the world, with its own proxy or address of ours.
struct Path {
  std::string vantage;
  Fetcher& world;
};

class LiveAsker final : public Asker {
 public:
  // `fetcher`, the worlds of `paths` and `log`, where given, must outlive it.
  explicit LiveAsker(PoliteFetcher& fetcher, std::vector<Path> paths = {}, AnswerLog* log = nullptr)
      : fetcher_(fetcher), paths_(std::move(paths)), log_(log) {}

  // Error codes: those of PoliteFetcher; bad_argument for a vantage point that is not there.
  boost::asio::awaitable<Reply> ask(Question question, Rank rank) override;

 private:
  PoliteFetcher& fetcher_;
  std::vector<Path> paths_;
  AnswerLog* log_;
};

}  // namespace quorate
