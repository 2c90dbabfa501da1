// Runs other programs for tests: to their end, or as servers that stop with the test.
#pragma once

#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace quorate {

// Runs `command` in `directory` to its end and gives what it wrote to stdout. Throws with its stderr when it
// fails.
std::string run(const std::vector<std::string>& command, const std::filesystem::path& directory);

// A child process. It ends with this object, or with the test program if that dies first.
class Process {
 public:
  // Begins `command` in `directory`; what it writes goes to the file `output`.
  Process(const std::vector<std::string>& command, const std::filesystem::path& directory,
          const std::filesystem::path& output);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  bool is_running();

  // Waits until something accepts connections on the TCP port of 127.0.0.1. Throws, with what the process has
  // written, when it ends before that, or after 10 s.
  void wait_for_port(int port);

 private:
  pid_t pid_ = 0;
  std::filesystem::path output_;
};

// A port of 127.0.0.1 that is free for TCP and UDP at this moment.
int free_port();

}  // namespace quorate
