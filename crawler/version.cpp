#include "crawler/version.hpp"

namespace quorate {

std::string_view program_version() { return QUORATE_VERSION; }

Versions versions(const Services& services, const Operators& operators, const SuffixList& suffixes) {
  return {std::string(program_version()), services.version,
          operators.version() + " (" + std::to_string(operators.entries().size()) + " entries)",
          suffixes.version()};
}

}  // namespace quorate
