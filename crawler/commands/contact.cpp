#include "crawler/commands/contact/show.hpp"
#include "crawler/commands/run.hpp"
#include "crawler/files.hpp"
#include "crawler/store/open_store.hpp"
#include "crawler/watch/clerk.hpp"
#include "crawler/watch/contacts/vcard.hpp"
#include "crawler/watch/watch_file.hpp"

#include <filesystem>
#include <span>

namespace quorate {
namespace {

using Verb = ContactCommand::Verb;

constexpr std::size_t max_cards_bytes =
    std::size_t{64} * 1024 * 1024;  // some ten thousand, with their pictures

Result<ContactState> find(StoreReader& store, const std::string& name) {
  const auto id = store.find_contact(name);
  if (!id) return id.error();
  if (!*id) return Error{Code::bad_argument, "no contact is called " + name + "; see quorate contact list"};
  auto state = store.contact(**id);
  if (!state) return state.error();
  if (!*state) return Error{Code::bad_argument, "no contact is called " + name};
  return std::move(**state);
}

std::string who(const ContactCommand& command) {
  return command.by.empty() ? "the command line" : command.by;
}

Result<void> add(const ContactCommand& command, Store& store, const Tables& tables,
                 const ScheduleRules& rules, const Surroundings& around) {
  std::vector<ContactFile> files;
  for (const std::string& name : command.names) {
    if (command.verb == Verb::import && name.ends_with(".vcf")) {
      const auto bytes = read_file(name, max_cards_bytes);
      if (!bytes) return bytes.error();
      const auto cards = read_vcards(name, *bytes);
      if (!cards) return cards.error();
      for (const ImportedCard& card : *cards) {
        for (const std::string& left : card.left_out)
          note(name + ": " + card.name + ": not taken over: " + left, around);
        if (card.document.empty()) {
          note(name + ": " + card.name + ": not added: it names no account that can be checked", around);
          continue;
        }
        files.push_back({card.name, card.document});
      }
    } else {
      auto file = read_contact_document(name);
      if (!file) return file.error();
      files.push_back(std::move(*file));
    }
  }
  for (const ContactFile& file : files)
    if (const auto checked = check_document(file.name, file.document, tables); !checked)
      return checked.error();
  const auto ids = add_contact_files(store, files, around.now, rules);
  if (!ids) return ids.error();
  for (const ContactFile& file : files) around.out << "added " << file.name << "\n";
  return {};
}

Result<void> export_contacts(const ContactCommand& command, StoreReader& store, const Surroundings& around) {
  std::vector<ContactState> states;
  for (const std::string& name : command.names) {
    auto state = find(store, name);
    if (!state) return state.error();
    states.push_back(std::move(*state));
  }
  ContactQuery query;
  query.limit = max_page;
  while (command.names.empty()) {
    const auto page = store.contacts(query);
    if (!page) return page.error();
    for (const ContactSummary& each : *page) {
      auto state = store.contact(each.contact.id);
      if (!state) return state.error();
      if (*state) states.push_back(std::move(**state));
      query.after = each.contact.id;
    }
    if (page->size() < query.limit) break;
  }
  for (const ContactState& state : states) {
    if (command.out.empty()) {
      around.out << (states.size() > 1 ? "---\n" : "") << state.contact.document;
      if (!state.contact.document.ends_with('\n')) around.out << "\n";
      continue;
    }
    const auto file =
        std::filesystem::path(command.out) / ("contact-" + std::to_string(state.contact.id) + ".yaml");
    if (const auto written = create_file(file, state.contact.document, FileMode::secret); !written)
      return written.error();
    around.out << file.string() << "\n";
  }
  return {};
}

Result<void> change(const ContactCommand& command, Store& store, const Surroundings& around) {
  const auto state = find(store, command.names.front());
  if (!state) return state.error();
  const std::string& name = state->contact.name;
  if (command.verb == Verb::check) {
    const DueContact due{state->contact.id, around.now};
    if (const auto planned = store.reschedule(std::span(&due, 1)); !planned) return planned.error();
    around.out << name << ": due now\n";
    return {};
  }
  if (command.verb == Verb::remove) {
    if (const auto removed = remove_contact(store, *state, around.now); !removed) return removed.error();
    around.out << "removed " << name << "\n";
    return {};
  }
  if (command.verb == Verb::pause || command.verb == Verb::resume) {
    const bool on = command.verb == Verb::resume;
    const auto done =
        set_watching(store, *state, on ? Watching::active : Watching::paused, who(command), around.now);
    if (!done) return done.error();
    around.out << name << (on ? ": watched again\n" : ": paused\n");
    return {};
  }
  if (command.verb == Verb::pin) {
    const auto contact = load_contact(name, state->contact.document);
    if (!contact) return contact.error();
    if (const auto done = pin_key(store, *state, command.key, contact->accounts, who(command), around.now);
        !done)
      return done.error();
  } else {
    const bool yes = command.verb == Verb::accept;
    const auto named = command.key.empty() ? std::nullopt : std::optional<std::string>(command.key);
    if (state->pending) show_pending(*state, around);
    if (const auto done = decide(store, *state, yes ? Decided::accepted : Decided::refused, who(command),
                                 around.now, named);
        !done)
      return done.error();
    if (!yes) {
      around.out << name << ": refused\n";
      return {};
    }
  }
  const auto after = find(store, name);
  if (!after) return after.error();
  if (after->history.pin) around.out << name << ": pinned " << after->history.pin->speaker.key.id << "\n";
  return {};
}

Result<void> work(const ContactCommand& command, const Surroundings& around) {
  const auto where = store_of(command.store, command.watch_file);
  if (!where) return where.error();
  if (command.verb == Verb::list || command.verb == Verb::show || command.verb == Verb::export_all) {
    const auto store = open_store_reader(*where);
    if (!store) return store.error();
    if (command.verb == Verb::list) return list_contacts(command, **store, around);
    if (command.verb == Verb::export_all) return export_contacts(command, **store, around);
    for (const std::string& name : command.names) {
      const auto state = find(**store, name);
      if (!state) return state.error();
      if (const auto shown = show_contact(command, **store, *state, around); !shown) return shown;
    }
    return {};
  }
  std::string settings = around.config;
  WatchPace pace;
  if (settings.empty() && !command.watch_file.empty()) {
    const auto plan = read_watch_file(command.watch_file);
    if (!plan) return plan.error();
    settings = plan->settings.settings.value_or("");
    pace = plan->settings.pace;
  }
  const auto tables = load_tables(settings);
  if (!tables) return tables.error();
  const auto store =
      open_store(*where, {StoreRole::visitor, [&](const std::string& line) { note(line, around); }});
  if (!store) return store.error();
  if (command.verb == Verb::add || command.verb == Verb::import)
    return add(command, **store, *tables, schedule_rules(pace), around);
  for (const std::string& name : command.names) {
    ContactCommand one = command;
    one.names = {name};
    if (const auto done = change(one, **store, around); !done) return done;
  }
  return {};
}

}  // namespace

int run(const ContactCommand& command, const Surroundings& around) {
  if (const auto done = work(command, around); !done) return fail(done.error(), around);
  return 0;
}

}  // namespace quorate
