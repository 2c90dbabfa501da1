#include "proofs/report/verify/proof.hpp"

#include "proofs/report/json_values.hpp"
#include "proofs/report/layout/table.hpp"
#include "proofs/report/layout/time.hpp"
#include "proofs/report/layout/wording.hpp"
#include "proofs/report/verify/json.hpp"

namespace quorate {
namespace {

using json::Value;

std::string date(UnixTime time) { return write_time(time).value_or("-"); }

std::string uris(const std::vector<Account>& accounts) {
  std::vector<std::string> all;
  for (const Account& account : accounts) all.push_back(shown(account.uri()));
  return listed(all);
}

std::string statement_lines(std::string_view label, const Statement& statement, Style style) {
  std::string out =
      labelled(label, "signed " + date(statement.issued_at) + ", for " + shown(statement.subject), style);
  out += labelled("", "names " + uris(statement.accounts), style);
  if (!statement.retired.empty()) out += labelled("", "gave up " + uris(statement.retired), style);
  return out;
}

std::string facts(const KeyProof& proof, Style style) {
  std::string out = labelled("Key", shown(proof.kid), style);
  if (proof.kind == KeyProofKind::equivocation) {
    out += labelled("Number", std::to_string(proof.seq), style);
    out += statement_lines("First", proof.statements.at(0), style);
    out += statement_lines("Second", proof.statements.at(1), style);
  }
  if (proof.revocation) {
    out += labelled("Revoked",
                    date(proof.revocation->issued_at) + ", for " + shown(proof.revocation->subject), style);
    if (!proof.revocation->reason.empty())
      out += labelled("", "reason: " + shown_detail(proof.revocation->reason), style);
  }
  return out;
}

std::string meaning(const KeyProof& proof) {
  std::string out =
      proof_sentence(proof) + " Both signatures hold: only the holder of the key can have made them.";
  if (proof.kind == KeyProofKind::revocation)
    out = proof_sentence(proof) + " The signature holds: nobody else can have made it, and it is for good.";
  if (proof.newer)
    out += " Statement " + std::to_string(*proof.newer) +
           " of the key is newer, and is the one that checks go by.";
  return out;
}

}  // namespace

Outcome outcome_of(const ProofReport& report) {
  return !report.file.proofs.empty() && report.file.failures.empty() ? Outcome::proven : Outcome::refuted;
}

std::string proof_sentence(const KeyProof& proof) {
  const std::string key = "key " + shown(proof.kid);
  if (proof.kind == KeyProofKind::revocation)
    return "Proof of revocation: the holder of " + key + " ended it.";
  return "Proof of equivocation: " + key + " signed two different statements with number " +
         std::to_string(proof.seq) + ".";
}

std::string write_text(const ProofReport& report, Style style) {
  if (outcome_of(report) != Outcome::proven) {
    std::string out = painted("REFUTED", Paint::bad, style) + "  no proof about a key\n\n";
    for (const std::string& failure : report.file.failures)
      out += write_paragraph("This file proves nothing about a key: " + full_stop(shown_detail(failure)));
    return out + "\n" +
           write_paragraph("To ask what it proves for an account, name the account with --account.");
  }
  std::string out;
  for (const KeyProof& proof : report.file.proofs) {
    if (!out.empty()) out += "\n";
    out += painted("PROVEN", Paint::good, style) + "  " +
           painted(std::string(text(proof.kind)) + " of " + shown(proof.kid), Paint::strong, style) + "\n\n" +
           write_paragraph(meaning(proof)) + "\n" + facts(proof, style);
  }
  return out;
}

Value proofs_value(const std::vector<KeyProof>& proofs) {
  Value array = Value::array();
  for (const KeyProof& proof : proofs) {
    Value tokens = Value::array();
    for (const Statement& statement : proof.statements) tokens.add(foreign_string(statement.token));
    if (proof.revocation) tokens.add(foreign_string(proof.revocation->token));
    array.add(Value::object()
                  .add("proof", Value::string(text(proof.kind)))
                  .add("key", key_value({KeyKind::native, proof.kid}))
                  .add("seq", proof.kind == KeyProofKind::equivocation ? Value::number(proof.seq) : Value())
                  .add("newer", proof.newer ? Value::number(*proof.newer) : Value())
                  .add("tokens", std::move(tokens)));
  }
  return array;
}

Value to_json(const ProofReport& report) {
  const Outcome outcome = outcome_of(report);
  std::string detail;
  for (const std::string& failure : report.file.failures) detail += (detail.empty() ? "" : "; ") + failure;
  std::vector<Statement> statements;
  for (const KeyProof& proof : report.file.proofs)
    statements.insert(statements.end(), proof.statements.begin(), proof.statements.end());
  return Value::object()
      .add("schema", Value::string(verify_schema))
      .add("account", Value())
      .add("subject", Value())
      .add("outcome", Value::string(text(outcome)))
      .add("reason", Value::string(text(report.file.reason)))
      .add("detail", foreign_string(detail))
      .add("exit_status", Value::number(exit_status(outcome)))
      .add("flags", Value::array())
      .add("proven_for", Value::array())
      .add("conflicted_for", Value::array())
      .add("since", Value())
      .add("statements", statements_value(statements))
      .add("proofs", proofs_value(report.file.proofs))
      .add("now", time_value(report.now));
}

}  // namespace quorate
