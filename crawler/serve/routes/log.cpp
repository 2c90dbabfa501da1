#include "crawler/serve/routes/handlers.hpp"
#include "crawler/serve/routes/numbers.hpp"
#include "crawler/serve/routes/records.hpp"
#include "proofs/encoding/base64.hpp"
#include "proofs/log/proof.hpp"

namespace quorate {
namespace {

constexpr WholeRange page_lengths = {1, static_cast<std::int64_t>(max_page)};

// In hexadecimal, as the leaves have their digests.
json::Value hash_value(const LogHash& hash) { return json::Value::string(encode_hex(hash)); }

json::Value path_value(const std::vector<LogHash>& path) {
  std::vector<json::Value> items;
  for (const LogHash& hash : path) items.push_back(hash_value(hash));
  return json::Value::array(std::move(items));
}

LogNodes nodes_of(StoreReader& store) {
  return [&store](unsigned level, std::uint64_t index) -> Result<LogHash> {
    const auto hash = store.log_node(level, index);
    if (!hash) return hash.error();
    if (!*hash) return Error{Code::internal, "a node of the log is missing; run `quorate log verify`"};
    return **hash;
  };
}

// A size of the log, the present one where the parameter is missing.
Result<std::uint64_t> size_parameter(const ApiCall& call, std::string_view name) {
  const auto head = call.store.log_head();
  if (!head) return head.error();
  const auto now = static_cast<std::int64_t>(head->size);
  const auto size = number_parameter(call.target, name, {0, now}, now);
  if (!size) return size.error();
  return static_cast<std::uint64_t>(*size);
}

}  // namespace

ApiAnswer get_log_head(const ApiCall& call) {
  const auto head = call.store.log_head();
  if (!head) return problem(head.error());
  const auto checkpoints = call.store.checkpoints(1);
  if (!checkpoints) return problem(checkpoints.error());
  json::Value out = json::Value::object();
  out.add("size", json::Value::number(static_cast<std::int64_t>(head->size)));
  out.add("root", hash_value(head->root));
  // A signed note has lines; they are shown as they are, since `text` is ours.
  out.add("checkpoint",
          checkpoints->empty() ? json::Value() : json::Value::string(checkpoints->front().text));
  return json_reply(200, out);
}

ApiAnswer get_log_entries(const ApiCall& call) {
  const auto from = number_parameter(call.target, "from", any_place, 0);
  if (!from) return problem(from.error());
  const auto limit = number_parameter(call.target, "limit", page_lengths, usual_page);
  if (!limit) return problem(limit.error());
  const auto count = static_cast<std::size_t>(*limit);
  const auto entries = call.store.log_entries(static_cast<LogIndex>(*from), count);
  if (!entries) return problem(entries.error());
  std::vector<json::Value> items;
  for (const ObservationRecord& entry : *entries) items.push_back(observation_value(entry));
  std::optional<std::int64_t> next;
  if (entries->size() == count) next = static_cast<std::int64_t>(entries->back().index) + 1;
  return json_reply(200, page_value("entries", std::move(items), next));
}

ApiAnswer get_log_inclusion(const ApiCall& call) {
  const auto size = size_parameter(call, "size");
  if (!size) return problem(size.error());
  const auto index = number_parameter(call.target, "index", any_place, 0);
  if (!index) return problem(index.error());
  const auto path = prove_inclusion(static_cast<std::uint64_t>(*index), *size, nodes_of(call.store));
  if (!path) return problem(path.error());
  const auto root = root_of(*size, nodes_of(call.store));
  if (!root) return problem(root.error());
  json::Value out = json::Value::object();
  out.add("index", json::Value::number(*index));
  out.add("size", json::Value::number(static_cast<std::int64_t>(*size)));
  out.add("root", hash_value(*root));
  out.add("path", path_value(*path));
  return json_reply(200, out);
}

ApiAnswer get_log_consistency(const ApiCall& call) {
  const auto to = size_parameter(call, "to");
  if (!to) return problem(to.error());
  const auto from = number_parameter(call.target, "from", any_place, 0);
  if (!from) return problem(from.error());
  if (*from == 0)
    return problem(Error{Code::bad_argument, "from=0 asks about an empty log, with which every log begins"});
  const auto path = prove_consistency(static_cast<std::uint64_t>(*from), *to, nodes_of(call.store));
  if (!path) return problem(path.error());
  json::Value out = json::Value::object();
  out.add("from", json::Value::number(*from));
  out.add("to", json::Value::number(static_cast<std::int64_t>(*to)));
  out.add("path", path_value(*path));
  return json_reply(200, out);
}

}  // namespace quorate
