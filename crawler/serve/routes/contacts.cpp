#include "config/contact.hpp"
#include "crawler/serve/routes/handlers.hpp"
#include "crawler/serve/routes/numbers.hpp"
#include "crawler/serve/routes/records.hpp"
#include "proofs/score/score.hpp"

#include <array>

namespace quorate {
namespace {

constexpr WholeRange page_lengths = {1, static_cast<std::int64_t>(max_page)};

ApiReply bad(std::string_view detail) { return problem(400, "bad_argument", detail); }

std::optional<Answer> answer_named(std::string_view word) {
  for (int i = 0; i <= static_cast<int>(Answer::insufficient); ++i)
    if (text(static_cast<Answer>(i)) == word) return static_cast<Answer>(i);
  return std::nullopt;
}

std::optional<ContactChoice> choice_named(std::string_view word) {
  if (word == "all") return ContactChoice::all;
  if (word == "pending") return ContactChoice::pending;
  if (word == "paused") return ContactChoice::paused;
  return std::nullopt;
}

Result<ContactQuery> read_query(const ApiTarget& target) {
  ContactQuery query;
  const auto after = number_parameter(target, "after", any_place, 0);
  if (!after) return after.error();
  query.after = *after;
  const auto limit = number_parameter(target, "limit", page_lengths, usual_page);
  if (!limit) return limit.error();
  query.limit = static_cast<std::size_t>(*limit);
  if (const auto* name = target.find("name")) query.name_part = *name;
  if (const auto* verdict = target.find("verdict")) {
    query.answer = answer_named(*verdict);
    if (!query.answer) return Error{Code::bad_argument, "there is no verdict \"" + *verdict + "\""};
  }
  if (const auto* show = target.find("show")) {
    const auto choice = choice_named(*show);
    if (!choice) return Error{Code::bad_argument, "\"show\" is all, pending or paused"};
    query.choice = *choice;
  }
  return query;
}

// The first member that is none of these; null if there is none.
const std::string* stranger(const json::Value& object, std::initializer_list<std::string_view> known) {
  for (const auto& [name, value] : object.members())
    if (std::find(known.begin(), known.end(), name) == known.end()) return &name;
  return nullptr;
}

std::optional<AnswerSpan> newest_answer(StoreReader& store, ContactId id) {
  auto answers = store.answers(id, std::nullopt, 1);
  if (!answers || answers->empty()) return std::nullopt;
  return answers->front();
}

ApiAnswer contact_reply(const ApiCall& call, ContactId id, unsigned status) {
  const auto contact = call.store.contact(id);
  if (!contact) return problem(contact.error());
  if (!*contact) return problem(404, "not_stored", "there is no such contact");
  return json_reply(status, contact_value(**contact, newest_answer(call.store, id)));
}

}  // namespace

// JSON is YAML, so the text of such an object is a contact file.
Result<std::string> contact_document(const json::Value& body) {
  const json::Value* policy = body.find("policy");
  if (policy != nullptr && !policy->is_object())
    return Error{Code::bad_argument,
                 "\"policy\" is an object here: files of the server are not read for a request"};
  std::string document = json::write_pretty(body) + "\n";
  if (const auto contact = load_contact("the contact", document); !contact) return contact.error();
  return document;
}

ApiReply queue_full() {
  constexpr unsigned retry_seconds = 30;  // a queue that is full empties within about that
  ApiReply reply = problem(429, "queue_full", "too many checks wait already");
  reply.headers.emplace_back("Retry-After", std::to_string(retry_seconds));
  return reply;
}

ApiAnswer list_contacts(const ApiCall& call) {
  auto query = read_query(call.target);
  if (!query) return problem(query.error());
  const auto contacts = call.store.contacts(*query);
  if (!contacts) return problem(contacts.error());
  std::vector<json::Value> items;
  for (const ContactSummary& contact : *contacts) items.push_back(summary_value(contact));
  std::optional<std::int64_t> next;
  if (contacts->size() == query->limit) next = contacts->back().contact.id;
  return json_reply(200, page_value("contacts", std::move(items), next));
}

ApiAnswer add_contact(const ApiCall& call) {
  const std::string* name = call.body.find_string("name");
  if (name == nullptr || name->empty()) return bad("a contact has a \"name\"");
  const auto document = contact_document(call.body);
  if (!document) return problem(document.error());
  const auto id = call.desk.add_contact(*name, *document);
  if (!id) return problem(id.error());
  ApiAnswer answer = contact_reply(call, *id, 201);
  std::get<ApiReply>(answer).headers.emplace_back("Location", "/v1/contacts/" + std::to_string(*id));
  return answer;
}

ApiAnswer get_contact(const ApiCall& call) { return contact_reply(call, call.id, 200); }

ApiAnswer change_contact(const ApiCall& call) {
  if (const auto* other = stranger(call.body, {"watching"}))
    return bad("\"" + *other + "\" cannot be changed");
  const std::string* watching = call.body.find_string("watching");
  if (watching == nullptr || (*watching != "active" && *watching != "paused"))
    return bad("\"watching\" is \"active\" or \"paused\"");
  const auto changed = call.desk.watch_contact(
      call.id, *watching == "active" ? Watching::active : Watching::paused, call.bearer);
  if (!changed) return problem(changed.error());
  return contact_reply(call, call.id, 200);
}

ApiAnswer remove_contact(const ApiCall& call) {
  const auto removed = call.desk.remove_contact(call.id);
  if (!removed) return problem(removed.error());
  return ApiReply{204, "", "", {}};
}

ApiAnswer check_contact(const ApiCall& call) {
  if (const auto* other = stranger(call.body, {})) return bad("\"" + *other + "\" means nothing here");
  const auto queued = call.desk.check_soon(call.id);
  if (!queued) return problem(queued.error());
  if (*queued == Queued::full) return queue_full();
  json::Value out = json::Value::object();
  out.add("state", json::Value::string(*queued == Queued::queued ? "queued" : "already queued"));
  return json_reply(202, out);
}

ApiAnswer decide_change(const ApiCall& call) {
  if (const auto* other = stranger(call.body, {"decision", "revision", "key"}))
    return bad("\"" + *other + "\" means nothing here");
  const std::string* decision = call.body.find_string("decision");
  if (decision == nullptr || (*decision != "accept" && *decision != "refuse"))
    return bad("\"decision\" is \"accept\" or \"refuse\"");
  const json::Value* revision = call.body.find("revision");
  const auto seen = revision == nullptr ? Result<std::int64_t>(Error{}) : revision->integer();
  if (!seen) return bad("\"revision\" is that of the contact as you saw it");
  Wish wish{*decision == "accept" ? Decided::accepted : Decided::refused, *seen, std::nullopt};
  if (call.body.find("key") != nullptr) {
    const std::string* key = call.body.find_string("key");
    if (key == nullptr || key->empty()) return bad("\"key\" is the id of a key");
    wish.key = *key;
  }
  if (wish.decided == Decided::accepted && !wish.key)
    return bad("an accept names the key that would be pinned: \"key\", the id that \"pending\" shows");
  const auto decided = call.desk.decide(call.id, wish, call.bearer);
  if (!decided) return problem(decided.error());
  return contact_reply(call, call.id, 200);
}

}  // namespace quorate
