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
  CHECK(watch->connect_to == "127.0.0.1:20443");
  CHECK(watch->ca_file == "demo-ca.pem");
  CHECK(watch->resolver == "127.0.0.1:5353");
}

TEST_CASE("watch file: the documentation shows the reference as it is") {
  std::ifstream in(std::string(QUORATE_SOURCE_DIR) + "/docs/watch.md", std::ios::binary);
  REQUIRE(in);
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  CHECK(text.find("```yaml\n" + std::string(watch_reference()) + "```\n") != std::string::npos);
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
