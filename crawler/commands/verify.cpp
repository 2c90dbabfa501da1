#include "crawler/commands/run.hpp"
#include "crawler/files.hpp"
#include "crawler/token_file.hpp"
#include "proofs/extract/tokens.hpp"
#include "proofs/judge/judge.hpp"
#include "proofs/report/layout/time.hpp"
#include "proofs/report/verify/json.hpp"
#include "proofs/report/verify/proof.hpp"
#include "proofs/report/verify/text.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr std::size_t max_proof_bytes = 128'000;  // of a keybase.txt, the largest of the formats

// A Keybase proof announces itself in its first words; everything else is read as statements and badges.
KeyKind kind_of(std::string_view bytes) {
  const bool keybase = bytes.find("I hereby claim:") != bytes.npos && bytes.find("keybase.io") != bytes.npos;
  return keybase ? KeyKind::keybase : KeyKind::native;
}

// SPEC: statement.md section 4: sites and mimi: accounts have a file of lines, other places have text.
OwnedText::Layout layout_of(const Account& account) {
  const bool file = account.kind() == AccountKind::site || account.kind() == AccountKind::mimi;
  return file ? OwnedText::Layout::lines : OwnedText::Layout::free;
}

}  // namespace

namespace {

// SPEC: statement.md section 7: what the file proves about a key, whatever account shows it.
int run_proof(const VerifyCommand& command, const ProofReport& report, const Surroundings& around) {
  if (command.format == Format::json) {
    around.out << json::write(to_json(report)) << "\n";
  } else {
    around.out << write_text(report, around.style);
  }
  return exit_status(outcome_of(report));
}

}  // namespace

int run(const VerifyCommand& command, const Surroundings& around) {
  Context context;
  context.now = around.now;
  if (!command.now.empty()) {
    const auto now = parse_time(command.now);
    if (!now) return fail({Code::bad_argument, "--now: " + now.error().detail}, around);
    context.now = *now;
  }
  if (command.account.empty()) {
    if (!command.subject.empty() || !command.known.empty())
      return fail({Code::bad_argument, "--subject and --known ask about an account: name it with --account"},
                  around);
    const auto bytes = read_file(command.file, max_proof_bytes);
    if (!bytes) return fail(bytes.error(), around);
    return run_proof(command, {read_proof_file(*bytes, context.now), context.now}, around);
  }
  const auto account = account_from_typed(command.account);
  if (!account) return fail(account.error(), around);
  if (!command.subject.empty()) {
    if (const auto checked = check_subject(command.subject); !checked) return fail(checked.error(), around);
    context.subject = command.subject;
  }
  for (const std::string& file : command.known) {
    auto tokens = read_token_file(file);
    if (!tokens) return fail(tokens.error(), around);
    std::move(tokens->begin(), tokens->end(), std::back_inserter(context.known));
  }
  const auto bytes = read_file(command.file, max_proof_bytes);
  if (!bytes) return fail(bytes.error(), around);

  Finding finding{.account = *account};
  finding.kind = kind_of(*bytes);
  read_tokens({*bytes, layout_of(*account)}, finding);
  VerifyReport report = verify_report(*account, judge({finding}, context), context);
  std::vector<VerifiedToken> all = context.known;
  all.insert(all.end(), finding.tokens.begin(), finding.tokens.end());
  report.proofs = find_key_proofs(all, context.now);
  if (command.format == Format::json) {
    around.out << json::write(to_json(report)) << "\n";
  } else {
    around.out << write_text(report, around.style);
  }
  return exit_status(report.verdict.outcome);
}

}  // namespace quorate
