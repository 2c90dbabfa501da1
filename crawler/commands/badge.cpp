#include "crawler/commands/run.hpp"
#include "crawler/key_file.hpp"
#include "crawler/token_file.hpp"
#include "proofs/formats/sign.hpp"

namespace quorate {

int run(const BadgeCommand& command, const Surroundings& around) {
  const auto key = read_key_file(command.key);
  if (!key) return fail(key.error(), around);
  const auto statement = read_statement_file(command.statement);
  if (!statement) return fail(statement.error(), around);
  const auto account = account_from_typed(command.account);
  if (!account) return fail(account.error(), around);
  const auto badge = sign_badge(*account, **statement, key->seed);
  if (!badge) return fail(badge.error(), around);
  around.out << *badge << "\n";
  return 0;
}

}  // namespace quorate
