// Webhook: sends events with POST to a URL, signed.
#pragma once

#include "crawler/fetch/fetcher.hpp"
#include "crawler/watch/sinks/sink.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace quorate {

struct WebhookTarget {
  std::string url;     // https, or http to 127.0.0.1 or [::1]
  std::string secret;  // bytes; empty: not signed
  std::chrono::seconds timeout{};
};

// The headers of a delivery, beside the body:
//   Content-Type: application/json
//   Quorate-Event: ID                  the same each time that it is sent: whoever has seen it drops it
//   Quorate-Timestamp: UNIX SECONDS    of this attempt
//   Quorate-Signature: v1=HEX          HMAC-SHA-256 with the secret over TIMESTAMP "." BODY
std::vector<std::pair<std::string, std::string>> webhook_headers(const WebhookTarget& target, EventId id,
                                                                 UnixTime now, const std::string& body);

class Webhook final : public EventSink {
 public:
  // `fetcher`: for https; its guard decides which addresses may be connected to.
  Webhook(boost::asio::any_io_executor executor, WebhookTarget target, std::unique_ptr<Fetcher> fetcher,
          std::function<UnixTime()> clock)
      : executor_(std::move(executor)),
        target_(std::move(target)),
        fetcher_(std::move(fetcher)),
        clock_(std::move(clock)) {}

  // Success: any status from 200 to 299. Redirects are not followed.
  boost::asio::awaitable<Result<void>> deliver(const StoredEvent& event) override;

 private:
  boost::asio::any_io_executor executor_;
  WebhookTarget target_;
  std::unique_ptr<Fetcher> fetcher_;
  std::function<UnixTime()> clock_;
};

}  // namespace quorate
