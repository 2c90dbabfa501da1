#include "proofs/formats/sign.hpp"

#include "crawler/commands/run.hpp"
#include "crawler/key_file.hpp"
#include "proofs/identity/mimi.hpp"
#include "proofs/report/layout/wording.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr UnixTime day = 86'400;
constexpr std::size_t jwk_depth = 2;

Result<std::vector<Account>> read_accounts(const std::vector<std::string>& typed) {
  std::vector<Account> accounts;
  for (const std::string& uri : typed) {
    const auto account = account_from_typed(uri);
    if (!account) return Error{Code::bad_argument, "\"" + uri + "\": " + account.error().detail};
    if (std::find(accounts.begin(), accounts.end(), *account) != accounts.end())
      return Error{Code::bad_argument, account->uri() + " is given twice"};
    accounts.push_back(*account);
  }
  return accounts;
}

Result<std::vector<ClientKey>> read_clients(const std::vector<std::string>& typed) {
  std::vector<ClientKey> clients;
  for (const std::string& client : typed) {
    const auto bad = [&](const std::string& why) {
      return Error{Code::bad_argument, "--client " + client + ": " + why};
    };
    const std::size_t equals = client.find('=');
    if (equals == std::string::npos) return bad("URI=JWK is expected");
    const auto jwk = json::parse(std::string_view(client).substr(equals + 1), jwk_depth);
    if (!jwk) return bad("the JWK: " + jwk.error().detail);
    const auto key = key_from_jwk(*jwk);
    if (!key) return bad(key.error().detail);
    clients.push_back({client.substr(0, equals), *key});
  }
  return clients;
}

// A device is vouched for by its user, so it is no subject itself.
Result<void> check_signing_subject(const std::string& subject) {
  if (const auto checked = check_subject(subject); !checked)
    return Error{Code::bad_argument, checked.error().detail};
  const auto mimi = parse_mimi(subject);
  if (mimi && mimi->kind == MimiKind::client)
    return Error{Code::bad_argument,
                 "a device (mimi: /d/) is no subject: sign for its user and give the device with --client"};
  return {};
}

}  // namespace

int run(const SignCommand& command, const Surroundings& around) {
  const auto key = read_key_file(command.key);
  if (!key) return fail(key.error(), around);
  if (const auto checked = check_signing_subject(command.subject); !checked)
    return fail(checked.error(), around);
  const auto accounts = read_accounts(command.accounts);
  if (!accounts) return fail(accounts.error(), around);
  const auto retired = read_accounts(command.retired);
  if (!retired) return fail(retired.error(), around);
  const auto clients = read_clients(command.clients);
  if (!clients) return fail(clients.error(), around);

  StatementDraft draft{
      command.subject, around.now, around.now + command.days * day, 1, *accounts, *retired, *clients, {}, {}};
  // Everything is checked on a trial before a sequence number is used up.
  if (const auto trial = sign_statement(draft, key->seed); !trial) return fail(trial.error(), around);
  const auto seq = take_seq(*key, command.seq, around.now);
  if (!seq) return fail(seq.error(), around);
  draft.seq = *seq;
  const auto token = sign_statement(draft, key->seed);
  if (!token) return fail(token.error(), around);
  around.out << *token << "\n";
  note("signed statement " + std::to_string(*seq) + " for " +
           counted(accounts->size(), "account", "accounts") + "; `quorate publish` says where to put it",
       around);
  return 0;
}

}  // namespace quorate
