// Runs one command: reads what it needs, prints the answer to `out`, notes and errors to `err`, gives the
// exit status.
#pragma once

#include "crawler/command_line.hpp"
#include "proofs/formats/statement.hpp"
#include "proofs/report/layout/style.hpp"
#include "proofs/result.hpp"

#include <functional>
#include <ostream>
#include <string>

namespace quorate {

// What a command is given of the world.
struct Surroundings {
  std::ostream& out;
  std::ostream& err;
  UnixTime now = 0;
  Chatter chatter = Chatter::normal;
  Style style = Style::plain;
  std::string config;  // settings file; empty: none
  // Ends the process at once, with everything printed; does nothing where memory shall be given back in order.
  std::function<void(int status)> leave = [](int) {};
};

int run(const KeyNewCommand& command, const Surroundings& around);
int run(const SignCommand& command, const Surroundings& around);
int run(const BadgeCommand& command, const Surroundings& around);
int run(const PublishCommand& command, const Surroundings& around);
int run(const RevokeCommand& command, const Surroundings& around);
int run(const RotateCommand& command, const Surroundings& around);
int run(const CheckCommand& command, const Surroundings& around);
int run(const ExplainCommand& command, const Surroundings& around);
int run(const VerifyCommand& command, const Surroundings& around);
int run(const ServicesCommand& command, const Surroundings& around);
int run(const PolicyCommand& command, const Surroundings& around);
int run(const LogVerifyCommand& command, const Surroundings& around);
int run(const LogCheckpointCommand& command, const Surroundings& around);
int run(const LogProveCommand& command, const Surroundings& around);
int run(const ScanCommand& command, const Surroundings& around);
int run(const RescoreCommand& command, const Surroundings& around);
int run(const ReportCommand& command, const Surroundings& around);
int run(const WatchCommand& command, const Surroundings& around);
int run(const ContactCommand& command, const Surroundings& around);
int run(const EventsCommand& command, const Surroundings& around);
int run(const TokenCommand& command, const Surroundings& around);
int run(const VersionCommand& command, const Surroundings& around);

// Prints the error and gives its exit status: 4 for faults of quorate, else 2.
int fail(const Error& error, const Surroundings& around);
// A note for people on stderr, unless they asked for quiet.
void note(const std::string& text, const Surroundings& around);

}  // namespace quorate
