#include "crawler/commands/run.hpp"
#include "crawler/key_file.hpp"
#include "crawler/token_file.hpp"
#include "proofs/formats/sign.hpp"

namespace quorate {
namespace {

// The statement once more, by `key`, from now on, for as long as it was valid before.
Result<std::string> sign_again(const Statement& statement, const KeyFile& key,
                               std::optional<std::string> next, std::optional<std::string> prev,
                               UnixTime now) {
  StatementDraft draft{statement.subject,
                       now,
                       now + (statement.expires_at - statement.issued_at),
                       1,
                       statement.accounts,
                       statement.retired,
                       statement.clients,
                       std::move(next),
                       std::move(prev)};
  if (const auto trial = sign_statement(draft, key.seed); !trial) return trial.error();
  const auto seq = take_seq(key, std::nullopt, now);
  if (!seq) return seq.error();
  draft.seq = *seq;
  return sign_statement(draft, key.seed);
}

}  // namespace

int run(const RotateCommand& command, const Surroundings& around) {
  const auto old_key = read_key_file(command.key);
  if (!old_key) return fail(old_key.error(), around);
  const auto new_key = read_key_file(command.to);
  if (!new_key) return fail(new_key.error(), around);
  const auto statement = read_statement_file(command.statement);
  if (!statement) return fail(statement.error(), around);
  if ((*statement)->kid != old_key->kid)
    return fail({Code::bad_argument, "the statement is of another key than --key: " + (*statement)->kid},
                around);
  if (old_key->kid == new_key->kid)
    return fail({Code::bad_argument, "--key and --to are the same key"}, around);
  const auto last = sign_again(**statement, *old_key, new_key->kid, std::nullopt, around.now);
  if (!last) return fail(last.error(), around);
  const auto first = sign_again(**statement, *new_key, std::nullopt, old_key->kid, around.now);
  if (!first) return fail(first.error(), around);
  around.out << *last << "\n" << *first << "\n";
  note(
      "place both statements in all your places, the old key's line first; badges must be made again with "
      "the new key",
      around);
  return 0;
}

}  // namespace quorate
