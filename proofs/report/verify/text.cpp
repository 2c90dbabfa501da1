#include "proofs/report/verify/text.hpp"

#include "proofs/report/layout/table.hpp"
#include "proofs/report/layout/time.hpp"
#include "proofs/report/layout/wording.hpp"
#include "proofs/report/meaning.hpp"
#include "proofs/report/verify/proof.hpp"

#include <algorithm>

namespace quorate {
namespace {

Paint paint_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::proven:
      return Paint::good;
    case Outcome::refuted:
      return Paint::bad;
    case Outcome::absent:
    case Outcome::unknown:
      return Paint::doubt;
  }
  return Paint::doubt;
}

// What the outcome means, and what it does not.
std::string explanation(const VerifyReport& report) {
  const std::string account = shown(report.account.uri());
  const std::string detail = shown_detail(report.verdict.detail);
  const std::string why = detail.empty() ? std::string(meaning(report.verdict.reason)) : detail;
  const std::string because = full_stop(why.empty() ? "" : ": " + why);
  switch (report.verdict.outcome) {
    case Outcome::proven:
      return "A valid proof for " + account +
             " stands in this file. It counts only where that account itself shows it: quorate check looks "
             "there.";
    case Outcome::refuted:
      return "What stands in this file does not prove " + account + because;
    case Outcome::absent:
      return "No proof stands in this file.";
    case Outcome::unknown:
      return "Whether this file proves " + account + " cannot be said" + because;
  }
  return "";
}

std::string subject_phrase(const VerifyReport& report, const Speaker& speaker) {
  // SPEC: statement.md section 5 (g): only an account that is the subject, and proven, makes it speak.
  const bool speaks = speaker.subject == report.account.uri() && holds(report.proven, speaker) &&
                      report.verdict.outcome == Outcome::proven;
  return speaks ? "speaks for " + shown(speaker.subject) : "claims " + shown(speaker.subject) + ", unproven";
}

void add_fact(std::string& out, std::string_view label, std::string_view value, Style style) {
  if (value.empty()) return;
  out += labelled(label, value, style);
}

// One line for each account, the label before the first.
void add_list(std::string& out, std::string_view label, const std::vector<Account>& accounts, Style style) {
  for (std::size_t i = 0; i < accounts.size(); ++i)
    add_fact(out, i == 0 ? label : "", shown(accounts[i].uri()), style);
}

std::string date_or_dash(UnixTime time) { return write_time(time).value_or("-"); }

std::string statement_facts(const VerifyReport& report, const Statement& statement, Style style) {
  const Speaker speaker{{KeyKind::native, statement.kid}, statement.subject};
  std::string out = labelled("Key", shown(statement.kid), style);
  add_fact(out, "", subject_phrase(report, speaker), style);
  add_fact(out, "Signed", date_or_dash(statement.issued_at) + ", number " + std::to_string(statement.seq),
           style);
  const bool past = report.now >= statement.expires_at;
  add_fact(out, past ? "Expired" : "Expires", date_or_dash(statement.expires_at), style);
  add_list(out, "Names", statement.accounts, style);
  add_list(out, "Gave up", statement.retired, style);
  for (const ClientKey& client : statement.clients)
    add_fact(out, "Device", shown(client.uri) + " (the key's word, not the device's)", style);
  for (const std::string& claim : statement.unknown_claims)
    add_fact(out, "Ignored", "the claim \"" + shown_detail(claim) + "\", which this version does not know",
             style);
  return out;
}

// Keys of which the file holds no statement: Keybase keys, and keys that were known before.
std::string speaker_facts(const VerifyReport& report, Style style) {
  std::string out;
  for (const Speaker& speaker : report.proven) {
    const bool told =
        std::any_of(report.statements.begin(), report.statements.end(), [&](const Statement& statement) {
          return speaker.key.kind == KeyKind::native && speaker.key.id == statement.kid &&
                 speaker.subject == statement.subject;
        });
    if (told) continue;
    out += labelled("Key", shown(speaker.key.id), style);
    if (!speaker.subject.empty()) add_fact(out, "", subject_phrase(report, speaker), style);
    if (report.since != 0) add_fact(out, "Signed", date_or_dash(report.since), style);
  }
  return out;
}

}  // namespace

std::string write_text(const VerifyReport& report, Style style) {
  std::string headline(summary(report.verdict));
  headline.replace(0, text(report.verdict.outcome).size(), upper(text(report.verdict.outcome)));
  std::string out = painted(headline, paint_of(report.verdict.outcome), style) + "  " +
                    painted(shown(report.account.uri()), Paint::strong, style) + "\n\n";
  out += write_paragraph(explanation(report));
  for (const KeyProof& proof : report.proofs) out += "\n" + write_paragraph(proof_sentence(proof));
  std::string facts;
  for (const Flag flag : report.flags) facts += labelled("Flag", text(flag), style);
  for (const Statement& statement : report.statements) facts += statement_facts(report, statement, style);
  facts += speaker_facts(report, style);
  return facts.empty() ? out : out + "\n" + facts;
}

}  // namespace quorate
