// Serves the API and the page over made-up contacts, for tests. Prints "listening PORT", and obeys standard
// input: "event TEXT", "trouble TEXT", "well", "writes", "stop". Options as NAME=VALUE: tokens=FILE,
// text=FILE (begins every foreign text), tls=CERTIFICATE,KEY, and limits by their names in limits.yaml.
#include "config/shipped.hpp"
#include "crawler/files.hpp"
#include "crawler/serve/wire/listening.hpp"
#include "crawler/serve/wire/server.hpp"
#include "crawler/serve/wire/tls.hpp"
#include "tests/crawler/serve/demo_desk.hpp"
#include "tests/crawler/store/memory_store.hpp"
#include "tests/proofs/report/sample.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>

#include <chrono>
#include <iostream>
#include <map>
#include <stdexcept>
#include <unistd.h>

namespace quorate {
namespace {

namespace asio = boost::asio;

UnixTime system_time() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

template <class T>
T good(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().detail);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

struct Options {
  std::string tokens;
  std::string text;
  std::optional<TlsFiles> tls;
  std::string limits;
};

Options read_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(0, equals);
    const std::string value = equals == word.npos ? "" : word.substr(equals + 1);
    constexpr std::size_t most = 1024 * 1024;
    if (name == "tokens")
      options.tokens = good(read_file(value, most));
    else if (name == "text")
      options.text = good(read_file(value, most));
    else if (name == "tls")
      options.tls = TlsFiles{value.substr(0, value.find(',')), value.substr(value.find(',') + 1)};
    else
      options.limits += name + ": " + value + "\n";
  }
  return options;
}

class Demo {
 public:
  explicit Demo(const Options& options) : options_(options) {
    fill_demo(store_, system_time(), options.text);
    Limits limits = good(load_limits("limits.yaml", shipped_limits()));
    if (!options.limits.empty()) limits = good(override_limits(limits, "options", options.limits));
    const ApiRules rules = api_rules(limits);
    OwnNames names{loopback_names(), options.tls ? Carried::over_tls : Carried::in_clear, {}};
    api_ = std::make_unique<Api>(store_, desk_, ApiTokens(good(parse_tokens("tokens", options.tokens))),
                                 names, rules);
    WireState state{*api_, store_, rules, system_time,
                    options.tls ? good(open_server_tls(*options.tls)) : nullptr};
    const auto sockets = good(ListeningSockets::open({good(parse_listen_address("127.0.0.1:0"))}));
    server_ = std::make_unique<ApiServer>(context_.get_executor(), sockets, std::move(state));
    api_->set_wire_metrics([this] { return server_->metrics(); });
    std::cout << "listening " << sockets.endpoints().front().port() << std::endl;
    listen_to_input();
  }

  void run() { context_.run(); }

 private:
  void listen_to_input() {
    asio::async_read_until(input_, typed_, '\n',
                           [this](const boost::system::error_code& failed, std::size_t) {
                             if (failed) return server_->stop();
                             std::istream in(&typed_);
                             std::string line;
                             std::getline(in, line);
                             if (obey(line)) listen_to_input();
                           });
  }

  bool obey(const std::string& line) {
    const std::string word = line.substr(0, line.find(' '));
    const std::string rest = line.size() > word.size() ? line.substr(word.size() + 1) : "";
    if (word == "event") {
      const NewEvent event{"told", "", rest, "{}"};
      good(store_.add_events(system_time(), {&event, 1}));
      server_->wake();
    }
    if (word == "trouble") desk_.set_trouble(rest);
    if (word == "well") desk_.set_trouble(std::nullopt);
    if (word == "writes") std::cout << "writes " << desk_.writes() << std::endl;
    if (word != "stop") return true;
    server_->stop();
    return false;
  }

  Options options_;
  asio::io_context context_;
  MemoryStore store_;
  DemoDesk desk_{store_, system_time};
  std::unique_ptr<Api> api_;
  std::unique_ptr<ApiServer> server_;
  asio::posix::stream_descriptor input_{context_, ::dup(STDIN_FILENO)};
  asio::streambuf typed_;
};

}  // namespace
}  // namespace quorate

int main(int argc, char** argv) {
  try {
    quorate::Demo(quorate::read_options(argc, argv)).run();
  } catch (const std::exception& error) {
    std::cerr << "demo: " << error.what() << "\n";
    return 1;
  }
}
