#include "crawler/commands/contact/import.hpp"
#include "crawler/commands/contact/show.hpp"
#include "crawler/commands/run.hpp"
#include "crawler/files.hpp"
#include "crawler/store/open_store.hpp"
#include "crawler/watch/clerk.hpp"
#include "crawler/watch/watch_file.hpp"

#include <algorithm>
#include <filesystem>
#include <span>

namespace quorate {
namespace {

using Verb = ContactCommand::Verb;

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
    auto file = read_contact_document(name);
    if (!file) return file.error();
    if (const auto checked = check_document(file->name, file->document, tables); !checked)
      return checked.error();
    files.push_back(std::move(*file));
  }
  const auto ids = add_contact_files(store, files, around.now, rules);
  if (!ids) return ids.error();
  for (const ContactFile& file : files) around.out << "added " << list_name(file.name) << "\n";
  return {};
}

// For its owner alone, where it is not there yet: contact files say whom somebody knows.
Result<void> make_folder(const std::filesystem::path& folder) {
  std::error_code failed;
  if (std::filesystem::create_directories(folder, failed))
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failed);
  if (failed)
    return Error{Code::file_failed, folder.string() + ": cannot make this folder: " + failed.message()};
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
  if (!command.out.empty())
    if (auto made = make_folder(command.out); !made) return made;
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

// Whether pinning would change nothing: this key is pinned with these accounts, and nothing else waits.
bool is_pinned(const ContactState& state, const std::string& key, const std::vector<Account>& accounts) {
  if (!state.history.pin || state.pending || state.history.pin->speaker.key.id != key) return false;
  std::vector<std::string> now;
  for (const Account& account : accounts) now.push_back(account.uri());
  std::sort(now.begin(), now.end());
  std::vector<std::string> pinned = state.history.pin->accounts;
  std::sort(pinned.begin(), pinned.end());
  return now == pinned;
}

Result<void> change(const ContactCommand& command, Store& store, const Surroundings& around) {
  const auto state = find(store, command.names.front());
  if (!state) return state.error();
  const std::string& name = state->contact.name;
  if (command.verb == Verb::check) {
    const DueContact due{state->contact.id, around.now};
    if (const auto planned = store.reschedule(std::span(&due, 1)); !planned) return planned.error();
    around.out << list_name(name) << ": due now\n";
    if (state->contact.watching == Watching::paused)
      note(list_name(name) + " is paused and is not looked at before it is resumed: quorate contact resume " +
               list_name(name),
           around);
    return {};
  }
  if (command.verb == Verb::remove) {
    if (const auto removed = remove_contact(store, *state, around.now); !removed) return removed.error();
    around.out << "removed " << list_name(name) << "\n";
    return {};
  }
  if (command.verb == Verb::pause || command.verb == Verb::resume) {
    const bool on = command.verb == Verb::resume;
    const auto done =
        set_watching(store, *state, on ? Watching::active : Watching::paused, who(command), around.now);
    if (!done) return done.error();
    around.out << list_name(name) << (on ? ": watched again\n" : ": paused\n");
    return {};
  }
  if (command.verb == Verb::pin) {
    const auto contact = load_contact(name, state->contact.document);
    if (!contact) return contact.error();
    if (is_pinned(*state, command.key, contact->accounts)) {
      around.out << list_name(name) << ": already pinned " << command.key << "\n";
      return {};
    }
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
      around.out << list_name(name) << ": refused\n";
      return {};
    }
  }
  const auto after = find(store, name);
  if (!after) return after.error();
  if (after->history.pin)
    around.out << list_name(name) << ": pinned " << after->history.pin->speaker.key.id << "\n";
  return {};
}

// The contact file by which the watch file brings this contact; empty: none.
std::string file_of(const std::string& name, const WatchPlan& plan) {
  for (std::size_t i = 0; i < plan.contacts.size(); ++i)
    if (plan.contacts[i].name == name) return plan.settings.contacts.at(i);
  return "";
}

// The exit status.
Result<int> work(const ContactCommand& command, const Surroundings& around) {
  const auto where = store_of(command.store, command.watch_file);
  if (!where) return where.error();
  if (command.verb == Verb::list || command.verb == Verb::show || command.verb == Verb::export_all) {
    const auto store = open_store_reader(*where);
    if (!store) return store.error();
    if (command.verb == Verb::list || command.verb == Verb::export_all) {
      const auto done = command.verb == Verb::list ? list_contacts(command, **store, around)
                                                   : export_contacts(command, **store, around);
      if (!done) return done.error();
      return 0;
    }
    for (const std::string& name : command.names) {
      const auto state = find(**store, name);
      if (!state) return state.error();
      if (const auto shown = show_contact(command, **store, *state, around); !shown) return shown.error();
    }
    return 0;
  }
  std::string settings = around.config;
  WatchPace pace;
  std::optional<WatchPlan> plan;
  if (!command.watch_file.empty() && (settings.empty() || command.verb == Verb::remove)) {
    auto read = read_watch_file(command.watch_file);
    if (!read) return read.error();
    plan.emplace(std::move(*read));
  }
  if (plan && settings.empty()) {
    settings = plan->settings.settings.value_or("");
    pace = plan->settings.pace;
  }
  const auto tables = load_tables(settings);
  if (!tables) return tables.error();
  // Only what adds contacts makes a store where there is none.
  if (command.verb != Verb::add && command.verb != Verb::import)
    if (const auto there = open_store_reader(*where); !there) return there.error();
  const auto store =
      open_store(*where, {StoreRole::visitor, [&](const std::string& line) { note(line, around); }});
  if (!store) return store.error();
  if (command.verb == Verb::import)
    return import_contacts(command, **store, *tables, schedule_rules(pace), around);
  if (command.verb == Verb::add) {
    const auto added = add(command, **store, *tables, schedule_rules(pace), around);
    if (!added) return added.error();
    return 0;
  }
  for (const std::string& name : command.names) {
    ContactCommand one = command;
    one.names = {name};
    if (const auto done = change(one, **store, around); !done) return done.error();
    const std::string file = plan && command.verb == Verb::remove ? file_of(name, *plan) : "";
    if (!file.empty())
      note(list_name(name) + " came from " + file +
               ", and comes back, without its history, when the daemon starts or reads its files again, as "
               "long as " +
               command.watch_file + " names that file",
           around);
  }
  return 0;
}

}  // namespace

int run(const ContactCommand& command, const Surroundings& around) {
  const auto status = work(command, around);
  return status ? *status : fail(status.error(), around);
}

}  // namespace quorate
