#include "proofs/scan/account_line.hpp"

#include "proofs/report/json_values.hpp"
#include "proofs/scan/line/reader.hpp"
#include "proofs/scan/line/writer.hpp"

#include <limits>

namespace quorate {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

void write_kind(LineWriter& out, KeyKind kind, const AccountLine& line) {
  const KindLine& of_kind = line.by_kind[static_cast<std::size_t>(kind)];
  out.name(text(kind)).begin_object();
  out.name("outcome").string(text(of_kind.outcome));
  out.name("reason").string(text(of_kind.reason));
  out.end_object();
}

void write_shown(LineWriter& out, const ShownKey& shown) {
  out.begin_object();
  out.speaker_members(shown.speaker);
  out.name("type").string(text(shown.type));
  out.name("dated").time(shown.dated);
  out.name("expires_at").time(shown.expires_at);
  out.end_object();
}

KindLine read_kind(LineReader& in) {
  const Outcome outcome = in.choice("outcome", Outcome::proven);
  return {outcome, in.choice("reason", Reason::not_found)};
}

ShownKey read_shown(LineReader& in) {
  ShownKey shown;
  shown.speaker = in.speaker_members();
  shown.type = in.choice("type", KeyType::keybase);
  shown.dated = in.time("dated");
  shown.expires_at = in.time("expires_at");
  return shown;
}

ControlPoint read_point(LineReader& in) {
  const ControlKind kind = in.choice("kind", ControlKind::issuer);
  return {kind, in.text("holder")};
}

std::array<KindLine, key_kinds> read_kinds(LineReader& in) {
  const KindLine native = in.object(text(KeyKind::native), read_kind);
  return {native, in.object(text(KeyKind::keybase), read_kind)};
}

}  // namespace

std::string_view text(KeyType type) {
  switch (type) {
    case KeyType::unknown:
      return "unknown";
    case KeyType::ed25519:
      return "Ed25519";
    case KeyType::p256:
      return "P-256";
    case KeyType::keybase:
      return "Keybase";
  }
  return "unknown";
}

void append_line(std::string& buffer, const AccountLine& line) {
  LineWriter out(buffer);
  out.begin_object();
  out.name("schema").string(account_schema);
  out.name("n").number(static_cast<std::int64_t>(line.n));
  out.name("account").string(line.account);
  out.name("host").string(line.host);
  out.name("services").strings(line.services);
  out.name("operator").string_or_null(line.operator_id);
  out.name("standing").string(text(line.standing));
  out.name("counting").string(text(line.counting));
  out.name("domain").string(line.domain);
  out.name("group").string(line.group);
  out.name("observed").strings(line.observed);
  out.name("outcome").string(text(line.outcome));
  out.name("reason").string(text(line.reason));
  out.name("error").string_or_null(text(line.error()));
  out.name("by_kind").begin_object();
  write_kind(out, KeyKind::native, line);
  write_kind(out, KeyKind::keybase, line);
  out.end_object();
  out.name("flags").list(line.flags, [&](Flag flag) { out.string(text(flag)); });
  out.name("proven").list(line.proven, [&](const ShownKey& shown) { write_shown(out, shown); });
  out.name("conflicted").list(line.conflicted, [&](const Speaker& speaker) { out.speaker(speaker); });
  out.name("since").time(line.since);
  out.name("points").list(line.points, [&](const ControlPoint& point) {
    out.begin_object();
    out.name("kind").string(text(point.kind));
    out.name("holder").string(point.holder);
    out.end_object();
  });
  out.name("latency_us").number(line.latency_us);
  out.end_object();
  buffer += '\n';
}

Result<AccountLine> read_account_line(std::string_view bytes) {
  AccountLine line;
  const auto done = read_line(bytes, account_schema, [&](LineReader& in) {
    line.n = static_cast<std::uint64_t>(in.number("n", 1, most));
    line.account = in.text("account");
    line.host = in.text("host");
    line.services = in.texts("services");
    line.operator_id = in.optional_text("operator").value_or("");
    line.standing = in.choice("standing", Standing::discovered);
    line.counting = in.choice("counting", Counting::not_counted);
    line.domain = in.text("domain");
    line.group = in.text("group");
    line.observed = in.texts("observed");
    line.outcome = in.choice("outcome", Outcome::proven);
    line.reason = in.choice("reason", Reason::not_found);
    in.require(in.optional_text("error").value_or("") == text(line.error()), "error",
               "not the class of outcome and reason");
    line.by_kind = in.object("by_kind", read_kinds);
    line.flags = in.choices("flags", Flag::too_old);
    line.proven = in.objects("proven", read_shown);
    line.conflicted = in.speakers("conflicted");
    line.since = in.time("since");
    line.points = in.objects("points", read_point);
    line.latency_us = in.number("latency_us", 0, most);
  });
  if (!done) return done.error();
  return line;
}

}  // namespace quorate
