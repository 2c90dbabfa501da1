#include "crawler/command_line.hpp"
#include "crawler/commands/run.hpp"

#include <chrono>
#include <cstdlib>
#include <exception>
#include <fcntl.h>
#include <iostream>
#include <unistd.h>

namespace {

constexpr int fault_status = 4;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool looks_for_leaks = true;  // which an orderly end shows
#else
constexpr bool looks_for_leaks = false;
#endif

quorate::Style style_for(quorate::Colour wish) {
  const char* no_colour = std::getenv("NO_COLOR");  // https://no-color.org: any value that is not empty
  const bool refused = wish == quorate::Colour::never || (no_colour != nullptr && *no_colour != '\0');
  return !refused && ::isatty(STDOUT_FILENO) == 1 ? quorate::Style::colour : quorate::Style::plain;
}

quorate::UnixTime system_time() {
  using std::chrono::system_clock;
  return std::chrono::duration_cast<std::chrono::seconds>(system_clock::now().time_since_epoch()).count();
}

// Writes out what is printed, and gives the status with which to end.
int finish_output(int status) {
  std::cout.flush();
  if (std::cout) return status;
  std::cerr << "quorate: could not write the answer to standard output\n";
  return fault_status;
}

// Somebody waits for a check. curl would say goodbye on each connection and free it piece by piece (0.1 ms
// each), where the system closes all of them at once.
void leave(int status) { std::_Exit(finish_output(status)); }

int run_invocation(const quorate::Invocation& invocation) {
  quorate::Surroundings around{
      std::cout,        std::cerr, system_time(), invocation.chatter, style_for(invocation.colour),
      invocation.config};
  if (!looks_for_leaks) around.leave = leave;
  return finish_output(
      std::visit([&](const auto& command) { return quorate::run(command, around); }, invocation.command));
}

// Where a standard stream is closed, the next file that is opened would take its place, and what is said there
// would go into that file. What takes it here can be used as little as what was closed.
void occupy_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (::fcntl(stream, F_GETFD) < 0)  // open() takes the lowest that is free
      static_cast<void>(::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY));
}

// curl writes the secrets of every TLS connection into the file that it names: whoever has it, and the
// packets, reads along. To be called while there is one thread.
void leave_no_tls_secrets() { ::unsetenv("SSLKEYLOGFILE"); }

}  // namespace

int main(int argc, char** argv) {
  try {
    occupy_standard_streams();
    leave_no_tls_secrets();
    const auto read = quorate::read_command_line(argc, argv);
    if (const auto* answered = std::get_if<quorate::Answered>(&read)) {
      (answered->status == 0 ? std::cout : std::cerr) << answered->text;
      return finish_output(answered->status);
    }
    return run_invocation(std::get<quorate::Invocation>(read));
  } catch (const std::exception& fault) {
    std::cerr << "quorate: internal fault: " << fault.what() << "\n";
    return fault_status;
  }
}
