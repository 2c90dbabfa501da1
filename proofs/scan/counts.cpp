#include "proofs/scan/counts.hpp"

#include "proofs/scan/line/reader.hpp"

#include <limits>
#include <numeric>

namespace quorate {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

template <class List>
std::uint64_t sum(const List& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

json::Value number(std::uint64_t count) { return json::Value::number(static_cast<std::int64_t>(count)); }

template <class Enum, std::size_t size>
void add_members(json::Value& object, const std::array<std::uint64_t, size>& counts, std::size_t from = 0) {
  for (std::size_t i = from; i < size; ++i) object.add(text(static_cast<Enum>(i)), number(counts[i]));
}

template <class Enum, std::size_t size>
void read_members(LineReader& in, std::array<std::uint64_t, size>& counts, std::size_t from = 0) {
  for (std::size_t i = from; i < size; ++i)
    counts[i] = static_cast<std::uint64_t>(in.number(text(static_cast<Enum>(i)), 0, most));
}

}  // namespace

void ScanCounts::add(const TargetLines& lines) {
  ++by_state[static_cast<std::size_t>(lines.target.state)];
  if (lines.target.state == TargetState::verdict)
    ++by_verdict[static_cast<std::size_t>(lines.target.score.answer)];
  for (const AccountLine& account : lines.accounts) {
    ++by_outcome[static_cast<std::size_t>(account.outcome)];
    const ErrorClass error = account.error();
    if (error != ErrorClass::none) ++by_error[static_cast<std::size_t>(error)];
  }
}

std::uint64_t ScanCounts::targets() const { return sum(by_state); }
std::uint64_t ScanCounts::accounts() const { return sum(by_outcome); }

json::Value counts_value(const ScanCounts& counts) {
  json::Value targets = json::Value::object();
  targets.add("total", number(counts.targets()));
  add_members<TargetState>(targets, counts.by_state);
  json::Value verdicts = json::Value::object();
  add_members<Answer>(verdicts, counts.by_verdict);
  json::Value accounts = json::Value::object();
  accounts.add("total", number(counts.accounts()));
  add_members<Outcome>(accounts, counts.by_outcome);
  json::Value errors = json::Value::object();
  add_members<ErrorClass>(errors, counts.by_error, 1);
  return json::Value::object()
      .add("targets", std::move(targets))
      .add("verdicts", std::move(verdicts))
      .add("accounts", std::move(accounts))
      .add("errors", std::move(errors));
}

Result<ScanCounts> read_counts(const json::Value& value) {
  std::optional<Error> error;
  LineReader in(value, "", error);
  ScanCounts counts;
  std::uint64_t targets = 0;
  std::uint64_t accounts = 0;
  in.object("targets", [&](LineReader& members) {
    targets = static_cast<std::uint64_t>(members.number("total", 0, most));
    read_members<TargetState>(members, counts.by_state);
    return 0;
  });
  in.object("verdicts", [&](LineReader& members) {
    read_members<Answer>(members, counts.by_verdict);
    return 0;
  });
  in.object("accounts", [&](LineReader& members) {
    accounts = static_cast<std::uint64_t>(members.number("total", 0, most));
    read_members<Outcome>(members, counts.by_outcome);
    return 0;
  });
  in.object("errors", [&](LineReader& members) {
    read_members<ErrorClass>(members, counts.by_error, 1);
    return 0;
  });
  in.end();
  if (error) return *error;
  if (targets != counts.targets() || accounts != counts.accounts() ||
      sum(counts.by_verdict) != counts.of(TargetState::verdict) ||
      sum(counts.by_error) != counts.of(Outcome::unknown))
    return Error{Code::bad_json, "the counts do not add up"};
  return counts;
}

std::optional<std::string> difference(const ScanCounts& counts, const ScanCounts& wanted) {
  if (counts == wanted) return std::nullopt;
  const json::Value here = counts_value(counts);
  const json::Value there = counts_value(wanted);
  std::string text;
  for (const auto& [table, numbers] : there.members())
    for (const auto& [name, number] : numbers.members()) {
      const std::string own = json::write(*here.find(table)->find(name));
      const std::string other = json::write(number);
      if (own == other) continue;
      text += (text.empty() ? "" : ", ") + table + " " + name + " " + own + " instead of " + other;
    }
  return text;
}

}  // namespace quorate
