// A real name server (bind's named) on 127.0.0.1, authoritative for the zones of a test, as long as the
// object lives.
#pragma once

#include "tests/servers/process.hpp"
#include "tests/servers/temp_directory.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace quorate {

struct Zone {
  std::string name;     // "alice.test"
  std::string records;  // lines of a zone file, without SOA and NS
  bool is_signed = false;
  std::pair<std::string, std::string> tampering;  // after signing, the first text is replaced by the second
};

class Bind {
 public:
  explicit Bind(const std::vector<Zone>& zones);

  int port() const { return port_; }
  // DS records of the signed zones, for use as trust anchors.
  const std::string& anchor_file() const { return anchor_file_; }

 private:
  TempDirectory directory_;
  std::string anchor_file_;
  int port_ = 0;
  std::optional<Process> process_;
};

}  // namespace quorate
