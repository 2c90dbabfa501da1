#include "tests/servers/process.hpp"

#include "tests/servers/temp_directory.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <netinet/in.h>
#include <sstream>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace quorate {
namespace {

constexpr auto pause = std::chrono::milliseconds(10);
constexpr int pauses_until_ready = 1000;
constexpr int pauses_until_killed = 300;

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// In the child: becomes the program. Servers stand in /usr/sbin, which an ordinary user's PATH may lack.
[[noreturn]] void become(std::vector<char*>& arguments, const char* directory, const char* out,
                         const char* err) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  const int out_file = open(out, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const int err_file = open(err, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (chdir(directory) != 0 || dup2(null, 0) < 0 || dup2(out_file, 1) < 0 || dup2(err_file, 2) < 0)
    _exit(127);
  const char* path = std::getenv("PATH");
  setenv("PATH", (std::string(path != nullptr ? path : "/usr/bin:/bin") + ":/usr/sbin:/sbin").c_str(), 1);
  execvp(arguments[0], arguments.data());
  _exit(127);
}

pid_t start(const std::vector<std::string>& command, const std::filesystem::path& directory,
            const std::filesystem::path& out, const std::filesystem::path& err) {
  std::vector<std::string> words = command;
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const std::string in_directory = directory.string();
  const std::string to_out = out.string();
  const std::string to_err = err.string();
  const pid_t pid = fork();
  if (pid < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (pid == 0) become(arguments, in_directory.c_str(), to_out.c_str(), to_err.c_str());
  return pid;
}

// A socket address on 127.0.0.1.
sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

bool accepts(int port) {
  const sockaddr_in address = loopback(port);
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool connected = connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  close(socket);
  return connected;
}

// The port that the socket is bound to; 0 when it cannot be bound to `port`.
int bind_to(int socket, int port) {
  sockaddr_in address = loopback(port);
  socklen_t size = sizeof address;
  if (bind(socket, reinterpret_cast<const sockaddr*>(&address), size) != 0) return 0;
  getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

}  // namespace

std::string run(const std::vector<std::string>& command, const std::filesystem::path& directory) {
  const TempDirectory output;
  const auto out = output.path() / "out";
  const auto err = output.path() / "err";
  int status = 0;
  if (waitpid(start(command, directory, out, err), &status, 0) < 0)
    throw std::system_error(errno, std::generic_category(), "waitpid");
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    throw std::runtime_error(command.front() + " failed: " + read_file(err) + read_file(out));
  return read_file(out);
}

Process::Process(const std::vector<std::string>& command, const std::filesystem::path& directory,
                 const std::filesystem::path& output)
    : pid_(start(command, directory, output, output)), output_(output) {}

Process::~Process() {
  if (pid_ == 0) return;
  kill(pid_, SIGTERM);
  for (int i = 0; i < pauses_until_killed; ++i) {
    if (!is_running()) return;
    std::this_thread::sleep_for(pause);
  }
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

bool Process::is_running() {
  if (pid_ != 0 && waitpid(pid_, nullptr, WNOHANG) == pid_) pid_ = 0;
  return pid_ != 0;
}

void Process::wait_for_port(int port) {
  for (int i = 0; i < pauses_until_ready; ++i) {
    if (!is_running()) throw std::runtime_error("the server has ended: " + read_file(output_));
    if (accepts(port)) return;
    std::this_thread::sleep_for(pause);
  }
  throw std::runtime_error("the server does not listen: " + read_file(output_));
}

int free_port() {
  constexpr int tries = 20;
  for (int i = 0; i < tries; ++i) {
    const int tcp = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int udp = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    const int port = bind_to(tcp, 0);
    const bool both = port != 0 && bind_to(udp, port) == port;
    close(tcp);
    close(udp);
    if (both) return port;
  }
  throw std::runtime_error("no free port");
}

}  // namespace quorate
