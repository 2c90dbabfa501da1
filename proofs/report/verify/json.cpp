#include "proofs/report/verify/json.hpp"

#include "proofs/report/json_values.hpp"
#include "proofs/report/verify/proof.hpp"

namespace quorate {

json::Value to_json(const VerifyReport& report) {
  using json::Value;
  return Value::object()
      .add("schema", Value::string(verify_schema))
      .add("account", foreign_string(report.account.uri()))
      .add("subject", foreign_or_null(report.subject))
      .add("outcome", Value::string(text(report.verdict.outcome)))
      .add("reason", Value::string(text(report.verdict.reason)))
      .add("detail", foreign_string(report.verdict.detail))
      .add("exit_status", Value::number(exit_status(report.verdict.outcome)))
      .add("flags", flags_value(report.flags))
      .add("proven_for", speakers_value(report.proven))
      .add("conflicted_for", speakers_value(report.conflicted))
      .add("since", report.since == 0 ? Value() : time_value(report.since))
      .add("statements", statements_value(report.statements))
      .add("proofs", proofs_value(report.proofs))
      .add("now", time_value(report.now));
}

}  // namespace quorate
