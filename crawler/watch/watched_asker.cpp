#include "crawler/watch/watched_asker.hpp"

#include "crawler/manners/retry.hpp"

#include <algorithm>
#include <chrono>

namespace quorate {
namespace {

constexpr int not_modified = 304;
constexpr int too_many_requests = 429;
constexpr int unavailable = 503;

std::string header_of(const Observation& observation, std::string_view name) {
  for (const auto& [key, value] : observation.headers)
    if (key == name) return value;
  return {};
}

// Several are joined (RFC 9110 section 5.3), so that what is kept shows that there were several.
std::string content_types_of(const Observation& observation) {
  std::string joined;
  bool is_first = true;
  for (const auto& [key, value] : observation.headers) {
    if (key != "content-type") continue;
    joined += (is_first ? "" : ", ") + value;
    is_first = false;
  }
  return joined;
}

NewObservation noted(const Question& question, const Observation& observation, UnixTime now) {
  NewObservation seen;
  seen.place = {question.account,
                question.request.url.empty() ? "dns:" + question.request.dns_name : question.request.url,
                question.vantage};
  seen.at = now;
  seen.answer.status = observation.status;
  if (observation.error) seen.answer.error = name(observation.error->code);
  seen.answer.content_type = content_types_of(observation);
  if (observation.final_url != question.request.url) seen.answer.final_url = observation.final_url;
  std::string body = observation.body;
  for (const std::string& record : observation.records) body += record + "\n";
  seen.body = observation.error ? std::string() : std::move(body);
  seen.validators = validators_of(observation);
  return seen;
}

}  // namespace

LookNotes WatchedAsker::take(std::size_t contact) {
  auto node = notes_.extract(contact);
  return node.empty() ? LookNotes() : std::move(node.mapped());
}

boost::asio::awaitable<Reply> WatchedAsker::ask(Question question, Rank rank) {
  const auto notes = notes_.find(question.contact);
  if (notes != notes_.end() && notes->second.left_alone.count(question.account) > 0) {
    Reply reply;
    reply.observation.error =
        Error{Code::held_off, "not asked: it could not be looked at the last time, and is asked again later"};
    co_return reply;
  }
  Reply reply = co_await world_->ask(question, rank);
  note(question, reply.observation);
  co_return reply;
}

void WatchedAsker::note(const Question& question, const Observation& observation) {
  const auto found = notes_.find(question.contact);
  if (found == notes_.end()) return;
  LookNotes& notes = found->second;
  const UnixTime now = clock_();
  if (observation.status == too_many_requests || observation.status == unavailable)
    if (const auto wait = read_retry_after(header_of(observation, "retry-after"), now))
      notes.held[question.account] =
          now + std::chrono::duration_cast<std::chrono::seconds>(*wait).count() + 1;
  NewObservation seen = noted(question, observation, now);
  const Validators validators = validators_of(question.request);
  if (!observation.error && observation.status == not_modified && !validators.empty()) {
    // Asked with what another contact's look had seen: the store has no answer of this place that could
    // stand.
    if (notes.known.count(seen.place) == 0) return;
    seen.body.reset();
    seen.validators = validators;  // they still hold, after the next start as well
  }
  notes.seen.push_back(std::move(seen));
}

}  // namespace quorate
