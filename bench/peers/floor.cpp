// The floor that a scan is held against: libcurl's multi interface on a plain epoll set fetches a list of
// URLs over HTTP/2, the first statement or badge is cut out of each answer, its Ed25519 signature verified,
// and counted. Nothing is scored, planned, paced or kept; a badge is cut but not verified, for its key stands
// elsewhere.
#include "bench/fetch/epoll_multi.hpp"
#include "crawler/fetch/descriptors.hpp"

#include <sodium.h>

#include <csignal>
#include <cstring>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <vector>

namespace quorate {
namespace {

constexpr std::string_view usage =
    "usage: floor --urls FILE --connect-to ADDRESS:PORT --ca-file FILE [--in-flight N] [--work "
    "verify|cut|fetch]\n"
    "Fetches each URL of FILE. verify: cuts out the statement and verifies it; cut: only cuts it out; fetch: "
    "neither.\n";

constexpr long connections_kept = 1000;

enum class Work { verify, cut, fetch };

struct Lane {
  EasyHandle easy;
  StringList resolve;
  std::string body;
};

std::size_t on_body(char* bytes, std::size_t, std::size_t count, void* body) {
  static_cast<std::string*>(body)->append(bytes, count);
  return count;
}

std::optional<std::string> decoded(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &size, nullptr, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
    return std::nullopt;
  bytes.resize(size);
  return bytes;
}

// The run of a token's characters that begins with the marker; found by memmem.
std::string_view cut(std::string_view body, std::string_view marker) {
  const void* at = memmem(body.data(), body.size(), marker.data(), marker.size());
  if (at == nullptr) return {};
  body.remove_prefix(static_cast<std::size_t>(static_cast<const char*>(at) - body.data()));
  constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:";
  return body.substr(0, body.find_first_not_of(allowed));
}

bool verify(std::string_view token) {
  const std::size_t first = token.find('.');
  const std::size_t second = first == token.npos ? token.npos : token.find('.', first + 1);
  if (second == token.npos) return false;
  const auto header = decoded(token.substr(0, first));
  const auto claims = decoded(token.substr(first + 1, second - first - 1));
  const auto signature = decoded(token.substr(second + 1));
  constexpr std::string_view before_key = "\"x\":\"";
  const std::size_t x = header ? header->find(before_key) : std::string::npos;
  if (x == std::string::npos || !claims || !signature || signature->size() != crypto_sign_BYTES) return false;
  const auto key = decoded(std::string_view(*header).substr(x + before_key.size(), 43));
  if (!key || key->size() != crypto_sign_PUBLICKEYBYTES) return false;
  const auto* message = reinterpret_cast<const unsigned char*>(token.data());
  return crypto_sign_verify_detached(reinterpret_cast<const unsigned char*>(signature->data()), message,
                                     second, reinterpret_cast<const unsigned char*>(key->data())) == 0;
}

class Floor {
 public:
  explicit Floor(std::map<std::string, std::string> options)
      : options_(std::move(options)),
        urls_(options_.at("--urls")),
        lanes_(std::stoul(options_.at("--in-flight"))) {
    const std::string& work = options_.at("--work");
    work_ = work == "fetch" ? Work::fetch : work == "cut" ? Work::cut : Work::verify;
  }

  int run() {
    for (Lane& lane : lanes_) start(lane);
    multi_.run();
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto us = [](const timeval& time) { return 1e6 * double(time.tv_sec) + double(time.tv_usec); };
    std::cout << "fetches " << fetched_ << "\nfailed " << failed_ << "\nproofs " << proofs_
              << "\ncpu_us_per_fetch " << (us(used.ru_utime) + us(used.ru_stime)) / double(fetched_)
              << "\npeak_rss_kb " << used.ru_maxrss << '\n';
    return failed_ == 0 ? 0 : 1;
  }

 private:
  void start(Lane& lane) {
    std::string url;
    if (!std::getline(urls_, url)) return;
    const std::string& to = options_.at("--connect-to");
    const std::size_t colon = to.rfind(':');
    const std::size_t host_end = url.find('/', std::strlen("https://"));
    const std::string host = url.substr(std::strlen("https://"), host_end - std::strlen("https://"));
    url.insert(host_end, to.substr(colon));
    if (!lane.easy) {
      lane.easy.reset(curl_easy_init());
      CURL* easy = lane.easy.get();
      set_option(easy, CURLOPT_NOSIGNAL, 1L);
      set_option(easy, CURLOPT_PROXY, "");
      set_option(easy, CURLOPT_PRIVATE, &lane);
      set_option(easy, CURLOPT_WRITEFUNCTION, &on_body);
      set_option(easy, CURLOPT_WRITEDATA, &lane.body);
      set_option(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
      set_option(easy, CURLOPT_PIPEWAIT, 1L);
      set_option(easy, CURLOPT_CAINFO, options_.at("--ca-file").c_str());
      set_option(easy, CURLOPT_CAPATH, static_cast<const char*>(nullptr));
    }
    set_option(lane.easy.get(), CURLOPT_URL, url.c_str());
    lane.resolve.reset();
    if (hosts_.insert(host).second)
      append(lane.resolve, host + to.substr(colon) + ":" + to.substr(0, colon));
    set_option(lane.easy.get(), CURLOPT_RESOLVE, lane.resolve.get());
    lane.body.clear();
    multi_.add(lane.easy.get());
  }

  void end(const CURLMsg& message) {
    Lane* lane = nullptr;
    curl_easy_getinfo(message.easy_handle, CURLINFO_PRIVATE, &lane);
    ++fetched_;
    if (message.data.result != CURLE_OK) ++failed_;
    if (work_ != Work::fetch) {
      const std::string_view statement = cut(lane->body, "eyJ");
      const bool holds =
          !statement.empty() ? work_ == Work::cut || verify(statement) : !cut(lane->body, "xsig:").empty();
      if (holds) ++proofs_;
    }
    start(*lane);
  }

  std::map<std::string, std::string> options_;
  std::ifstream urls_;
  Work work_ = Work::verify;
  EpollMulti multi_{connections_kept, [this](const CURLMsg& message) { end(message); }};
  std::vector<Lane> lanes_;
  std::set<std::string> hosts_;
  std::size_t fetched_ = 0;
  std::size_t failed_ = 0;
  std::size_t proofs_ = 0;
};

}  // namespace
}  // namespace quorate

int main(int argc, char** argv) {
  std::map<std::string, std::string> options = {{"--in-flight", "64"}, {"--work", "verify"}};
  for (int i = 1; i + 1 < argc; i += 2) options[argv[i]] = argv[i + 1];
  if (!options.contains("--urls") || !options.contains("--connect-to") || !options.contains("--ca-file")) {
    std::cerr << quorate::usage;
    return 2;
  }
  std::signal(SIGPIPE, SIG_IGN);
  quorate::take_all_descriptors();
  curl_global_init(CURL_GLOBAL_DEFAULT);
  return sodium_init() < 0 ? 1 : quorate::Floor(std::move(options)).run();
}
