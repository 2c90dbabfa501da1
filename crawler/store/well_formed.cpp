#include "crawler/store/well_formed.hpp"

#include "crawler/store/store.hpp"
#include "proofs/encoding/utf8.hpp"
#include "proofs/history/file/write.hpp"
#include "proofs/report/layout/wording.hpp"

#include <set>

namespace quorate {

namespace {

bool is_text(std::string_view bytes) { return is_utf8(bytes) && bytes.find('\0') == bytes.npos; }

Error refused(std::string_view field, std::string_view why) {
  return Error{Code::bad_argument, std::string(field) + ": " + std::string(why)};
}

Result<void> check_name(std::string_view name) {
  if (name.empty() || name.size() > max_contact_name_bytes)
    return refused("name", "must have 1 to " + std::to_string(max_contact_name_bytes) + " bytes");
  if (!is_text(name) || has_control(name)) return refused("name", "must be text without control characters");
  if (shown(name).empty()) return refused("name", "must be more than white space");
  return {};
}

Result<void> check_document(std::string_view document) {
  if (document.size() > max_document_bytes)
    return refused("document", "has more than " + std::to_string(max_document_bytes) + " bytes");
  return check_text("document", document);
}

// A list of texts, each with the name of its field; the first that is none.
Result<void> check_texts(std::initializer_list<std::pair<std::string_view, std::string_view>> texts) {
  for (const auto& [field, text] : texts)
    if (auto checked = check_text(field, text); !checked) return checked;
  return {};
}

Result<void> check_pending(PendingStep step, const std::optional<PendingChange>& pending) {
  if ((step == PendingStep::set) != pending.has_value())
    return refused("pending", "is there exactly where it is to be set");
  if (!pending) return {};
  return check_texts({{"pending kind", pending->kind}, {"pending json", pending->json}});
}

// A history file always holds a look, so one without could not be read again.
Result<void> check_history(const std::optional<History>& history) {
  if (!history || history->looks > 0 || write_history(*history) == write_history({})) return {};
  return refused("history", "holds something, but no look: look at the contact first");
}

}  // namespace

Result<void> check_text(std::string_view field, std::string_view text) {
  if (!is_text(text)) return refused(field, "must be UTF-8 without NUL");
  return {};
}

Result<void> check_new_contact(const NewContact& contact) {
  if (auto named = check_name(contact.name); !named) return named;
  return check_document(contact.document);
}

Result<void> check_events(std::span<const NewEvent> events) {
  for (const NewEvent& event : events)
    if (auto checked = check_texts({{"event kind", event.kind},
                                    {"event account", event.account},
                                    {"event text", event.text},
                                    {"event json", event.json}});
        !checked)
      return checked;
  return {};
}

Result<void> check_look(const LookRecord& look) {
  if (look.report)
    if (auto checked = check_text("report", *look.report); !checked) return checked;
  if (look.answer)
    if (auto checked = check_text("answer key", look.answer->key); !checked) return checked;
  for (const AccountSchedule& account : look.schedule.accounts)
    if (auto checked = check_text("schedule account", account.account); !checked) return checked;
  for (const NewObservation& seen : look.observations)
    if (auto checked = check_texts({{"observation account", seen.place.account},
                                    {"observation url", seen.place.url},
                                    {"observation vantage", seen.place.vantage},
                                    {"observation error", seen.answer.error}});
        !checked)
      return checked;
  if (auto checked = check_history(look.history); !checked) return checked;
  std::set<std::string_view> accounts;
  for (const NewVerdict& verdict : look.verdicts) {
    if (auto checked = check_text("verdict account", verdict.account); !checked) return checked;
    if (!accounts.insert(verdict.account).second)
      return refused("verdict account", "is there twice: " + verdict.account);
    for (const std::string& key : verdict.keys)
      if (auto checked = check_text("verdict key", key); !checked) return checked;
  }
  if (auto checked = check_pending(look.pending_step, look.pending); !checked) return checked;
  return check_events(look.events);
}

Result<void> check_change(const ContactChange& change) {
  if (change.name)
    if (auto checked = check_name(*change.name); !checked) return checked;
  if (change.document)
    if (auto checked = check_document(*change.document); !checked) return checked;
  if (auto checked = check_history(change.history); !checked) return checked;
  if (change.decision)
    if (auto checked = check_texts({{"decision by", change.decision->by},
                                    {"decision kind", change.decision->change.kind},
                                    {"decision json", change.decision->change.json}});
        !checked)
      return checked;
  if (auto checked = check_pending(change.pending_step, change.pending); !checked) return checked;
  return check_events(change.events);
}

Result<void> check_note(std::string_view name, std::string_view text) {
  if (name.empty() || name.size() + text.size() > max_note_bytes)
    return refused("note", "has no name, or more than " + std::to_string(max_note_bytes) + " bytes");
  return check_texts({{"note name", name}, {"note text", text}});
}

std::string as_detail(std::string_view bytes) { return printable(bytes, max_detail_bytes); }

Validators storable(const Validators& validators) {
  return {is_text(validators.etag) ? validators.etag : std::string(),
          is_text(validators.last_modified) ? validators.last_modified : std::string()};
}

}  // namespace quorate
