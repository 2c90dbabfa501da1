#include "proofs/identity/idna.hpp"

#include <idn2.h>

#include <memory>

namespace quorate {

Result<std::string> to_a_labels(std::string_view host) {
  const std::string input(host);
  char* output = nullptr;
  const int status =
      idn2_to_ascii_8z(input.c_str(), &output, IDN2_NONTRANSITIONAL | IDN2_USE_STD3_ASCII_RULES);
  const std::unique_ptr<char, void (*)(void*)> owner(output, idn2_free);
  if (status != IDN2_OK || input.find('\0') != input.npos)
    return Error{Code::bad_uri, "host \"" + input + "\": " + idn2_strerror(status)};
  return std::string(output);
}

}  // namespace quorate
