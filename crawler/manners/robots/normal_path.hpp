// Turns the spellings of a path that mean the same into one, so that they can be compared byte by byte.
#pragma once

#include <string>
#include <string_view>

namespace quorate {

// RFC 9309 section 2.2.2: octets that a URI may not hold are percent-encoded, unreserved characters that are
// percent-encoded are decoded, and hexadecimal digits are in upper case. A "%" that begins no such triplet
// stays. `encode`: further characters to percent-encode.
std::string normal_path(std::string_view path, std::string_view encode);

}  // namespace quorate
