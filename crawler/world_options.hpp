// WorldOptions: what a command line says of how a run looks at the world.
#pragma once

#include "crawler/manners/manners.hpp"

#include <string>

namespace quorate {

// Empty: as the settings and the system have it.
struct WorldOptions {
  std::string now;  // RFC 3339
  std::string ca_file;
  std::string connect_to;  // ADDR:PORT
  std::string resolver;    // ADDR:PORT
  std::string record;      // file to write
  std::string replay;      // file to answer from
  std::string proxy;
  Manners manners = Manners::check;
};

}  // namespace quorate
