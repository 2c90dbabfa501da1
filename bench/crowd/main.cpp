// A town of a million: serves people times services from one process without files, and writes the list of
// them.
#include "bench/crowd/files.hpp"
#include "bench/crowd/serve.hpp"
#include "crawler/fetch/descriptors.hpp"

#include <charconv>
#include <chrono>
#include <exception>
#include <iostream>
#include <map>

namespace quorate {
namespace {

constexpr std::string_view usage =
    "usage: crowd write --dir DIR [STREET]\n"
    "       crowd serve --certificate FILE --key FILE [--port N] [STREET] [--sign first] [--slow-ms N]\n"
    "       crowd serve --authority FILE --key FILE ...: a certificate for each host, signed by this "
    "authority,\n"
    "       whose key also is that of the hosts\n"
    "STREET, to be the same for both:\n"
    "  --people N          (default 1000)\n"
    "  --branches N        domains of each service, each with its share of the people (default 1)\n"
    "  --shops LIST        of file, page, badge, api, plain, actor, each with its number (default file:8)\n"
    "  --fault NAME=SHARE  so many percent of all accounts; may be repeated. gone, error, limited, slow, "
    "reset,\n"
    "                      length, garbage, forged, expired, rival\n"
    "  --tokens same|distinct  one statement for all services of a person, or for each its own (default "
    "same)\n"
    "  --seed N  --issued SECONDS  (default 1 and the last midnight)\n"
    "`write` fills DIR and prints how many accounts have which fault. `serve` prints \"port N\", then serves "
    "on\n"
    "127.0.0.1 until SIGTERM and prints what it has counted. Statements are signed when they are asked for, "
    "and\n"
    "kept; with --sign first, all before the port is printed.\n"
    "example: crowd write --dir /tmp/crowd --people 1000000 --shops file:4 --fault gone=2 --fault slow=0.1\n";

struct Wrong {
  std::string what;
};

std::uint64_t number(const std::string& name, const std::string& text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) throw Wrong{name + ": no number: " + text};
  return value;
}

std::int64_t last_midnight() {
  constexpr std::int64_t day = 86'400;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now).count() / day * day;
}

struct Command {
  std::string verb;
  StreetPlan street;
  Wording wording = Wording::same;
  std::int64_t issued = last_midnight();
  std::string folder;
  CrowdServer server;
  bool sign_first = false;
  std::chrono::milliseconds slow{3000};
};

void set(Command& command, const std::string& name, const std::string& value) {
  if (name == "--people")
    command.street.people = number(name, value);
  else if (name == "--branches")
    command.street.branches = number(name, value);
  else if (name == "--seed")
    command.street.seed = number(name, value);
  else if (name == "--issued")
    command.issued = static_cast<std::int64_t>(number(name, value));
  else if (name == "--dir")
    command.folder = value;
  else if (name == "--certificate")
    command.server.certificate = value;
  else if (name == "--authority")
    command.server.authority = value;
  else if (name == "--key")
    command.server.key = value;
  else if (name == "--port")
    command.server.port = static_cast<std::uint16_t>(number(name, value));
  else if (name == "--slow-ms")
    command.slow = std::chrono::milliseconds(number(name, value));
  else if (name == "--sign" && value == "first")
    command.sign_first = true;
  else if (name == "--tokens" && value == "same")
    command.wording = Wording::same;
  else if (name == "--tokens" && value == "distinct")
    command.wording = Wording::distinct;
  else if (const auto shops = read_shops(value); name == "--shops" && shops)
    command.street.shops = *shops;
  else if (const auto fault = read_fault(value); name == "--fault" && fault)
    command.street.faults.push_back(*fault);
  else
    throw Wrong{name + " " + value + ": not understood"};
}

Command read(int argc, const char* const* argv) {
  Command command;
  command.verb = argc > 1 ? argv[1] : "";
  command.street.people = 1000;
  for (int i = 2; i < argc; i += 2) {
    if (i + 1 == argc) throw Wrong{std::string(argv[i]) + ": a value is missing"};
    set(command, argv[i], argv[i + 1]);
  }
  if (command.street.shops.empty()) command.street.shops.assign(8, Shop::file);
  if (command.street.branches == 0) throw Wrong{"--branches: no domain at all"};
  if (command.street.people == 0) throw Wrong{"--people: nobody lives there"};
  if (command.verb == "write" && command.folder.empty()) throw Wrong{"--dir is missing"};
  if (command.verb == "serve" &&
      (command.server.certificate.empty() == command.server.authority.empty() || command.server.key.empty()))
    throw Wrong{"--key and either --certificate or --authority are needed"};
  if (command.verb != "write" && command.verb != "serve") throw Wrong{"write or serve?"};
  return command;
}

int run(const Command& command) {
  const Street street(command.street);
  if (command.verb == "write") {
    write_crowd_files(street, command.folder);
    return 0;
  }
  take_all_descriptors();
  Hand hand(street, command.wording, command.issued);
  if (command.sign_first) hand.sign_all();
  Counter counter(street, hand, command.slow);
  const CrowdCounts counts = serve_crowd(command.server, counter);
  std::cout << "connections " << counts.connections << "\nasked " << counter.asked() << "\nunchanged "
            << counter.unchanged() << '\n';
  for (std::size_t fault = 0; fault < faults; ++fault)
    std::cout << name(static_cast<Fault>(fault)) << ' ' << counter.by_fault()[fault] << '\n';
  return 0;
}

}  // namespace
}  // namespace quorate

int main(int argc, char** argv) {
  try {
    return quorate::run(quorate::read(argc, argv));
  } catch (const quorate::Wrong& wrong) {
    std::cerr << "crowd: " << wrong.what << "\n" << quorate::usage;
    return 2;
  } catch (const std::exception& fault) {
    std::cerr << "crowd: " << fault.what() << '\n';
    return 1;
  }
}
