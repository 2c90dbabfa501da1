// Turns the command line into one Command: plain values, checked for form only.
#pragma once

#include "config/target/records.hpp"
#include "crawler/world_options.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace quorate {

enum class Colour { automatic, never };
enum class Chatter { normal, quiet };
enum class Format { text, json };

enum class Detail { report, explained };

struct KeyNewCommand {
  std::string out;
};
struct SignCommand {
  std::string key;
  std::string subject;
  std::vector<std::string> accounts;
  std::int64_t days = 0;
  std::optional<std::int64_t> seq;
  std::vector<std::string> clients;  // URI=JWK
  std::vector<std::string> retired;
};
struct BadgeCommand {
  std::string key;
  std::string statement;
  std::string account;
};
struct PublishCommand {
  std::string key;
  std::string statement;
  std::string out;  // empty: only say what to do
};
struct RevokeCommand {
  std::string key;
  std::string subject;
  std::string reason;
};
struct RotateCommand {
  std::string key;
  std::string to;
  std::string statement;
};
struct CheckCommand : WorldOptions {
  std::vector<std::string> targets;
  std::string key;      // kid or file
  std::string policy;   // file
  std::string history;  // file
  bool accept = false;
  Format format = Format::text;
  Detail detail = Detail::report;
  std::string graph;     // file, or - ; empty: none
  std::string proof;     // file; empty: none
  std::string as_table;  // file
  bool name_servers = false;
};
struct ExplainCommand {
  std::string file;
  std::string graph;  // as in CheckCommand
};
struct VerifyCommand {
  std::string file;
  std::string account;  // empty: the file is to be a proof about a key
  std::string subject;
  std::vector<std::string> known;
  std::string now;
  Format format = Format::text;
};
struct ServicesCommand {
  enum class Verb { list, show, match } verb = Verb::list;
  std::string argument;  // ID or URI
};
struct PolicyCommand {
  std::string file;
  std::string contact;  // file; empty: none
};
struct LogVerifyCommand {
  std::string store;
  std::vector<std::string> checkpoints;  // files
  std::string verifier;
  Format format = Format::text;
};
struct LogCheckpointCommand {
  std::string store;
  std::string key;
  std::string origin;
  std::string out;  // empty: only print
};
struct LogProveCommand {
  std::string store;
  std::optional<std::uint64_t> entry;
  std::optional<std::uint64_t> old_size;
  std::optional<std::uint64_t> size;
};
struct ScanCommand : WorldOptions {
  std::string input;  // file, or -
  std::string out;    // folder
  bool resume = false;
  bool dry_run = false;
  std::optional<InputFormat> format;
  std::string sample;
  std::uint64_t seed = 0;
  std::string shard;
  std::string exclude;       // file
  std::string policy;        // file
  std::string pseudonymise;  // key file
  bool keep_record = false;  // in the folder
  std::string as_table;      // file
  bool name_servers = false;
};
struct RescoreCommand {
  std::string directory;
  std::string policy;  // file
  std::string out;     // folder; empty: only print the counts
};
struct ReportCommand {
  std::vector<std::string> directories;  // of scans
  std::string out;                       // file, NAME.html
};
struct WatchCommand {
  enum class Verb { run, once, check, print } verb = Verb::run;
  std::string watch_file;
};
struct ContactCommand {
  enum class Verb {
    add,
    list,
    show,
    accept,
    refuse,
    pin,
    check,
    remove,
    pause,
    resume,
    import,
    export_all
  } verb = Verb::list;
  std::string store;               // where; or
  std::string watch_file;          // which names it
  std::vector<std::string> names;  // of contacts, or files
  std::string key;                 // kid; empty: none
  std::string by;
  std::string out;  // folder; empty: standard output
  bool pending = false;
  Format format = Format::text;
};
struct EventsCommand {
  std::string store;  // as in ContactCommand
  std::string watch_file;
  bool follow = false;
  std::int64_t since = 0;
  std::string contact;  // name; empty: of all
  Format format = Format::text;
};
struct TokenCommand {
  enum class Verb { make, list, revoke } verb = Verb::list;
  std::string tokens;      // the tokens file; or
  std::string watch_file;  // which names it
  std::string scopes;
  std::string name;
  std::string out;  // file; empty: standard output
};
struct VersionCommand {};

using AnyCommand =
    std::variant<KeyNewCommand, SignCommand, BadgeCommand, PublishCommand, RevokeCommand, RotateCommand,
                 CheckCommand, ExplainCommand, VerifyCommand, ServicesCommand, PolicyCommand,
                 LogVerifyCommand, LogCheckpointCommand, LogProveCommand, ScanCommand, RescoreCommand,
                 ReportCommand, WatchCommand, ContactCommand, EventsCommand, TokenCommand, VersionCommand>;

struct Invocation {
  AnyCommand command;
  std::string config;  // settings file
  Chatter chatter = Chatter::normal;
  Colour colour = Colour::automatic;
};

// Already answered by the parser: help was asked for (status 0, text for stdout) or the usage is wrong
// (status 2, text for stderr).
struct Answered {
  int status = 0;
  std::string text;
};

std::variant<Invocation, Answered> read_command_line(int argc, char** argv);

}  // namespace quorate
