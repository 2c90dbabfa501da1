#include "crawler/commands/run.hpp"
#include "crawler/key_file.hpp"
#include "proofs/formats/sign.hpp"

namespace quorate {

int run(const RevokeCommand& command, const Surroundings& around) {
  const auto key = read_key_file(command.key);
  if (!key) return fail(key.error(), around);
  const auto token = sign_revocation(command.subject, around.now, command.reason, key->seed);
  if (!token) return fail(token.error(), around);
  // The warning is no mere note: it is shown even with --quiet.
  around.err << "quorate: WARNING: this revocation ends the key " << key->kid << " for good.\n"
             << "quorate: One copy in any of your places is enough, and nothing takes it back. To replace a "
                "key that is\n"
             << "quorate: still safe, use `quorate rotate`. Until you publish it, nothing has happened.\n";
  around.out << *token << "\n";
  return 0;
}

}  // namespace quorate
