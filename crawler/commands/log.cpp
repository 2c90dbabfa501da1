#include "crawler/commands/run.hpp"
#include "crawler/files.hpp"
#include "crawler/key_file.hpp"
#include "crawler/store/log/verify_log.hpp"
#include "crawler/store/open_store.hpp"
#include "proofs/encoding/json.hpp"
#include "proofs/encoding/utf8.hpp"
#include "proofs/log/checkpoint.hpp"
#include "proofs/log/proof.hpp"

namespace quorate {
namespace {

constexpr int damaged_status = 1;
constexpr std::size_t longest_line = 2000;

json::Value number(std::uint64_t value) { return json::Value::number_text(std::to_string(value)); }

// The heads of the checkpoint files. Errors: file_failed, over_limit, and those of reading a checkpoint.
Result<std::vector<ClaimedHead>> read_checkpoints(const LogVerifyCommand& command) {
  std::vector<ClaimedHead> claimed;
  if (command.checkpoints.empty()) return claimed;
  const auto verifier = read_verifier(command.verifier);
  if (!verifier) return verifier.error();
  for (const std::string& file : command.checkpoints) {
    const auto note = read_file(file, max_checkpoint_bytes);
    if (!note) return note.error();
    const auto head = open_checkpoint(*note, *verifier);
    if (!head) return Error{head.error().code, file + ": " + head.error().detail};
    claimed.push_back({*head, "the checkpoint " + file});
  }
  return claimed;
}

std::string findings_json(const LogFindings& found) {
  json::Value value = json::Value::object({{"schema", json::Value::string("quorate.log-verify/1")},
                                           {"sound", json::Value::boolean(!found.damage)},
                                           {"size", number(found.head.size)},
                                           {"root", json::Value::string(encode_hex(found.head.root))},
                                           {"bodies", number(found.bodies)},
                                           {"heads", number(found.heads)}});
  value.add("damage",
            found.damage ? json::Value::string(printable(*found.damage, longest_line)) : json::Value());
  return json::write(value) + "\n";
}

std::string findings_text(const LogFindings& found) {
  if (found.damage) return "damaged: " + printable(*found.damage, longest_line) + "\n";
  return "sound: " + std::to_string(found.head.size) + " entries, " + std::to_string(found.bodies) +
         " bodies, " + std::to_string(found.heads) + " checkpoints; root " + encode_hex(found.head.root) +
         "\n";
}

json::Value hashes(const std::vector<LogHash>& proof) {
  json::Value list = json::Value::array();
  for (const LogHash& hash : proof) list.add(json::Value::string(encode_hex(hash)));
  return list;
}

// The proof that an entry is in the log of that size, with all that a reader needs to check it.
Result<json::Value> entry_proof(StoreReader& store, std::uint64_t index, std::uint64_t size) {
  const LogNodeReader nodes(store);
  const auto proof = prove_inclusion(index, size, nodes);
  if (!proof) return proof.error();
  const auto root = root_of(size, nodes);
  if (!root) return root.error();
  const auto entries = store.log_entries(index, 1);
  if (!entries) return entries.error();
  if (entries->empty() || entries->front().index != index)
    return Error{Code::store_failed,
                 "entry " + std::to_string(index) + " is missing; see quorate log verify"};
  return json::Value::object({{"schema", json::Value::string("quorate.log-entry/1")},
                              {"size", number(size)},
                              {"root", json::Value::string(encode_hex(*root))},
                              {"index", number(index)},
                              {"leaf", json::Value::string(log_leaf(entries->front()))},
                              {"proof", hashes(*proof)}});
}

Result<json::Value> growth_proof(StoreReader& store, std::uint64_t old_size, std::uint64_t size) {
  const LogNodeReader nodes(store);
  const auto proof = prove_consistency(old_size, size, nodes);
  if (!proof) return proof.error();
  const auto old_root = root_of(old_size, nodes);
  if (!old_root) return old_root.error();
  const auto root = root_of(size, nodes);
  if (!root) return root.error();
  return json::Value::object({{"schema", json::Value::string("quorate.log-growth/1")},
                              {"old_size", number(old_size)},
                              {"old_root", json::Value::string(encode_hex(*old_root))},
                              {"size", number(size)},
                              {"root", json::Value::string(encode_hex(*root))},
                              {"proof", hashes(*proof)}});
}

}  // namespace

int run(const LogVerifyCommand& command, const Surroundings& around) {
  auto claimed = read_checkpoints(command);
  if (!claimed) return fail(claimed.error(), around);
  const auto store = open_store_reader(command.store);
  if (!store) return fail(store.error(), around);
  if (const auto sound = check_store(command.store); !sound) return fail(sound.error(), around);
  const auto found = verify_log(**store, std::move(*claimed));
  if (!found) return fail(found.error(), around);
  around.out << (command.format == Format::json ? findings_json(*found) : findings_text(*found));
  return found->damage ? damaged_status : 0;
}

int run(const LogCheckpointCommand& command, const Surroundings& around) {
  if (const auto named = check_origin(command.origin); !named) return fail(named.error(), around);
  const auto key = read_key_file(command.key);
  if (!key) return fail(key.error(), around);
  const auto store = open_store(command.store);
  if (!store) return fail(store.error(), around);
  const auto head = (*store)->log_head();
  if (!head) return fail(head.error(), around);
  const std::string note_text = sign_checkpoint(command.origin, *head, key->seed);
  if (!command.out.empty())
    if (const auto written = create_file(command.out, note_text, FileMode::shared); !written)
      return fail(written.error(), around);
  if (const auto kept = (*store)->keep_checkpoint({*head, around.now, note_text}); !kept)
    return fail(kept.error(), around);
  around.out << note_text;
  note("verifier: " + write_verifier({command.origin, ed25519_public(key->seed)}), around);
  return 0;
}

int run(const LogProveCommand& command, const Surroundings& around) {
  if (!command.entry && !command.old_size)
    return fail(Error{Code::bad_argument, "say what to prove: --entry N, or --from SIZE"}, around);
  const auto store = open_store_reader(command.store);
  if (!store) return fail(store.error(), around);
  const auto head = (*store)->log_head();
  if (!head) return fail(head.error(), around);
  const std::uint64_t size = command.size.value_or(head->size);
  if (size > head->size)
    return fail(Error{Code::bad_argument, "the log has only " + std::to_string(head->size) + " entries"},
                around);
  const auto proof = command.entry ? entry_proof(**store, *command.entry, size)
                                   : growth_proof(**store, *command.old_size, size);
  if (!proof) return fail(proof.error(), around);
  around.out << json::write(*proof) << "\n";
  return 0;
}

}  // namespace quorate
