#include "config/watch.hpp"

#include "tests/show.hpp"

#include <fstream>
#include <iterator>

namespace quorate {
namespace {

std::string refusal(const std::string& text) {
  const auto watch = load_watch("w.yaml", text);
  return watch ? "" : watch.error().detail;
}

std::string with_hook(const std::string& hook) {
  return "store: s\nsinks:\n  - name: a\n    webhook: {" + hook + "}\n";
}

}  // namespace

TEST_CASE("watch file: the reference is a whole one, and every key of it is read") {
  const auto watch = load_watch("w.yaml", watch_reference());
  REQUIRE(watch);
  CHECK(watch->store == "quorate.sqlite");
  CHECK(watch->settings == "settings.yaml");
  CHECK(watch->contacts.size() == 1);
  CHECK(watch->policy);
  CHECK(watch->pace.sink_longest_retry_seconds == WatchPace().sink_longest_retry_seconds);
  REQUIRE(watch->sinks.size() == 3);
  const auto& hook = std::get<WebhookSettings>(watch->sinks[1].to);
  CHECK(hook.secret_file == "hook.secret");
  CHECK(hook.ca_file == "chat-ca.pem");
  CHECK(hook.local == LocalTargets::refused);
  CHECK(std::get<CommandSinkSettings>(watch->sinks[2].to).timeout_seconds == 30);
  REQUIRE(watch->log);
  CHECK(watch->log->key == "log.key");
  CHECK(watch->log->origin == "home.example/quorate");
  CHECK(watch->log->checkpoint == "log.note");
  CHECK(watch->connect_to == "127.0.0.1:20443");
  CHECK(watch->ca_file == "demo-ca.pem");
  CHECK(watch->resolver == "127.0.0.1:5353");
  REQUIRE(watch->api);
  CHECK(watch->api->listen == std::vector<std::string>{"127.0.0.1:8470"});
  CHECK(watch->api->tokens == "api.tokens");
  REQUIRE(watch->api->tls);
  CHECK(watch->api->tls->certificate == "api.pem");
  CHECK(watch->api->tls->key == "api.key");
  CHECK(watch->api->names == std::vector<std::string>{"quorate.example"});
  CHECK(watch->api->public_url == "https://quorate.example");
}

TEST_CASE("watch file: the documentation shows the reference as it is") {
  std::ifstream in(std::string(QUORATE_SOURCE_DIR) + "/docs/watch.md", std::ios::binary);
  REQUIRE(in);
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  CHECK(text.find("```yaml\n" + std::string(watch_reference()) + "```\n") != std::string::npos);
}

TEST_CASE("watch file: the API, on this machine alone unless it has a certificate") {
  const auto with = [](const std::string& more) { return "store: s\napi:\n  tokens: t\n" + more; };
  CHECK(refusal(with("")).empty());
  CHECK(load_watch("w.yaml", with(""))->api->listen == std::vector<std::string>{"127.0.0.1:8470"});
  CHECK(refusal(with("  listen: [\"127.0.0.1:0\", \"[::1]:8470\"]\n")).empty());
  CHECK(refusal(with("  tls: {certificate: c, key: k}\n  listen: [\"0.0.0.0:8470\", \"[2001:db8::1]:1\"]\n"))
            .empty());
  CHECK(refusal("store: s\napi: {}\n").find("\"tokens\" is missing") != std::string::npos);
  CHECK(refusal("store: s\napi: yes\n").starts_with("w.yaml:2:"));
  for (const char* far : {"0.0.0.0:8470", "[::]:8470", "192.0.2.1:8470", "[::ffff:127.0.0.1]:8470"}) {
    const std::string said = refusal(with("  listen: [\"" + std::string(far) + "\"]\n"));
    CHECK(said.starts_with("w.yaml:4:"));
    CHECK(said.find("certificate") != std::string::npos);
  }
  for (const char* bad :
       {"localhost:8470", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:08", "::1:8470",
        "[127.0.0.1]:1", "127.0.0.0/8:1", "127.1:80", "127.0.0.1:+1", ":8470"}) {
    INFO(bad);
    const std::string said =
        refusal(with("  names: [a.example]\n  listen:\n    - \"" + std::string(bad) + "\"\n"));
    CHECK(said.starts_with("w.yaml:6:"));
    CHECK(said.find("ADDRESS:PORT") != std::string::npos);
  }
  CHECK(refusal(with("  listen: []\n")).starts_with("w.yaml:4:"));
  CHECK(refusal(with("  listen: [\"127.0.0.1:1\", \"127.0.0.1:1\"]\n")).find("twice") != std::string::npos);
  for (const char* bad : {"A.example", "a.example:8470", "https://a.example", "a b"})
    CHECK(refusal(with("  names: [\"" + std::string(bad) + "\"]\n")).starts_with("w.yaml:4:"));
  for (const char* bad :
       {"http://a.example", "https://", "https://a.example/", "https://A.example", "a.example"})
    CHECK(refusal(with("  public_url: \"" + std::string(bad) + "\"\n")).starts_with("w.yaml:4:"));
  CHECK(refusal(with("  tls: {certificate: c}\n")).find("\"key\" is missing") != std::string::npos);
  CHECK(refusal(with("  port: 8470\n")).starts_with("w.yaml:4:"));
}

TEST_CASE("watch file: what is wrong is refused with its line") {
  CHECK(refusal("contacts: [a]\n").find("\"store\"") != std::string::npos);
  CHECK(refusal("store: s\nstor: s\n").starts_with("w.yaml:2:"));
  CHECK(refusal("store: s\nsinks:\n  - name: a\n").starts_with("w.yaml:3:"));
  CHECK(refusal("store: s\nsinks:\n  - {name: a, log: {file: x}}\n  - {name: a, log: {file: y}}\n")
            .starts_with("w.yaml:4:"));
  CHECK(refusal("store: s\nsinks:\n  - {name: a, command: {argv: [tell]}}\n").find("whole path") !=
        std::string::npos);
  CHECK(refusal("store: s\nsinks:\n  - {name: a, command: {argv: [/x], timeout_seconds: 0}}\n")
            .starts_with("w.yaml:3:"));
  CHECK(refusal("store: s\nnetwork: {proxy: x}\n").starts_with("w.yaml:2:"));
  CHECK(refusal("store: s\nlog: {key: k, origin: o}\n").find("\"checkpoint\"") != std::string::npos);
  CHECK(refusal("store: s\nlog: {key: k, origin: a b, checkpoint: c}\n").starts_with("w.yaml:2:"));
  CHECK(refusal("store: s\npace:\n  hours: 0\n").starts_with("w.yaml:3:"));
  CHECK(refusal("").find("w.yaml") != std::string::npos);
}

TEST_CASE("watch file: a webhook goes to https, or by an express word to this machine") {
  CHECK(refusal(with_hook("url: \"https://a.example/\"")).empty());
  CHECK(refusal(with_hook("url: \"http://127.0.0.1:80/\", allow_local: \"yes\"")).empty());
  CHECK(refusal(with_hook("url: \"http://[::1]:80/\", allow_local: \"yes\"")).empty());
  for (const char* hook :
       {"url: \"http://127.0.0.1:80/\"", "url: \"http://127.0.0.1:80/\", allow_local: \"no\"",
        "url: \"http://a.example/\", allow_local: \"yes\"",
        "url: \"http://127.0.0.1.a.example/\", allow_local: \"yes\"", "url: \"ftp://a.example/\"",
        "url: \"https://a.example/\", allow_local: \"maybe\""}) {
    INFO(hook);
    CHECK_FALSE(refusal(with_hook(hook)).empty());
  }
}

}  // namespace quorate
