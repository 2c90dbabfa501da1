#include "crawler/store/sql/tables/looks.hpp"

#include "crawler/record/zstd.hpp"
#include "crawler/store/sql/row_reader.hpp"
#include "crawler/store/sql/schedule_text.hpp"
#include "crawler/store/sql/tables/contact_writes.hpp"
#include "crawler/store/sql/tables/contacts.hpp"
#include "crawler/store/sql/tables/events.hpp"
#include "crawler/store/sql/tables/observations.hpp"
#include "crawler/store/sql/tables/spans.hpp"
#include "crawler/store/well_formed.hpp"

namespace quorate::sql {

namespace {

Result<void> write_contact(SqlConnection& connection, const LookRecord& look) {
  const Schedule& schedule = look.schedule;
  return run_only(
      connection,
      "UPDATE contacts SET revision = $2, next_check = CASE WHEN $6 = 0 OR next_check = $7 OR "
      "next_check > $3 THEN $3 ELSE next_check END, last_check = $4, failures = $5 WHERE id = $1",
      {look.contact, look.revision + 1, schedule.next_check, schedule.last_check,
       std::int64_t{schedule.failures}, std::int64_t{look.planned ? 1 : 0}, look.planned.value_or(0)});
}

Result<void> write_files(SqlConnection& connection, const LookRecord& look) {
  std::string statement = "UPDATE contact_files SET schedule = $2";
  std::vector<SqlValue> values = {look.contact, write_schedule(look.schedule)};
  if (look.history) {
    values.push_back(stored_history(*look.history));
    statement += ", history = $" + std::to_string(values.size());
  }
  if (look.report) {
    values.push_back(zstd_pack(as_bytes(*look.report)));
    statement += ", report = $" + std::to_string(values.size());
  }
  return run_only(connection, statement + " WHERE contact = $1", values);
}

Result<LookReceipt> write_look(SqlConnection& connection, const LookRecord& look, const std::string& name,
                               NewestByPlace& newest, LogTail& tail) {
  LookReceipt receipt{look.revision + 1, 0, look.events.size()};
  for (const NewObservation& seen : look.observations) {
    const auto observed = observe(connection, look.contact, seen, newest, tail);
    if (!observed) return observed.error();
    receipt.new_observations += *observed == Observed::anew ? 1 : 0;
  }
  if (auto done = add_verdicts(connection, look.contact, look.at, look.verdicts); !done) return done.error();
  if (look.answer)
    if (auto done = add_answer(connection, look.contact, look.at, *look.answer); !done) return done.error();
  if (auto done = write_contact(connection, look); !done) return done.error();
  if (auto done = write_files(connection, look); !done) return done.error();
  if (auto done = put_pending(connection, look.contact, look.pending_step, look.pending); !done)
    return done.error();
  if (auto done = add_events(connection, look.at, look.contact, name, look.events); !done)
    return done.error();
  return receipt;
}

// Why the look is not written; nothing where it is.
std::optional<Error> refusal(const LookRecord& look, const NewestByPlace& newest) {
  for (const NewObservation& seen : look.observations)
    if (!seen.body && newest.count(seen.place) == 0)
      return Error{Code::bad_argument, "there is no earlier answer of " + seen.place.url};
  return std::nullopt;
}

}  // namespace

Result<void> record_look(SqlConnection& connection, const LookRecord& look, LogTail& tail,
                         std::vector<Result<LookReceipt>>& receipts) {
  const auto refuse = [&](const Error& error) {
    if (error.code == Code::store_failed) return Result<void>(error);
    receipts.emplace_back(error);
    return Result<void>();
  };
  if (auto checked = check_look(look); !checked) return refuse(checked.error());
  const auto head = contact_head(connection, look.contact, look.revision);
  if (!head) return refuse(head.error());
  auto newest = newest_by_place(connection, look.contact);
  if (!newest) return newest.error();
  if (const auto why = refusal(look, *newest)) return refuse(*why);
  auto receipt = write_look(connection, look, head->name, *newest, tail);
  if (!receipt) return receipt.error();
  receipts.push_back(std::move(receipt));
  return {};
}

}  // namespace quorate::sql
