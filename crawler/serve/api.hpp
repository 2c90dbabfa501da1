// Api: turns a request into an answer; decides first who may ask, then what is asked.
#pragma once

#include "crawler/serve/access/api_tokens.hpp"
#include "crawler/serve/access/origin.hpp"
#include "crawler/serve/access/visitors.hpp"
#include "crawler/serve/api_rules.hpp"
#include "crawler/serve/desk.hpp"
#include "crawler/serve/http/api_reply.hpp"
#include "crawler/serve/http/api_request.hpp"
#include "crawler/serve/metrics/request_counts.hpp"
#include "crawler/serve/route.hpp"
#include "crawler/store/store_reader.hpp"

#include <memory>

namespace quorate {

// What is asked for, from outside in.
struct ApiTimes {
  UnixTime now = 0;
  Bucket::Time tick;
};

class Api {
 public:
  // `store` and `desk` must outlive it.
  Api(StoreReader& store, Desk& desk, ApiTokens tokens, OwnNames names, const ApiRules& rules);

  // Never throws for what a request holds. Every answer carries the headers that keep browsers from guessing,
  // framing, storing and leaking it.
  ApiAnswer answer(const ApiRequest& request, const ApiTimes& times);
  // The same headers around an answer that no request led to: a request that could not be read, say.
  ApiReply refuse(unsigned status, std::string_view code, std::string_view detail);

  // Takes the place of the tokens so far; streams that are open stay so.
  void set_tokens(ApiTokens tokens) { tokens_ = std::move(tokens); }
  // Further numbers for /metrics, of the connections.
  void set_wire_metrics(std::function<std::vector<Metric>()> metrics) { wire_metrics_ = std::move(metrics); }

 private:
  ApiAnswer decide(const ApiRequest& request, const ApiTimes& times, const ApiRoute*& route);
  ApiAnswer dispatch(const ApiRequest& request, const ApiTarget& target, const RouteMatch& match,
                     const ApiToken* token, UnixTime now);
  std::optional<ApiReply> too_often(Visitors& visitors, const std::string& name, Bucket::Time tick);
  ApiReply metrics();

  StoreReader& store_;
  Desk& desk_;
  ApiTokens tokens_;
  OwnNames names_;
  Visitors addresses_;
  Visitors bearers_;
  RequestCounts counts_;
  std::function<std::vector<Metric>()> wire_metrics_;
};

}  // namespace quorate
