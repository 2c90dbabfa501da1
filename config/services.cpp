#include "config/services.hpp"

#include "config/packed/tables.hpp"
#include "config/yaml/reader.hpp"

#include <algorithm>
#include <set>

namespace quorate {
namespace {

constexpr Range entry_count = {1, 10'000};
constexpr Range place_count = {1, 4};
constexpr Range example_count = {1, 200};

Result<AccountTemplate> read_account(const YamlNode& node, std::vector<Field> fields) {
  const auto text = read_string(node, "\"account\"");
  if (!text) return text.error();
  auto parsed = AccountTemplate::parse(*text, std::move(fields));
  if (!parsed) return error_at(node.place, parsed.error().detail);
  return parsed;
}

// Every text of the place must come out for these values.
Result<void> check_filling(const PlaceTemplate& place, const FieldValues& values) {
  for (const TextTemplate& url : place.urls)
    if (const auto filled = url.fill(values); !filled) return filled.error();
  if (place.dns)
    if (const auto filled = place.dns->fill(values); !filled) return filled.error();
  if (place.owner)
    if (const auto filled = place.owner->equals.fill(values); !filled) return filled.error();
  return {};
}

Result<void> check_example(const YamlNode& node, const Service& service) {
  const auto account = Account::parse(node.text);
  if (!account) return error_at(node.place, "the example is no account: " + account.error().detail);
  const auto values = service.account.match(*account);
  if (!values)
    return error_at(node.place,
                    "the example does not match " + service.account.text() + "; mend one of them");
  for (const PlaceTemplate& place : service.places)
    if (const auto checked = check_filling(place, *values); !checked)
      return error_at(node.place, checked.error().detail);
  return {};
}

Result<void> check_counter_example(const YamlNode& node, const Service& service) {
  const auto account = Account::parse(node.text);  // what is no account at all is nobody's account either
  if (account && service.account.match(*account))
    return error_at(node.place, "matches " + service.account.text() + ", but stands under \"other\"");
  return {};
}

void read_examples(MapReader& entry, Service& service) {
  const YamlNode* node = entry.required("examples");
  if (node == nullptr) return;
  MapReader reader(*node, "examples");
  if (const YamlNode* matching = reader.required("match")) {
    service.matching = reader.keep(read_strings(*matching, "\"match\"", example_count));
    for (const YamlNode& item : matching->items) reader.keep(check_example(item, service));
  }
  if (const YamlNode* other = reader.required("other")) {
    service.other = reader.keep(read_strings(*other, "\"other\"", example_count));
    for (const YamlNode& item : other->items) reader.keep(check_counter_example(item, service));
  }
  entry.keep(reader.finish());
}

Result<Service> read_service(const YamlNode& node) {
  MapReader reader(node, "service entry");
  Service service;
  service.place = node.place;
  if (const YamlNode* id = reader.required("id")) service.id = reader.keep(read_id(*id, "\"id\""));
  service.name = reader.string("name");
  service.operated_by = reader.optional_string("operator").value_or("");
  service.kind = reader.string("kind");
  std::vector<Field> fields;
  if (const YamlNode* node_of_fields = reader.find("fields"))
    fields = reader.keep(read_fields(*node_of_fields));
  if (const YamlNode* account = reader.required("account"))
    service.account = reader.keep(read_account(*account, fields));
  if (const YamlNode* places = reader.required("places"))
    for (const YamlNode& place : reader.keep(read_list(*places, "\"places\"", place_count)))
      service.places.push_back(reader.keep(read_place(place, fields)));
  read_examples(reader, service);
  if (const auto done = reader.finish(); !done) return done.error();
  return service;
}

}  // namespace

Result<Services> load_services(std::string_view file, std::string_view bytes) {
  const auto root = parse_yaml(file, bytes);
  return root ? read_services(*root) : root.error();
}

Result<Services> read_services(const YamlNode& root) {
  MapReader reader(root, "services file");
  Services services;
  services.version = reader.string("version");
  std::set<std::string> ids;
  if (const YamlNode* entries = reader.required("services")) {
    for (const YamlNode& entry : reader.keep(read_list(*entries, "\"services\"", entry_count))) {
      services.entries.push_back(reader.keep(read_service(entry)));
      const std::string& id = services.entries.back().id;
      if (!ids.insert(id).second)
        reader.fail_at(&entry, "the id " + id + " is taken by another entry; choose another one");
    }
  }
  if (const auto done = reader.finish(); !done) return done.error();
  return services;
}

Result<Services> join(Services first, const Services& second) {
  for (const Service& added : second.entries) {
    const auto taken = std::any_of(first.entries.begin(), first.entries.end(),
                                   [&](const Service& present) { return present.id == added.id; });
    if (taken)
      return Error{Code::bad_config,
                   "two services files have an entry with the id " + added.id + "; rename one"};
    first.entries.push_back(added);
  }
  first.version += " + " + second.version;
  return first;
}

std::vector<ServiceMatch> matching_services(const Account& account, const Services& services) {
  std::vector<ServiceMatch> matches;
  for (const Service& service : services.entries)
    if (auto values = service.account.match(account)) matches.push_back({&service, std::move(*values)});
  return matches;
}

}  // namespace quorate
