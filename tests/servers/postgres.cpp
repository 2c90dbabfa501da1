#include "tests/servers/postgres.hpp"

#include <chrono>
#include <stdexcept>
#include <thread>
#include <unistd.h>

namespace quorate {
namespace {

constexpr auto pause = std::chrono::milliseconds(50);
constexpr int pauses_until_ready = 600;

// The server refuses to run as root: then it is the user of Debian's package.
std::vector<std::string> as_postgres(std::vector<std::string> command) {
  if (geteuid() == 0) {
    const std::vector<std::string> become = {"setpriv", "--reuid=postgres", "--regid=postgres",
                                             "--clear-groups"};
    command.insert(command.begin(), become.begin(), become.end());
  }
  return command;
}

std::string line_of(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

}  // namespace

Postgres::Postgres() : programs_(line_of(run({"pg_config", "--bindir"}, "/"))) {
  const std::string folder = directory_.path().string();
  if (geteuid() == 0) run({"chown", "postgres:postgres", folder}, "/");
  run(as_postgres({programs_ + "/initdb", "-D", folder + "/data", "-U", "postgres", "-A", "trust", "-E",
                   "UTF8", "--locale=C.UTF-8", "--no-sync"}),
      "/");
  process_.emplace(as_postgres({programs_ + "/postgres", "-D", folder + "/data", "-k", folder, "-c",
                                "listen_addresses=", "-c", "shared_buffers=16MB"}),
                   "/", folder + "/log");
  for (int i = 0; i < pauses_until_ready; ++i) {
    try {
      run({programs_ + "/psql", "-h", folder, "-U", "postgres", "-d", "postgres", "-c", "SELECT 1"}, "/");
      return;
    } catch (const std::runtime_error&) {
      if (!process_->is_running()) break;
      std::this_thread::sleep_for(pause);
    }
  }
  throw std::runtime_error("the PostgreSQL server does not come up; see " + folder + "/log");
}

std::string Postgres::new_database() {
  const std::string name = "store" + std::to_string(++databases_);
  const std::string folder = directory_.path().string();
  run({programs_ + "/psql", "-q", "-h", folder, "-U", "postgres", "-d", "postgres", "-c",
       "CREATE DATABASE " + name},
      "/");
  return "postgresql:///" + name + "?host=" + folder + "&user=postgres";
}

}  // namespace quorate
