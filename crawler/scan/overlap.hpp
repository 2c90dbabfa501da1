// Tells whether two scans looked at the same targets, from what their manifests say.
#pragma once

#include "crawler/scan/manifest.hpp"

#include <optional>
#include <string>

namespace quorate {

// Why the same targets are in both, for people: they are of one input and not of two shards that exclude each
// other. Nothing where no target need be, or where one of them does not know its whole input yet.
std::optional<std::string> overlap(const Manifest& one, const Manifest& other);

}  // namespace quorate
