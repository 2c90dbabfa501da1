#include "crawler/watch/sinks/webhook.hpp"

#include "crawler/watch/sinks/event_json.hpp"
#include "crawler/watch/sinks/local_post.hpp"
#include "proofs/crypto/hmac.hpp"

namespace quorate {
namespace {

constexpr std::size_t max_answer_bytes = 65'536;  // nobody reads it; enough for a page that says thanks
constexpr int first_good = 200;
constexpr int first_bad = 300;

}  // namespace

std::vector<std::pair<std::string, std::string>> webhook_headers(const WebhookTarget& target, EventId id,
                                                                 UnixTime now, const std::string& body) {
  const std::string timestamp = std::to_string(now);
  std::vector<std::pair<std::string, std::string>> headers = {{"Content-Type", "application/json"},
                                                              {"Quorate-Event", std::to_string(id)},
                                                              {"Quorate-Timestamp", timestamp}};
  if (!target.secret.empty())
    headers.emplace_back(
        "Quorate-Signature",
        "v1=" + encode_hex(hmac_sha256(as_bytes(target.secret), as_bytes(timestamp + "." + body))));
  return headers;
}

boost::asio::awaitable<Result<void>> Webhook::deliver(const StoredEvent& event) {
  const std::string body = event_line(event);
  const auto headers = webhook_headers(target_, event.id, clock_(), body);
  int status = 0;
  if (target_.url.starts_with("http://")) {
    const auto answered = co_await post_locally(executor_, target_.url, headers, body, target_.timeout);
    if (!answered) co_return answered.error();
    status = *answered;
  } else {
    Request request;
    request.url = target_.url;
    request.headers = headers;
    request.max_body_bytes = max_answer_bytes;
    request.time_left = target_.timeout;
    const Observation answer = co_await fetcher_->post(std::move(request), body);
    if (answer.error && answer.status == 0) co_return *answer.error;
    status = answer.status;
  }
  if (status >= first_good && status < first_bad) co_return Result<void>();
  co_return Error{Code::transfer_failed, "the receiver answered with HTTP status " + std::to_string(status)};
}

}  // namespace quorate
