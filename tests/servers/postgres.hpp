// A real PostgreSQL server on a Unix socket in a folder of its own, as long as the object lives.
#pragma once

#include "tests/servers/process.hpp"
#include "tests/servers/temp_directory.hpp"

#include <optional>
#include <string>

namespace quorate {

class Postgres {
 public:
  Postgres();

  // Makes an empty database and gives the connection URI of it.
  std::string new_database();

 private:
  TempDirectory directory_;
  std::string programs_;  // the folder of initdb, postgres, psql
  std::optional<Process> process_;
  int databases_ = 0;
};

}  // namespace quorate
