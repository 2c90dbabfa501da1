#include "crawler/watch/sinks/command_sink.hpp"

#include "crawler/watch/sinks/event_json.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace quorate {
namespace asio = boost::asio;
namespace {

constexpr std::chrono::milliseconds poll_interval{20};
// Of what a command prints about one event: enough for any complaint, and a command that prints without end
// fills no journal.
constexpr std::size_t most_printed = std::size_t{64} * 1024;
// As much is read at once: a fast command waits for its turn, not the daemon.
constexpr std::size_t most_at_once = std::size_t{1024} * 1024;

Error failed(const std::string& what) { return {Code::file_failed, what}; }

// A file in memory with this content, at its beginning: whoever reads it never waits for us, nor we for him.
int memory_file(const std::string& bytes) {
  const int descriptor = ::memfd_create("event", MFD_CLOEXEC);
  if (descriptor < 0) return -1;
  const bool written = ::write(descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
  if (written && ::lseek(descriptor, 0, SEEK_SET) == 0) return descriptor;
  ::close(descriptor);
  return -1;
}

// What a command prints: its beginning goes on to our standard error, the rest nowhere.
class Printed {
 public:
  static Result<Printed> open() {
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0)
      return failed(std::string("no pipe for a command: ") + std::strerror(errno));
    ::fcntl(ends[0], F_SETFL, O_NONBLOCK);  // ours alone: the command may wait
    return Printed(ends[0], ends[1]);
  }
  Printed(Printed&& other) noexcept
      : from_(std::exchange(other.from_, -1)), into_(std::exchange(other.into_, -1)) {}
  Printed& operator=(Printed&&) = delete;
  Printed(const Printed&) = delete;
  Printed& operator=(const Printed&) = delete;
  ~Printed() {
    close_into();
    if (from_ >= 0) ::close(from_);
  }

  int into() const { return into_; }
  void close_into() {
    if (into_ >= 0) ::close(std::exchange(into_, -1));
  }

  void pass_on(const std::string& program) {
    std::array<char, 16 * 1024> bytes;
    for (std::size_t read = 0; read < most_at_once;) {
      const ssize_t size = ::read(from_, bytes.data(), bytes.size());
      if (size <= 0) return;
      read += static_cast<std::size_t>(size);
      keep({bytes.data(), static_cast<std::size_t>(size)}, program);
    }
  }

 private:
  Printed(int from, int into) : from_(from), into_(into) {}

  void keep(std::string_view bytes, const std::string& program) {
    if (kept_ == most_printed) return;
    const std::string_view first = bytes.substr(0, most_printed - kept_);
    kept_ += first.size();
    write(first);
    if (kept_ == most_printed)
      write("\nquorate: " + program + ": prints more than 64 KiB; the rest is left out\n");
  }
  // Where nobody takes it, it is lost: an event does not hang on it.
  static void write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(STDERR_FILENO, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }

  int from_;
  int into_;
  std::size_t kept_ = 0;
};

Result<pid_t> start(const std::vector<std::string>& argv, int input, int output) {
  std::vector<char*> arguments;
  for (const std::string& each : argv) arguments.push_back(const_cast<char*>(each.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&files, output, STDERR_FILENO);
  // Connections and listening sockets of ours are nothing to a command; it would keep them open, too.
  posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes,
                           POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  posix_spawnattr_setpgroup(&attributes, 0);
  sigset_t signals;
  sigemptyset(&signals);
  posix_spawnattr_setsigmask(&attributes, &signals);
  sigaddset(&signals, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &signals);
  pid_t process = 0;
  const int wrong =
      ::posix_spawn(&process, argv.front().c_str(), &files, &attributes, arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  if (wrong != 0) return failed(argv.front() + ": cannot start: " + std::strerror(wrong));
  return process;
}

std::string how_it_ended(int status) {
  if (WIFSIGNALED(status)) return "was ended by signal " + std::to_string(WTERMSIG(status));
  return "exit status " + std::to_string(WEXITSTATUS(status));
}

// Ends and reaps what was started, also where the coroutine is destroyed meanwhile.
struct Child {
  pid_t process;
  bool reaped = false;
  ~Child() {
    ::kill(-process, SIGKILL);
    if (!reaped) ::waitpid(process, nullptr, 0);
  }
};

}  // namespace

asio::awaitable<Result<void>> CommandSink::deliver(const StoredEvent& event) {
  const int input = memory_file(event_line(event) + "\n");
  if (input < 0) co_return failed(std::string("no memory for an event: ") + std::strerror(errno));
  auto printed = Printed::open();
  if (!printed) {
    ::close(input);
    co_return printed.error();
  }
  const auto started = start(argv_, input, printed->into());
  ::close(input);
  printed->close_into();
  if (!started) co_return started.error();
  Child child{*started};
  const auto deadline = std::chrono::steady_clock::now() + timeout_;
  asio::steady_timer timer(executor_);
  while (true) {
    int status = 0;
    const pid_t ended = ::waitpid(child.process, &status, WNOHANG);
    printed->pass_on(argv_.front());
    if (ended == child.process) {
      child.reaped = true;
      if (WIFEXITED(status) && WEXITSTATUS(status) == 0) co_return Result<void>();
      co_return failed(argv_.front() + ": " + how_it_ended(status));
    }
    if (ended < 0 && errno != EINTR) co_return failed(argv_.front() + ": lost: " + std::strerror(errno));
    if (std::chrono::steady_clock::now() > deadline)
      co_return failed(argv_.front() + ": did not end within " + std::to_string(timeout_.count()) + " s");
    timer.expires_after(poll_interval);
    boost::system::error_code woken;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, woken));
  }
}

}  // namespace quorate
