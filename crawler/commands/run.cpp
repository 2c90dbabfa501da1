#include "crawler/commands/run.hpp"

#include "proofs/encoding/utf8.hpp"

namespace quorate {
namespace {
constexpr int usage_status = 2;
constexpr int fault_status = 4;
constexpr std::size_t longest_line = 2000;  // of an error on a terminal
}  // namespace

int fail(const Error& error, const Surroundings& around) {
  around.err << "quorate: " << printable(error.detail, longest_line) << "\n";
  return error.code == Code::internal ? fault_status : usage_status;
}

void note(const std::string& text, const Surroundings& around) {
  if (around.chatter == Chatter::normal) around.err << "quorate: " << text << "\n";
}

}  // namespace quorate
