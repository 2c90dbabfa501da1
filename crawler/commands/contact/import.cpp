#include "crawler/commands/contact/import.hpp"

#include "crawler/commands/contact/show.hpp"
#include "crawler/files.hpp"
#include "crawler/store/well_formed.hpp"
#include "crawler/watch/clerk.hpp"
#include "crawler/watch/contacts/vcard.hpp"
#include "proofs/encoding/utf8.hpp"

#include <map>

namespace quorate {
namespace {

constexpr std::size_t max_cards_bytes =
    std::size_t{64} * 1024 * 1024;  // some ten thousand, with their pictures
constexpr std::size_t longest_line = 2000;
constexpr int not_all_status = 1;

class Import {
 public:
  Import(Store& store, const Tables& tables, const Surroundings& around)
      : store_(store), tables_(tables), around_(around) {}

  Result<void> read_cards(const std::string& file) {
    const auto bytes = read_file(file, max_cards_bytes);
    if (!bytes) return bytes.error();
    const auto cards = read_vcards(file, *bytes);
    if (!cards) return cards.error();
    if (cards->empty()) return Error{Code::bad_config, file + ": no contact in it; nothing was imported"};
    for (const ImportedCard& card : *cards) {
      const std::string place = file + ":" + std::to_string(card.line) + ": ";
      const std::string who = card.name.empty() ? "" : list_name(card.name) + ": ";
      for (const std::string& left : card.left_out) note(place + who + "not taken over: " + left, around_);
      if (!card.fault.empty()) {
        refuse(place + who, card.fault);
        continue;
      }
      if (auto done = consider(place, {card.name, card.document}); !done) return done;
    }
    return {};
  }

  Result<void> read_contact(const std::string& file) {
    const auto document = read_contact_document(file);
    if (document) return consider(file + ": ", *document);
    if (document.error().code == Code::file_failed) return document.error();
    refuse("", document.error().detail);
    return {};
  }

  Result<int> finish(UnixTime now, const ScheduleRules& rules) {
    if (const auto ids = add_contact_files(store_, fresh_, now, rules); !ids) return ids.error();
    for (const ContactFile& file : fresh_) around_.out << "added " << list_name(file.name) << "\n";
    around_.out << fresh_.size() << " imported, " << refused_ << " not";
    if (there_ > 0) around_.out << ", " << there_ << " already there";
    around_.out << "\n";
    return refused_ == 0 ? 0 : not_all_status;
  }

 private:
  void refuse(const std::string& place, const std::string& why) {
    around_.err << "quorate: " << printable(place + "not imported: " + why, longest_line) << "\n";
    ++refused_;
  }

  void already_there(const std::string& place) {
    note(printable(place + "already there", longest_line), around_);
    ++there_;
  }

  // `place`: "a.vcf:12: ".
  Result<void> consider(const std::string& place, const ContactFile& file) {
    const std::string whose = place + list_name(file.name) + ": ";
    if (const auto checked = check_document(file.name, file.document, tables_); !checked) {
      refuse(place, checked.error().detail);
      return {};
    }
    if (const auto checked = check_new_contact({file.name, file.document}); !checked) {
      refuse(whose, checked.error().detail);
      return {};
    }
    const auto stored = stored_document(file.name);
    if (!stored) return stored.error();
    const auto [before, is_first] = taken_.try_emplace(file.name, stored->value_or(file.document));
    if (is_first && !*stored)
      fresh_.push_back(file);
    else if (before->second == file.document)
      already_there(whose);
    else
      refuse(whose, "there is another contact of this name; rename one, or remove the other first");
    return {};
  }

  Result<std::optional<std::string>> stored_document(const std::string& name) {
    const auto id = store_.find_contact(name);
    if (!id) return id.error();
    if (!*id) return std::optional<std::string>();
    auto state = store_.contact(**id);
    if (!state) return state.error();
    if (!*state) return std::optional<std::string>();
    return std::optional<std::string>(std::move((*state)->contact.document));
  }

  Store& store_;
  const Tables& tables_;
  const Surroundings& around_;
  std::vector<ContactFile> fresh_;
  std::map<std::string, std::string> taken_;  // name -> document, of the store and of these files
  std::size_t refused_ = 0;
  std::size_t there_ = 0;
};

}  // namespace

Result<int> import_contacts(const ContactCommand& command, Store& store, const Tables& tables,
                            const ScheduleRules& rules, const Surroundings& around) {
  Import import(store, tables, around);
  for (const std::string& name : command.names) {
    const bool cards = name.ends_with(".vcf") || name.ends_with(".VCF");
    if (const auto read = cards ? import.read_cards(name) : import.read_contact(name); !read)
      return read.error();
  }
  return import.finish(around.now, rules);
}

}  // namespace quorate
