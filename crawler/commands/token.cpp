#include "crawler/commands/run.hpp"
#include "crawler/files.hpp"
#include "crawler/serve/access/tokens_file.hpp"
#include "crawler/watch/watch_file.hpp"
#include "proofs/report/layout/time.hpp"

#include <algorithm>
#include <filesystem>

namespace quorate {
namespace {

using Verb = TokenCommand::Verb;

// "read,write" as the name of a token that was given none.
std::string name_after(Scopes scopes) {
  std::string name = text(scopes);
  std::replace(name.begin(), name.end(), ',', '-');
  return name;
}

Result<void> make(const TokenCommand& command, const std::string& file, const Surroundings& around) {
  const auto scopes = parse_scopes(command.scopes);
  if (!scopes) return scopes.error();
  std::error_code ignored;
  if (!command.out.empty() && std::filesystem::exists(command.out, ignored))
    return Error{Code::file_failed, command.out + ": is there already, and is not overwritten"};
  const std::string name = command.name.empty() ? name_after(*scopes) : command.name;
  const auto token = add_token(file, name, *scopes, around.now);
  if (!token) return token.error();
  if (command.out.empty())
    around.out << *token << "\n";
  else if (const auto written = create_file(command.out, *token + "\n", FileMode::secret); !written) {
    if (const auto undone = revoke_token(file, name); !undone) return undone;  // nobody has it
    return written.error();
  }
  note("token " + name + " (" + text(*scopes) + "); " + file +
           " keeps only its hash. A daemon that runs knows it after a reload (SIGHUP).",
       around);
  return {};
}

Result<void> list(const std::string& file, const Surroundings& around) {
  const auto tokens = read_tokens_file(file);
  if (!tokens) return tokens.error();
  for (const ApiToken& token : *tokens)
    around.out << token.name << "  " << text(token.scopes) << "  " << write_time(token.created).value_or("?")
               << "\n";
  return {};
}

Result<void> work(const TokenCommand& command, const Surroundings& around) {
  const auto file = tokens_file_of(command.tokens, command.watch_file);
  if (!file) return file.error();
  if (command.verb == Verb::make) return make(command, *file, around);
  if (command.verb == Verb::list) return list(*file, around);
  if (const auto revoked = revoke_token(*file, command.name); !revoked) return revoked;
  around.out << "revoked " << command.name << "\n";
  note("A daemon that runs takes it until a reload (SIGHUP).", around);
  return {};
}

}  // namespace

int run(const TokenCommand& command, const Surroundings& around) {
  if (const auto done = work(command, around); !done) return fail(done.error(), around);
  return 0;
}

}  // namespace quorate
