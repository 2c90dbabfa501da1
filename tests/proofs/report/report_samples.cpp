// Writes the JSON of every sample report, one a line, for the check of the schemas in docs/.
#include "proofs/report/json.hpp"
#include "proofs/report/verify/json.hpp"
#include "proofs/report/verify/proof.hpp"
#include "tests/proofs/report/sample.hpp"
#include "tests/proofs/scan/samples.hpp"

#include <iostream>

int main() {
  using namespace quorate;
  for (const auto& [name, report] : sample::all()) std::cout << json::write(to_json(report)) << '\n';
  Report accepted = sample::corroborated();
  accepted.acceptance = Acceptance::corroborated_too;
  std::cout << json::write(to_json(accepted)) << '\n';
  Report poisoned = sample::confirmed();
  sample::poison(poisoned, "\x1b[31m\n\xff\xe2\x80\xae");
  std::cout << json::write(to_json(poisoned)) << '\n';
  for (const VerifyReport& report :
       {sample::verify_proven(), sample::verify_refuted(), sample::verify_keybase()})
    std::cout << json::write(to_json(report)) << '\n';
  KeyProof twice{KeyProofKind::equivocation, sample::alice_key().key.id, 5, {}, {}, 6};
  twice.statements = {sample::alice_statement(), sample::alice_statement()};
  const KeyProof ended{KeyProofKind::revocation, sample::alice_key().key.id, 0, {}, Revocation{}, {}};
  std::cout << json::write(to_json(ProofReport{{{twice, ended}, Reason::none, {}}, sample::now})) << '\n';
  std::cout << json::write(to_json(ProofReport{{{}, Reason::bad_signature, {"token 1"}}, sample::now}))
            << '\n';
  for (const TargetLines& lines : sample::scan_lines()) {
    std::string out;
    append_line(out, lines.target);
    for (const AccountLine& line : lines.accounts) append_line(out, line);
    std::cout << out;
  }
}
