#include "config/plan.hpp"
#include "crawler/commands/run.hpp"
#include "crawler/tables.hpp"
#include "proofs/report/layout/table.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr int no_match_status = 1;

std::string_view region_word(RegionKind kind) {
  switch (kind) {
    case RegionKind::lines:
      return "lines of the file";
    case RegionKind::body:
      return "the whole text";
    case RegionKind::html:
      return "the element";
    case RegionKind::meta:
      return "the <meta> named";
    case RegionKind::json:
      return "the JSON value at";
    case RegionKind::header:
      return "the header";
    case RegionKind::txt:
      return "TXT records";
  }
  return "";
}

std::string describe(const Region& region) {
  std::string words(region_word(region.kind));
  if (!region.path.empty()) words += " " + region.path;
  return words;
}

int list_services(const Services& services, const Surroundings& around) {
  Table table{{"id", "what", "account"}, {TableSection{}}};
  for (const Service& service : services.entries)
    table.sections.front().rows.push_back({{{service.id}, {service.name}, {service.account.text()}}, ""});
  around.out << write_table(table, around.style);
  note("services of " + services.version + "; `quorate services show ID` tells more", around);
  return 0;
}

int show_service(const std::string& id, const Services& services, const Surroundings& around) {
  const auto found = std::find_if(services.entries.begin(), services.entries.end(),
                                  [&](const Service& service) { return service.id == id; });
  if (found == services.entries.end())
    return fail({Code::bad_argument, "no service \"" + id + "\"; `quorate services list` names them all"},
                around);
  around.out << found->name << " (" << found->kind << ")\n"
             << labelled("accounts", found->account.text(), around.style);
  for (const PlaceTemplate& place : found->places) {
    for (const TextTemplate& url : place.urls) around.out << labelled("asks", url.text(), around.style);
    if (place.dns) around.out << labelled("asks", "TXT " + place.dns->text(), around.style);
    if (place.owner)
      around.out << labelled("owner", describe(place.owner->region) + " equals " + place.owner->equals.text(),
                             around.style);
    for (const Region& region : place.regions)
      around.out << labelled("reads", describe(region), around.style);
    around.out << labelled("keys", text(place.key_kind), around.style);
  }
  for (const std::string& example : found->matching)
    around.out << labelled("for example", example, around.style);
  for (const std::string& example : found->other) around.out << labelled("but not", example, around.style);
  return 0;
}

int match_services(const std::string& typed, const Tables& tables, const Surroundings& around) {
  const auto account = account_from_typed(typed);
  if (!account) return fail(account.error(), around);
  const Plan plan = plan_account(*account, tables.services, tables.limits);
  if (const auto* verdict = std::get_if<Verdict>(&plan)) {
    around.out << account->uri() << ": " << summary(*verdict) << "\n";
    if (!verdict->detail.empty()) note(verdict->detail, around);
    return no_match_status;
  }
  Table table{{"account", "service", "asks"}, {TableSection{}}};
  for (const PlannedRequest& planned : std::get<std::vector<PlannedRequest>>(plan)) {
    const Request& request = planned.request;
    table.sections.front().rows.push_back({{{account->uri()},
                                            {planned.place.service},
                                            {request.url.empty() ? "TXT " + request.dns_name : request.url}},
                                           ""});
  }
  around.out << write_table(table, around.style);
  return 0;
}

}  // namespace

int run(const ServicesCommand& command, const Surroundings& around) {
  const auto tables = load_tables(around.config);
  if (!tables) return fail(tables.error(), around);
  switch (command.verb) {
    case ServicesCommand::Verb::list:
      return list_services(tables->services, around);
    case ServicesCommand::Verb::show:
      return show_service(command.argument, tables->services, around);
    case ServicesCommand::Verb::match:
      return match_services(command.argument, *tables, around);
  }
  return fail({Code::internal, "an unknown verb"}, around);
}

}  // namespace quorate
