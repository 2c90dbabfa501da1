#include "tests/servers/nginx.hpp"

#include <stdexcept>

namespace quorate {
namespace {

std::string replace_all(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != text.npos; at += with.size())
    text.replace(at, what.size(), with);
  return text;
}

// One process in the foreground, which writes nowhere but in its folder. Without a master it keeps the user
// who started it.
std::string configuration(std::string_view http) {
  std::string text =
      "daemon off;\nmaster_process off;\npid nginx.pid;\nerror_log error.log;\n"
      "events { worker_connections 1024; }\nhttp {\naccess_log off;\nserver_tokens off;\n";
  for (const std::string_view kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
    text.append(kind).append("_temp_path ").append(kind).append("_temp;\n");
  return text.append(http).append("\n}\n");
}

}  // namespace

Nginx::Nginx(const TempDirectory& directory, std::string_view http) {
  constexpr int tries = 5;  // another program may take a port between our look and nginx's bind
  const std::string folder = directory.path().string();
  for (int i = 1;; ++i) {
    port_ = free_port();
    const std::string text =
        replace_all(replace_all(configuration(http), "PORT", std::to_string(port_)), "ROOT", folder);
    const std::string file = directory.write("nginx.conf", text);
    process_.emplace(std::vector<std::string>{"nginx", "-p", folder, "-e", folder + "/error.log", "-c", file},
                     directory.path(), directory.path() / "nginx.out");
    try {
      process_->wait_for_port(port_);
      return;
    } catch (const std::runtime_error&) {
      if (i == tries) throw;
    }
  }
}

}  // namespace quorate
