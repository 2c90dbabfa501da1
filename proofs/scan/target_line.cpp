#include "proofs/scan/target_line.hpp"

#include "proofs/report/json_values.hpp"
#include "proofs/scan/consistency.hpp"
#include "proofs/scan/line/reader.hpp"
#include "proofs/scan/line/writer.hpp"

#include <limits>
#include <utility>

namespace quorate {
namespace {

constexpr std::int64_t most_count = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

void write_cheapest(LineWriter& out, std::string_view name, const CheapestLine& set) {
  out.name(name).begin_object();
  out.name("cost").number(static_cast<std::int64_t>(set.cost()));
  out.name("exact").boolean(set.exactness == Exactness::exact);
  out.name("holders").strings(set.holders);
  out.end_object();
}

void write_forge(LineWriter& out, const std::optional<ForgeLine>& forge) {
  out.name("forge");
  if (!forge) return out.null();
  out.begin_object();
  write_cheapest(out, "overall", forge->overall);
  write_cheapest(out, "without_issuers", forge->without_issuers);
  write_cheapest(out, "operators", forge->operators);
  out.end_object();
}

void write_facts(LineWriter& out, const std::vector<KeyFacts>& all) {
  out.name("facts").list(all, [&](const KeyFacts& facts) {
    out.begin_object();
    out.speaker_members(facts.speaker);
    out.name("state").string(text(facts.state));
    out.name("joined").list(facts.joined, [&](const KeyName& key) { out.key(key); });
    out.name("successor").optional_key(facts.successor);
    out.name("listed_accounts").strings(facts.listed_accounts);
    out.end_object();
  });
}

void write_score(LineWriter& out, const TargetLine& line) {
  const TargetScore& score = line.score;
  out.name("verdict");
  if (line.state == TargetState::verdict)
    out.string(text(score.answer));
  else
    out.null();
  out.name("flags").list(score.flags, [&](ScoreFlag flag) { out.string(text(flag)); });
  out.name("key");
  if (score.key)
    out.speaker(*score.key);
  else
    out.null();
  out.name("speaks_for").string(text(score.speaks_for));
  out.name("groups").number(score.groups);
  out.name("group_states").list(score.group_states, [&](const GroupLine& group) {
    out.begin_object();
    out.name("name").string(group.name);
    out.name("state").string(text(group.state));
    out.end_object();
  });
  out.name("hostile").number(score.hostile);
  out.name("threshold").number(score.threshold);
  out.name("confirm_at").number(score.confirm_at);
  out.name("weight").number(score.weight);
  out.name("low").number(score.low);
  out.name("high").number(score.high);
  out.name("exact").boolean(score.exact);
  out.name("rivals").number(score.rivals);
  write_forge(out, score.forge);
}

CheapestLine read_cheapest(LineReader& in) {
  CheapestLine set;
  const std::int64_t cost = in.number("cost", 0, most_count);
  set.exactness = in.boolean("exact") ? Exactness::exact : Exactness::upper_bound;
  set.holders = in.texts("holders");
  in.require(cost == static_cast<std::int64_t>(set.cost()), "cost", "not the number of holders");
  return set;
}

ForgeLine read_forge(LineReader& in) {
  ForgeLine forge;
  forge.overall = in.object("overall", read_cheapest);
  forge.without_issuers = in.object("without_issuers", read_cheapest);
  forge.operators = in.object("operators", read_cheapest);
  return forge;
}

KeyFacts read_facts(LineReader& in) {
  KeyFacts facts;
  facts.speaker = in.speaker_members();
  facts.state = in.choice("state", KeyState::equivocating);
  facts.joined = in.objects("joined", read_key_name);
  facts.successor = in.optional_object("successor", read_key_name);
  facts.listed_accounts = in.texts("listed_accounts");
  return facts;
}

GroupLine read_group(LineReader& in) {
  std::string name = in.text("name");
  return {std::move(name), in.choice("state", GroupState::silent)};
}

unsigned count(LineReader& in, std::string_view name) {
  return static_cast<unsigned>(in.number(name, 0, most_count));
}

void read_score(LineReader& in, TargetLine& line) {
  TargetScore& score = line.score;
  if (line.state == TargetState::verdict)
    score.answer = in.choice("verdict", Answer::insufficient);
  else
    in.null("verdict");
  score.flags = in.choices("flags", ScoreFlag::regressed);
  score.key = in.optional_object("key", [](LineReader& key) { return key.speaker_members(); });
  score.speaks_for = in.choice("speaks_for", SubjectClaim::proven);
  score.groups = count(in, "groups");
  score.group_states = in.objects("group_states", read_group);
  score.hostile = count(in, "hostile");
  score.threshold = count(in, "threshold");
  score.confirm_at = count(in, "confirm_at");
  score.weight = count(in, "weight");
  score.low = count(in, "low");
  score.high = count(in, "high");
  score.exact = in.boolean("exact");
  score.rivals = count(in, "rivals");
  score.forge = in.optional_object("forge", read_forge);
}

}  // namespace

std::string_view text(TargetState state) {
  switch (state) {
    case TargetState::verdict:
      return "verdict";
    case TargetState::invalid:
      return "invalid";
    case TargetState::excluded:
      return "excluded";
  }
  return "";
}

void append_line(std::string& buffer, const TargetLine& line) {
  LineWriter out(buffer);
  out.begin_object();
  out.name("schema").string(target_schema);
  out.name("n").number(static_cast<std::int64_t>(line.n));
  out.name("id").string(line.id);
  out.name("state").string(text(line.state));
  out.name("error").string_or_null(line.error);
  out.name("judged_at").time(line.judged_at);
  out.name("elapsed_ms").number(line.elapsed_ms);
  out.name("subject").optional_string(line.subject);
  out.name("given_key").optional_key(line.given_key);
  write_score(out, line);
  out.name("anchored").number(line.anchored);
  out.name("discovered").number(line.discovered);
  out.name("proven").number(line.proven);
  out.name("left_out").number(static_cast<std::int64_t>(line.left_out));
  out.name("late").number(static_cast<std::int64_t>(line.late));
  write_facts(out, line.facts);
  out.end_object();
  buffer += '\n';
}

Result<TargetLine> read_target_line(std::string_view text) {
  TargetLine line;
  const auto done = read_line(text, target_schema, [&](LineReader& in) {
    line.n = static_cast<std::uint64_t>(in.number("n", 1, most));
    line.id = in.text("id");
    line.state = in.choice("state", TargetState::excluded);
    line.error = in.optional_text("error").value_or("");
    line.judged_at = in.time("judged_at");
    line.elapsed_ms = in.number("elapsed_ms", 0, most);
    line.subject = in.optional_text("subject");
    line.given_key = in.optional_object("given_key", read_key_name);
    read_score(in, line);
    line.anchored = count(in, "anchored");
    line.discovered = count(in, "discovered");
    line.proven = count(in, "proven");
    line.left_out = count(in, "left_out");
    line.late = count(in, "late");
    line.facts = in.objects("facts", read_facts);
  });
  if (!done) return done.error();
  if (const auto consistent = check_consistency(line); !consistent) return consistent.error();
  return line;
}

}  // namespace quorate
