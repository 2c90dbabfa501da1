#include "config/plan.hpp"
#include "crawler/commands/run.hpp"
#include "crawler/files.hpp"
#include "crawler/key_file.hpp"
#include "crawler/tables.hpp"
#include "crawler/token_file.hpp"
#include "proofs/formats/sign.hpp"
#include "proofs/groups/groups.hpp"
#include "proofs/report/layout/table.hpp"
#include "proofs/score/score.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>

namespace quorate {
namespace {

// What goes into one place of one account.
struct Placement {
  std::string text;  // the statement, or a badge
  enum class Kind { statement, badge } kind = Kind::statement;
  enum class Form { file, record, profile } form = Form::profile;
  std::string address;  // the URL that will be asked, or the DNS name
  std::string where;    // in words
};

Placement::Form form_of(const Place& place) {
  const RegionKind kind = place.regions.front().kind;
  if (kind == RegionKind::txt) return Placement::Form::record;
  const bool whole = kind == RegionKind::lines || kind == RegionKind::body;
  return whole ? Placement::Form::file : Placement::Form::profile;
}

// Web servers look a file up by its decoded name, so that is the name it must have on disk.
std::string percent_decoded(std::string_view path) {
  const auto digit = [](char c) {
    return c <= '9' ? c - '0' : c - 'A' + 10;
  };  // our URLs have upper-case digits
  std::string decoded;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] == '%' && i + 2 < path.size()) {
      decoded.push_back(static_cast<char>(digit(path[i + 1]) * 16 + digit(path[i + 2])));
      i += 2;
    } else {
      decoded.push_back(path[i]);
    }
  }
  return decoded;
}

class Publisher {
 public:
  Publisher(const KeyFile& key, const Statement& statement, const PublishCommand& command,
            const Tables& tables, const Surroundings& around)
      : key_(key),
        statement_(statement),
        command_(command),
        tables_(tables),
        around_(around),
        division_(groups_.divide(hosts_of(statement.accounts))) {}

  // Prints what to do for the account, and writes its files. Errors: file_failed, internal.
  Result<void> publish(const Account& account) {
    around_.out << account.uri() << "\n";
    const Plan plan = plan_account(account, tables_.services, tables_.limits);
    if (const auto* verdict = std::get_if<Verdict>(&plan)) {
      around_.out << "  nothing can be placed: " << text(verdict->reason) << "\n\n";
      return {};
    }
    for (const PlannedRequest& planned : std::get<std::vector<PlannedRequest>>(plan)) {
      if (planned.kind != KeyKind::native) continue;
      const auto placement = place(planned, advice_for(account, planned.place.service, tables_.services));
      if (!placement) return placement.error();
      if (placement->kind == Placement::Kind::statement)
        full_statements_.insert(division_.of(account.host()).group);
      if (auto told = tell(account, *placement); !told) return told;
    }
    around_.out << "\n";
    return {};
  }

  // SPEC: statement.md section 2: the full statement stands in at least f+1 groups, or deletions could hide
  // it.
  void warn_of_hidden_statement() const {
    std::set<std::string> groups;
    for (const Account& account : statement_.accounts) groups.insert(division_.of(account.host()).group);
    const unsigned wanted = default_hostile(static_cast<unsigned>(groups.size())) + 1;
    if (full_statements_.size() >= wanted) return;
    around_.err << "quorate: WARNING: the full statement fits in " << full_statements_.size()
                << " independent places, and should stand in " << wanted
                << ": add an account with room for it, an own site for example.\n";
  }

 private:
  static std::vector<std::string> hosts_of(const std::vector<Account>& accounts) {
    std::vector<std::string> hosts;
    for (const Account& account : accounts) hosts.push_back(account.host());
    return hosts;
  }

  static PutAdvice advice_for(const Account& account, const std::string& id, const Services& services) {
    for (const ServiceMatch& match : matching_services(account, services))
      if (match.service->id == id && !match.service->places.empty()) return match.service->places.front().put;
    return {};
  }

  Result<Placement> place(const PlannedRequest& planned, const PutAdvice& advice) const {
    Placement placement;
    placement.form = form_of(planned.place);
    placement.address = planned.request.url.empty() ? planned.request.dns_name : planned.request.url;
    placement.where = advice.where;
    const bool fits = placement.form == Placement::Form::file ||
                      (placement.form == Placement::Form::profile &&
                       (advice.room == 0 || statement_.token.size() <= advice.room));
    if (fits) {
      placement.text = statement_.token;
      return placement;
    }
    const auto badge = sign_badge(planned.account, statement_, key_.seed);
    if (!badge) return badge.error();
    placement.kind = Placement::Kind::badge;
    placement.text = *badge;
    return placement;
  }

  Result<void> tell(const Account& account, const Placement& placement) const {
    const std::string what = placement.kind == Placement::Kind::statement ? "the statement" : "the badge";
    const auto line = [&](std::string_view label, const std::string& value) {
      around_.out << "  " << labelled(label, value, around_.style);
    };
    switch (placement.form) {
      case Placement::Form::file:
        line("serve a file", placement.address);
        break;
      case Placement::Form::record:
        line("TXT record at", placement.address);
        break;
      case Placement::Form::profile:
        line("put " + what + " in",
             placement.where.empty() ? "the part of the profile that you write" : placement.where);
        line("it is read at", placement.address);
        break;
    }
    if (command_.out.empty()) {
      around_.out << placement.text << "\n";
      return {};
    }
    const auto file = file_for(account, placement);
    std::error_code failed;
    std::filesystem::create_directories(file.parent_path(), failed);
    if (failed) return Error{Code::file_failed, file.parent_path().string() + ": " + failed.message()};
    if (auto written = replace_file(file, placement.text + "\n", FileMode::shared); !written) return written;
    line("written to", file.string());
    return {};
  }

  // DIR/HOST/PATH for files that are served as they are, DIR/HOST/PATH.paste.txt for text that a person
  // pastes.
  std::filesystem::path file_for(const Account& account, const Placement& placement) const {
    const std::filesystem::path folder = std::filesystem::path(command_.out) / account.host();
    if (placement.form == Placement::Form::record) return folder / "dns.paste.txt";
    std::string path =
        placement.form == Placement::Form::file
            ? placement.address.substr(placement.address.find('/', std::string_view("https://").size()))
            : account.path() + ".paste.txt";
    path.erase(0, path.find_first_not_of('/'));
    return folder / percent_decoded(path);
  }

  const KeyFile& key_;
  const Statement& statement_;
  const PublishCommand& command_;
  const Tables& tables_;
  const Surroundings& around_;
  Groups groups_{tables_.operators, SuffixList::builtin()};
  Division division_;
  std::set<std::string> full_statements_;  // groups where the whole statement stands
};

}  // namespace

int run(const PublishCommand& command, const Surroundings& around) {
  const auto key = read_key_file(command.key);
  if (!key) return fail(key.error(), around);
  const auto statement = read_statement_file(command.statement);
  if (!statement) return fail(statement.error(), around);
  if ((*statement)->kid != key->kid)
    return fail({Code::bad_argument, "the statement is of another key than --key: " + (*statement)->kid},
                around);
  const auto tables = load_tables(around.config);
  if (!tables) return fail(tables.error(), around);
  Publisher publisher(*key, **statement, command, *tables, around);
  for (const Account& account : (*statement)->accounts)
    if (const auto done = publisher.publish(account); !done) return fail(done.error(), around);
  publisher.warn_of_hidden_statement();
  note("quorate check with these accounts shows whether all of it can be read", around);
  return 0;
}

}  // namespace quorate
