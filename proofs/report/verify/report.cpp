#include "proofs/report/verify/report.hpp"

namespace quorate {

VerifyReport verify_report(const Account& account, const Judgement& judgement, const Context& context) {
  VerifyReport report{.account = account,
                      .subject = context.subject,
                      .verdict = {Outcome::unknown, Reason::not_looked, ""},
                      .flags = {},
                      .proven = {},
                      .conflicted = {},
                      .statements = judgement.statements,
                      .since = 0,
                      .now = context.now,
                      .proofs = {}};
  for (const AccountVerdict& judged : judgement.accounts) {
    if (judged.account != account) continue;
    report.verdict = judged.verdict;
    report.flags = judged.flags;
    report.proven = judged.proven;
    report.conflicted = judged.conflicted;
    report.since = judged.since;
  }
  return report;
}

int exit_status(Outcome outcome) {
  switch (outcome) {
    case Outcome::proven:
      return 0;
    case Outcome::absent:
    case Outcome::refuted:
      return 1;
    case Outcome::unknown:
      return 3;
  }
  return 3;
}

}  // namespace quorate
