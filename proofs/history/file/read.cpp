#include "proofs/history/file/read.hpp"

#include "proofs/history/file/json_reader.hpp"
#include "proofs/history/file/limits.hpp"
#include "proofs/judge/lasting.hpp"
#include "proofs/report/json_values.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

namespace quorate {
namespace {

constexpr std::uint64_t most_seq = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t most_looks = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t most_weight = most_named_accounts;
constexpr std::size_t most_proofs = (most_named_accounts + most_other_accounts) * most_history_keys;
constexpr std::size_t most_tokens =
    most_history_keys * (most_statements_of_key + 1);  // and a revocation each
constexpr std::string_view schema_name = "quorate.history/";

template <class T, std::size_t N>
T one_of(const JsonReader& reader, const std::array<T, N>& choices) {
  const std::string word = reader.string();
  for (const T choice : choices)
    if (text(choice) == word) return choice;
  reader.fail("must not be \"" + word + "\"");
  return choices.front();
}

std::string read_account(const JsonReader& reader) {
  std::string uri = reader.string();
  if (!Account::parse(uri)) reader.fail("must be a canonical account URI");
  return uri;
}

std::vector<std::string> read_accounts(const JsonReader& reader, std::size_t most) {
  for (const JsonReader& item : reader.items(most)) (void)read_account(item);
  return reader.strings(most);
}

Speaker read_speaker(const JsonReader& reader) {
  reader.only({"kind", "id", "subject"});
  Speaker speaker;
  speaker.key.kind = one_of(reader.member("kind"), std::array{KeyKind::native, KeyKind::keybase});
  speaker.key.id = reader.member("id").string();
  speaker.subject = reader.member("subject").string();
  const bool good = speaker.key.kind == KeyKind::native ? parse_kid(speaker.key.id).has_value()
                                                        : is_keybase_kid(speaker.key.id);
  if (!good) reader.member("id").fail("must be the name of a key of this kind");
  return speaker;
}

KeyMemory read_key(const JsonReader& reader) {
  reader.only({"key", "first_seen", "last_seen", "most", "state", "seq", "shown_by", "rival_since",
               "quorum_since", "quorum_looks"});
  KeyMemory key;
  key.speaker = read_speaker(reader.member("key"));
  key.first_seen = reader.member("first_seen").time();
  key.last_seen = reader.member("last_seen").time();
  key.most = static_cast<unsigned>(reader.member("most").number(most_weight));
  key.state =
      one_of(reader.member("state"), std::array{KeyState::sound, KeyState::revoked, KeyState::equivocating});
  key.seq = static_cast<std::uint32_t>(reader.member("seq").number(most_seq));
  key.shown_by = read_accounts(reader.member("shown_by"), most_named_accounts);
  key.rival_since = reader.member("rival_since").optional_time();
  key.quorum_since = reader.member("quorum_since").optional_time();
  key.quorum_looks = static_cast<unsigned>(reader.member("quorum_looks").number(most_looks));
  if (key.first_seen > key.last_seen) reader.fail("last_seen is before first_seen");
  if (key.quorum_since.has_value() != (key.quorum_looks > 0))
    reader.fail("quorum_since and quorum_looks do not fit together");
  return key;
}

ProofMemory read_proof(const JsonReader& reader) {
  reader.only({"account", "key", "first_seen", "last_seen", "state", "gone_since", "stale_since"});
  ProofMemory proof;
  proof.account = read_account(reader.member("account"));
  proof.speaker = read_speaker(reader.member("key"));
  proof.first_seen = reader.member("first_seen").time();
  proof.last_seen = reader.member("last_seen").time();
  proof.state = one_of(reader.member("state"),
                       std::array{ProofState::standing, ProofState::out_of_sight, ProofState::gone});
  proof.gone_since = reader.member("gone_since").optional_time();
  proof.stale_since = reader.member("stale_since").optional_time();
  if (proof.first_seen > proof.last_seen) reader.fail("last_seen is before first_seen");
  if (proof.gone_since.has_value() != (proof.state == ProofState::gone))
    reader.fail("gone_since and state do not fit together");
  return proof;
}

void read_pins(const JsonReader& reader, History& history) {
  if (const JsonReader pin = reader.member("pin"); !pin.is_null()) history.pin = read_pin(pin);
  if (const JsonReader rotation = reader.member("rotation"); !rotation.is_null()) {
    rotation.only({"from", "to", "since"});
    history.rotation = RotationMemory{read_speaker(rotation.member("from")),
                                      read_speaker(rotation.member("to")), rotation.member("since").time()};
  }
  for (const JsonReader& item : reader.member("candidates").items(most_history_keys)) {
    item.only({"key", "since", "looks"});
    history.candidates.push_back({read_speaker(item.member("key")), item.member("since").time(),
                                  static_cast<unsigned>(item.member("looks").number(most_looks))});
  }
  if (const JsonReader peak = reader.member("peak"); !peak.is_null()) {
    peak.only({"key", "answer", "weight", "last"});
    history.peak =
        Peak{read_speaker(peak.member("key")),
             one_of(peak.member("answer"), std::array{Answer::confirmed, Answer::corroborated}),
             static_cast<unsigned>(peak.member("weight").number(most_weight)), peak.member("last").time()};
  }
}

void read_looks(const JsonReader& reader, History& history) {
  reader.only({"first", "last", "count"});
  history.first_look = reader.member("first").time();
  history.last_look = reader.member("last").time();
  history.looks = static_cast<unsigned>(reader.member("count").number(most_looks));
  if (history.looks == 0) reader.member("count").fail("a history has one look at least");
  if (history.first_look > history.last_look) reader.fail("last is before first");
}

void read_tokens(const JsonReader& reader, History& history) {
  for (const JsonReader& item : reader.items(most_tokens)) {
    const std::string token = item.string();
    VerifiedToken verified = verify_token(token);
    if (const auto* rejected = std::get_if<RejectedToken>(&verified))
      item.fail("does not hold: " + std::string(text(rejected->reason)) + ": " + rejected->detail);
    if (!history.tokens.empty()) {
      const VerifiedToken& before = history.tokens.back();
      const bool sorted =
          std::pair(signer(before), token_text(before)) < std::pair(signer(verified), token_text(verified));
      if (!sorted) item.fail("must stand behind the one before it, and only once");
    }
    history.tokens.push_back(std::move(verified));
  }
}

// The lists that are looked up by what they are sorted by.
void check_order(const JsonReader& reader, const History& history) {
  for (std::size_t i = 1; i < history.keys.size(); ++i)
    if (!(history.keys[i - 1].speaker < history.keys[i].speaker))
      reader.member("keys").fail("must be sorted, with no key twice");
  for (std::size_t i = 1; i < history.proofs.size(); ++i) {
    const ProofMemory& one = history.proofs[i - 1];
    const ProofMemory& two = history.proofs[i];
    if (!(std::tie(one.account, one.speaker) < std::tie(two.account, two.speaker)))
      reader.member("proofs").fail("must be sorted, with no proof twice");
  }
  for (const ProofMemory& proof : history.proofs)
    if (find_key(history, proof.speaker) == nullptr)
      reader.member("proofs").fail("has a proof of a key that is not under /keys");
}

// SPEC: the schema says which program can read the rest.
void check_schema(const JsonReader& reader) {
  const std::string schema = reader.string();
  if (schema == history_schema) return;
  const bool other = schema.starts_with(schema_name);
  reader.fail(other
                  ? "is " + schema + ", which this version of quorate cannot read; use the one that wrote it"
                  : "must be " + std::string(history_schema) + ": this is no history file");
}

}  // namespace

Pin read_pin(const JsonReader& reader) {
  reader.only({"key", "accounts", "retired", "former", "since", "seq"});
  Pin pin;
  pin.speaker = read_speaker(reader.member("key"));
  pin.accounts = read_accounts(reader.member("accounts"), most_named_accounts);
  for (const JsonReader& item : reader.member("retired").items(most_named_accounts)) {
    item.only({"account", "since", "seq"});
    pin.retired.push_back({read_account(item.member("account")), item.member("since").time(),
                           static_cast<std::uint32_t>(item.member("seq").number(most_seq))});
  }
  for (const JsonReader& item : reader.member("former").items(most_former_keys))
    pin.former.push_back(item.string());
  pin.since = reader.member("since").time();
  pin.seq = static_cast<std::uint32_t>(reader.member("seq").number(most_seq));
  return pin;
}

Result<History> read_history(std::string_view file, std::string_view bytes) {
  const std::string name(file);
  if (bytes.size() > max_history_bytes)
    return Error{Code::over_limit, name + ": longer than " + std::to_string(max_history_bytes) + " bytes"};
  const auto root = json::parse(bytes, max_history_depth);
  if (!root) return Error{Code::bad_json, name + ": is no history file: " + root.error().detail};
  const JsonReader reader(file, *root);
  History history;
  check_schema(reader.member("schema"));
  if (reader.failure()) return *reader.failure();
  reader.only({"schema", "subject", "accounts", "looks", "pin", "keys", "proofs", "rotation", "candidates",
               "peak", "quorum", "regressed_since", "key_changed_since", "tokens"});
  if (const JsonReader subject = reader.member("subject"); !subject.is_null())
    history.subject = subject.string();
  history.accounts = read_accounts(reader.member("accounts"), most_named_accounts);
  read_looks(reader.member("looks"), history);
  read_pins(reader, history);
  for (const JsonReader& item : reader.member("keys").items(most_history_keys))
    history.keys.push_back(read_key(item));
  for (const JsonReader& item : reader.member("proofs").items(most_proofs))
    history.proofs.push_back(read_proof(item));
  history.quorum = one_of(reader.member("quorum"),
                          std::array{QuorumState::never, QuorumState::reached, QuorumState::lost});
  history.regressed_since = reader.member("regressed_since").optional_time();
  history.key_changed_since = reader.member("key_changed_since").optional_time();
  read_tokens(reader.member("tokens"), history);
  check_order(reader, history);
  if (reader.failure()) return *reader.failure();
  return history;
}

}  // namespace quorate
