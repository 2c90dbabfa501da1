#include "bench/fetch/lane.hpp"

namespace quorate {
namespace {

std::size_t on_body(char*, std::size_t, std::size_t count, void* lane) {
  static_cast<Lane*>(lane)->bytes += count;
  return count;
}

const char* or_none(const std::string& text) { return text.empty() ? nullptr : text.c_str(); }

}  // namespace

void Lane::set_up(const Load& load, const std::string& url) {
  if (!easy || load.new_handles) easy.reset(curl_easy_init());
  set_option(easy.get(), CURLOPT_URL, url.c_str());
  set_option(easy.get(), CURLOPT_NOSIGNAL, 1L);
  set_option(easy.get(), CURLOPT_PROXY, "");
  set_option(easy.get(), CURLOPT_PRIVATE, this);
  set_option(easy.get(), CURLOPT_WRITEFUNCTION, &on_body);
  set_option(easy.get(), CURLOPT_WRITEDATA, this);
  set_option(easy.get(), CURLOPT_FAILONERROR, 1L);
  set_option(easy.get(), CURLOPT_HTTP_VERSION,
             static_cast<long>(load.http == "2" ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1));
  set_option(easy.get(), CURLOPT_CAINFO, or_none(load.ca_file));
  set_option(easy.get(), CURLOPT_CAPATH, or_none(load.ca_directory));
  const std::size_t host = url.find("//") + 2;
  const std::size_t end = url.find_first_of(":/", host);
  const std::size_t colon = load.connect_to.rfind(':');
  const bool names_port = url[end] == ':';
  const std::string port = names_port ? load.connect_to.substr(colon + 1) : "443";
  resolve.reset();
  append(resolve, "+" + url.substr(host, end - host) + ":" + port + ":" + load.connect_to.substr(0, colon));
  set_option(easy.get(), CURLOPT_RESOLVE, resolve.get());
  connect_to.reset();
  if (!names_port) append(connect_to, "::" + load.connect_to);
  set_option(easy.get(), CURLOPT_CONNECT_TO, connect_to.get());
  bytes = 0;
  began = Measure::Clock::now();
}

}  // namespace quorate
