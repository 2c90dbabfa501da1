#include "crawler/version.hpp"

namespace quorate {

std::string_view program_version() { return QUORATE_VERSION; }

Versions versions(const Services& services, const SuffixList& suffixes) {
  return {std::string(program_version()), services.version, "none: groups are registrable domains",
          suffixes.version()};
}

}  // namespace quorate
