#include "crawler/store/sql/tables/spans.hpp"

#include "crawler/store/sql/row_reader.hpp"
#include "crawler/store/sql/tables/paging.hpp"
#include "crawler/store/well_formed.hpp"
#include "proofs/encoding/json.hpp"

#include <map>

namespace quorate::sql {

namespace {

// A span with its number among those of its account or contact.
template <class Span>
struct Numbered {
  std::int64_t number = 0;
  Span span;
};

std::string write_keys(const std::vector<std::string>& keys) {
  json::Value list = json::Value::array();
  for (const std::string& key : keys) list.add(json::Value::string(key));
  return json::write(list);
}

std::vector<std::string> read_keys(RowReader& row) {
  std::vector<std::string> keys;
  const std::string written = row.text();
  if (row.failed()) return keys;
  const auto list = json::parse(written, 2);
  if (!list || !list->is_array()) {
    row.fail();
    return keys;
  }
  for (const json::Value& key : list->items()) keys.push_back(key.text());
  return keys;
}

const std::string verdict_columns =
    "SELECT number, account, outcome, reason, detail, keys, first, last, looks FROM verdicts ";

Numbered<VerdictSpan> read_verdict(RowReader& row) {
  Numbered<VerdictSpan> read;
  read.number = row.number();
  NewVerdict& verdict = read.span.verdict;
  verdict.account = row.text();
  verdict.outcome = row.outcome();
  verdict.reason = row.reason();
  verdict.detail = row.text();
  verdict.keys = read_keys(row);
  read.span.first = row.number();
  read.span.last = row.number();
  read.span.looks = row.small();
  return read;
}

const std::string answer_columns =
    "SELECT number, answer, key_id, weight, needed, group_count, first, last, looks FROM answers ";

Numbered<AnswerSpan> read_answer(RowReader& row) {
  Numbered<AnswerSpan> read;
  read.number = row.number();
  read.span.answer = row.answer();
  read.span.key = row.text();
  read.span.weight = row.small();
  read.span.needed = row.small();
  read.span.groups = row.small();
  read.span.first = row.number();
  read.span.last = row.number();
  read.span.looks = row.small();
  return read;
}

template <class Span>
Result<std::vector<Span>> without_numbers(Result<std::vector<Numbered<Span>>> numbered) {
  if (!numbered) return numbered.error();
  std::vector<Span> spans;
  for (Numbered<Span>& read : *numbered) spans.push_back(std::move(read.span));
  return spans;
}

bool same(const NewVerdict& a, const NewVerdict& b) {
  return a.outcome == b.outcome && a.reason == b.reason && a.keys == b.keys;
}

Result<void> begin_verdict(SqlConnection& connection, ContactId id, UnixTime at, const NewVerdict& verdict,
                           std::int64_t number) {
  if (number > 1)
    if (auto done = run_only(
            connection, "UPDATE verdicts SET newest = 0 WHERE contact = $1 AND account = $2 AND number = $3",
            {id, verdict.account, number - 1});
        !done)
      return done;
  return run_only(
      connection,
      "INSERT INTO verdicts (contact, account, number, newest, outcome, reason, detail, keys, "
      "first, last, looks) VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, 1)",
      {id, verdict.account, number, std::string(text(verdict.outcome)), std::string(text(verdict.reason)),
       as_detail(verdict.detail), write_keys(verdict.keys), at, at});
}

}  // namespace

Result<std::vector<VerdictSpan>> timeline(SqlConnection& connection, ContactId id, std::string_view account,
                                          std::optional<UnixTime> before, std::size_t limit) {
  return without_numbers(read_rows(
      connection, "verdicts",
      verdict_columns + "WHERE contact = $1 AND account = $2 AND first < $3 ORDER BY number DESC LIMIT $4",
      {id, std::string(account), below(before), limit_value(limit)}, read_verdict));
}

Result<std::vector<AnswerSpan>> answers(SqlConnection& connection, ContactId id,
                                        std::optional<UnixTime> before, std::size_t limit) {
  return without_numbers(
      read_rows(connection, "answers",
                answer_columns + "WHERE contact = $1 AND first < $2 ORDER BY number DESC LIMIT $3",
                {id, below(before), limit_value(limit)}, read_answer));
}

Result<void> add_verdicts(SqlConnection& connection, ContactId id, UnixTime at,
                          std::span<const NewVerdict> verdicts) {
  if (verdicts.empty()) return {};
  auto newest = read_rows(connection, "verdicts", verdict_columns + "WHERE contact = $1 AND newest = 1", {id},
                          read_verdict);
  if (!newest) return newest.error();
  std::map<std::string, Numbered<VerdictSpan>> by_account;
  for (auto& read : *newest) by_account.emplace(read.span.verdict.account, std::move(read));
  for (const NewVerdict& verdict : verdicts) {
    const auto before = by_account.find(verdict.account);
    const bool goes_on = before != by_account.end() && same(before->second.span.verdict, verdict);
    const std::int64_t number = before == by_account.end() ? 0 : before->second.number;
    const auto done = goes_on ? run_only(connection,
                                         "UPDATE verdicts SET detail = $4, last = $5, looks = looks + 1 "
                                         "WHERE contact = $1 AND account = $2 AND number = $3",
                                         {id, verdict.account, number, as_detail(verdict.detail), at})
                              : begin_verdict(connection, id, at, verdict, number + 1);
    if (!done) return done;
  }
  return {};
}

Result<void> add_answer(SqlConnection& connection, ContactId id, UnixTime at, const NewAnswer& answer) {
  const auto newest = read_row(connection, "answers", answer_columns + "WHERE contact = $1 AND newest = 1",
                               {id}, read_answer);
  if (!newest) return newest.error();
  const std::int64_t number = *newest ? (*newest)->number : 0;
  if (*newest) {
    const AnswerSpan& before = (*newest)->span;
    if (NewAnswer{before.answer, before.key, before.weight, before.needed, before.groups} == answer)
      return run_only(connection,
                      "UPDATE answers SET last = $3, looks = looks + 1 WHERE contact = $1 AND number = $2",
                      {id, number, at});
    if (auto done = run_only(connection, "UPDATE answers SET newest = 0 WHERE contact = $1 AND number = $2",
                             {id, number});
        !done)
      return done;
  }
  return run_only(
      connection,
      "INSERT INTO answers (contact, number, newest, answer, key_id, weight, needed, group_count, "
      "first, last, looks) VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, 1)",
      {id, number + 1, std::string(text(answer.answer)), answer.key, std::int64_t{answer.weight},
       std::int64_t{answer.needed}, std::int64_t{answer.groups}, at, at});
}

}  // namespace quorate::sql
