#include "crawler/live_asker.hpp"

#include <algorithm>

namespace quorate {

boost::asio::awaitable<Reply> LiveAsker::ask(Question question, Rank rank) {
  Fetcher* by = nullptr;
  if (!question.vantage.empty()) {
    const auto path = std::find_if(paths_.begin(), paths_.end(),
                                   [&](const Path& each) { return each.vantage == question.vantage; });
    if (path == paths_.end()) {
      Reply reply;
      reply.observation.error = Error{Code::bad_argument, "no vantage point is called " + question.vantage};
      co_return reply;
    }
    by = &path->world;
  }
  Reply reply = co_await fetcher_.fetch(question.request, rank, by);
  if (log_ != nullptr) log_->answered(question, reply.observation);
  co_return reply;
}

}  // namespace quorate
