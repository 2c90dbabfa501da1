// A real nginx on 127.0.0.1, as long as the object lives.
#pragma once

#include "tests/servers/process.hpp"
#include "tests/servers/temp_directory.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace quorate {

class Nginx {
 public:
  // `http`: what stands in the http block. In it, PORT stands for a free port of 127.0.0.1, and ROOT for the
  // folder that files are served from. Returns when nginx accepts connections.
  explicit Nginx(const TempDirectory& directory, std::string_view http);

  int port() const { return port_; }

 private:
  int port_ = 0;
  std::optional<Process> process_;
};

}  // namespace quorate
