#include "crawler/watch/sinks/webhook_fetch.hpp"

#include "crawler/version.hpp"
#include "tests/show.hpp"

#include <algorithm>
#include <string_view>

namespace quorate {
namespace {

bool opens(const FetchSettings& settings, const char* address) {
  const auto parsed = boost::asio::ip::make_address(address);
  return std::any_of(settings.allowed.begin(), settings.allowed.end(),
                     [&](const AddressRange& range) { return contains(range, parsed); });
}

Tables behind_proxy() {
  Tables tables;
  tables.settings.proxy = "socks5h://192.0.2.1:9050";
  tables.settings.contact = "mailto:ops@example.org";
  tables.settings.allow_addresses = {"198.51.100.0/24"};
  return tables;
}

}  // namespace

TEST_CASE("webhook: a proxy and a contact in the settings, sent through the one and with the other") {
  const auto fetch = webhook_fetch({}, {}, behind_proxy());
  REQUIRE(fetch);
  REQUIRE(fetch->proxy);
  CHECK(text(*fetch->proxy) == "socks5h://192.0.2.1:9050");
  CHECK(fetch->user_agent == "quorate/" + std::string(program_version()) + " (+mailto:ops@example.org)");
  CHECK(fetch->allowed.empty());
}

TEST_CASE("webhook: local targets allowed, this machine and its networks, past the proxy") {
  WebhookSettings hook;
  hook.local = LocalTargets::allowed;
  const auto fetch = webhook_fetch(hook, {}, behind_proxy());
  REQUIRE(fetch);
  CHECK_FALSE(fetch->proxy);
  CHECK(fetch->user_agent.ends_with("(+mailto:ops@example.org)"));
  for (const char* address : {"127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.0.1", "::1", "fd00::1"})
    CHECK(opens(*fetch, address));
  for (const char* address : {"198.51.100.1", "172.32.0.1", "169.254.169.254", "fe80::1"})
    CHECK_FALSE(opens(*fetch, address));
}

TEST_CASE("webhook: the network of the watch file, its resolver alone") {
  WatchSettings watch;
  watch.ca_file = "no such file";
  watch.connect_to = "127.0.0.1:20443";
  watch.resolver = "127.0.0.1:5353";
  WebhookSettings hook;
  hook.ca_file = "hook.pem";
  const auto fetch = webhook_fetch(hook, watch, behind_proxy());
  REQUIRE(fetch);
  CHECK(fetch->ca_file == "hook.pem");
  CHECK_FALSE(fetch->connect_to);
  REQUIRE(fetch->resolver);
  CHECK(text(*fetch->resolver) == "127.0.0.1:5353");
  CHECK_FALSE(webhook_fetch({}, watch, behind_proxy())->ca_file);
}

TEST_CASE("webhook: a proxy that is none, refused") {
  Tables tables;
  tables.settings.proxy = "proxy.example:80";
  const auto fetch = webhook_fetch({}, {}, tables);
  REQUIRE_FALSE(fetch);
  CHECK(fetch.error().code == Code::bad_config);
}

}  // namespace quorate
