#include "crawler/scan/checkpoint.hpp"

#include "proofs/encoding/base64.hpp"
#include "proofs/scan/line/reader.hpp"

#include <limits>

namespace quorate {
namespace {

constexpr std::string_view checkpoint_schema = "quorate.scan.checkpoint/1";
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

json::Value number(std::uint64_t value) { return json::Value::number(static_cast<std::int64_t>(value)); }

std::uint64_t count(LineReader& in, std::string_view name) {
  return static_cast<std::uint64_t>(in.number(name, 0, most));
}

}  // namespace

std::string write_checkpoint(const Checkpoint& checkpoint) {
  json::Value pending = json::Value::array();
  for (const std::uint64_t line : checkpoint.ledger.pending()) pending.add(number(line));
  return json::write(json::Value::object()
                         .add("schema", json::Value::string(checkpoint_schema))
                         .add("taken", number(checkpoint.ledger.taken()))
                         .add("taken_sha256", json::Value::string(checkpoint.taken_sha256))
                         .add("pending", std::move(pending))
                         .add("results_bytes", number(checkpoint.results_bytes))
                         .add("accounts_bytes", number(checkpoint.accounts_bytes))
                         .add("active_ms", json::Value::number(checkpoint.active_ms))
                         .add("counts", counts_value(checkpoint.counts))) +
         "\n";
}

Result<Checkpoint> read_checkpoint(std::string_view bytes) {
  Checkpoint checkpoint;
  const auto done = read_line(bytes, checkpoint_schema, [&](LineReader& in) {
    const std::uint64_t taken = count(in, "taken");
    checkpoint.taken_sha256 = in.text("taken_sha256");
    std::set<std::uint64_t> pending;
    for (const std::int64_t line : in.numbers("pending", 1, static_cast<std::int64_t>(taken)))
      in.require(pending.insert(static_cast<std::uint64_t>(line)).second, "pending", "the same line twice");
    checkpoint.ledger = ScanLedger(taken, std::move(pending));
    checkpoint.results_bytes = count(in, "results_bytes");
    checkpoint.accounts_bytes = count(in, "accounts_bytes");
    checkpoint.active_ms = in.number("active_ms", 0, most);
    const auto counts = read_counts(in.any("counts"));
    if (counts)
      checkpoint.counts = *counts;
    else
      in.require(false, "counts", counts.error().detail);
  });
  if (!done) return done.error();
  if (!decode_hex(checkpoint.taken_sha256)) return Error{Code::bad_json, "taken_sha256: not hexadecimal"};
  return checkpoint;
}

}  // namespace quorate
