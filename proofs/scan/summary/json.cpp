#include "proofs/scan/summary/json.hpp"

#include "proofs/report/json_values.hpp"

#include <algorithm>
#include <limits>

namespace quorate {
namespace {

using json::Value;

Value number(std::uint64_t count) {
  constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  return Value::number(static_cast<std::int64_t>(std::min(count, most)));
}

Value time_or_null(const std::optional<UnixTime>& time) { return time ? time_value(*time) : Value(); }

Value& add_outcomes(Value& object, const OutcomeCounts& counts) {
  for (const Outcome outcome : {Outcome::proven, Outcome::absent, Outcome::refuted, Outcome::unknown})
    object.add(text(outcome), number(counts.of(outcome)));
  return object;
}

// {"counts":[OF0,OF1,...],"from_64_on":N}
Value numbers(const NumberCounts& counts) {
  Value array = Value::array();
  for (std::uint64_t i = 0; i < std::min<std::uint64_t>(counts.counts().size(), NumberCounts::top); ++i)
    array.add(number(counts.of(i)));
  return Value::object()
      .add("counts", std::move(array))
      .add("from_" + std::to_string(NumberCounts::top) + "_on", number(counts.of(NumberCounts::top)));
}

Value times(const TimeCounts& counts) {
  Value quantiles = Value::object();
  for (const unsigned permille : {100U, 250U, 500U, 750U, 900U, 950U, 990U, 999U}) {
    const auto time = counts.quantile(permille);
    quantiles.add("p" + std::to_string(permille), time ? number(*time) : Value());
  }
  Value classes = Value::array();
  for (const TimeCounts::Class& one : counts.classes())
    classes.add(Value::array({number(one.from), number(one.to), number(one.count)}));
  return Value::object()
      .add("unit", Value::string("microseconds"))
      .add("count", number(counts.total()))
      .add("permille", std::move(quantiles))
      .add("classes", std::move(classes));
}

// {"rows":[{"name":NAME,...}],"others":null|{...},"names":N}
template <class Row, class Write>
Value table(const NamedValues<Row>& values, const Write& write) {
  Value rows = Value::array();
  for (const auto& [name, row] : values.rows()) {
    Value object = Value::object().add("name", foreign_string(name));
    rows.add(std::move(write(object, row)));
  }
  Value others;
  if (!values.complete()) {
    others = Value::object();
    write(others, values.others());
  }
  return Value::object()
      .add("rows", std::move(rows))
      .add("others", std::move(others))
      .add("names", number(values.names()));
}

Value& write_count(Value& object, const Count& count) { return object.add("count", number(count.count)); }

Value& write_service(Value& object, const ServiceCounts& counts) {
  return add_outcomes(object, counts.accounts).add("times", times(counts.times));
}

Value& write_operator(Value& object, const OperatorCounts& counts) {
  return add_outcomes(object, counts.accounts)
      .add("named", number(counts.named))
      .add("agrees", number(counts.agrees))
      .add("falls", number(counts.falls));
}

// As the other tables, with those that are not named in "small": {"operators":N,...}.
Value operators(const NamedValues<OperatorCounts>& values) {
  Value rows = Value::array();
  OperatorCounts small;
  std::uint64_t small_ones = 0;
  for (const auto& [name, counts] : values.rows()) {
    if (counts.named < fewest_named) {
      small.merge(counts);
      ++small_ones;
      continue;
    }
    Value object = Value::object().add("name", foreign_string(name));
    rows.add(std::move(write_operator(object, counts)));
  }
  Value together = Value::object().add("operators", number(small_ones));
  write_operator(together, small);
  Value others;
  if (!values.complete()) {
    others = Value::object();
    write_operator(others, values.others());
  }
  return Value::object()
      .add("rows", std::move(rows))
      .add("small", std::move(together))
      .add("others", std::move(others))
      .add("names", number(values.names()));
}

Value expiry(const Summary& summary) {
  Value object = Value::object();
  for (std::size_t i = 0; i < expiry_classes; ++i)
    object.add(text(static_cast<Expiry>(i)), number(summary.expiry[i]));
  return object;
}

Value errors(const Summary& summary) {
  Value object = Value::object();
  for (std::size_t i = 1; i < error_classes; ++i)  // without ErrorClass::none
    object.add(text(static_cast<ErrorClass>(i)), number(summary.errors[i]));
  return object;
}

}  // namespace

json::Value to_json(const Summary& summary) {
  Value outcomes = Value::object();
  add_outcomes(outcomes, summary.outcomes);
  return Value::object()
      .add("schema", Value::string(report_schema_of_scan))
      .add("targets", number(summary.targets))
      .add("accounts", number(summary.accounts))
      .add("first", time_or_null(summary.first))
      .add("last", time_or_null(summary.last))
      .add("states", table(summary.states, write_count))
      .add("flags", table(summary.flags, write_count))
      .add("groups", numbers(summary.groups))
      .add("weight", numbers(summary.weight))
      .add("weight_confirmed", numbers(summary.weight_confirmed))
      .add("spare", numbers(summary.spare))
      .add("forge_cost", Value::object()
                             .add("overall", numbers(summary.forge_overall))
                             .add("without_issuers", numbers(summary.forge_without_issuers))
                             .add("operators", numbers(summary.forge_operators)))
      .add("outcomes", std::move(outcomes))
      .add("services", table(summary.services, write_service))
      .add("kinds", table(summary.kinds, add_outcomes))
      .add("reasons", table(summary.reasons, add_outcomes))
      .add("errors", errors(summary))
      .add("operators", operators(summary.operators))
      .add("key_types", table(summary.key_types, write_count))
      .add("expiry", expiry(summary))
      .add("times", times(summary.times));
}

std::string write_summary(const Summary& summary) { return json::write_pretty(to_json(summary)) + "\n"; }

}  // namespace quorate
