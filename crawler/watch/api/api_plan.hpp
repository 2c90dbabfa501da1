// ApiPlan: the section `api` of a watch file with all that it names.
#pragma once

#include "config/api.hpp"
#include "crawler/serve/access/api_tokens.hpp"
#include "crawler/serve/access/origin.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <memory>
#include <string>
#include <vector>

namespace boost::asio::ssl {
class context;
}

namespace quorate {

struct ApiPlan {
  std::vector<boost::asio::ip::tcp::endpoint> listen;
  OwnNames names;
  ApiTokens tokens;
  std::shared_ptr<boost::asio::ssl::context> tls;  // null: in the clear
};

// `settings`: with paths that can be opened. Errors: bad_config, file_failed, with what to do.
Result<ApiPlan> plan_api(const ApiSettings& settings);

// "http://127.0.0.1:8470/": what a person types to see the page there.
std::string address_of(const boost::asio::ip::tcp::endpoint& endpoint, Carried carried);

}  // namespace quorate
