#include "config/operators.hpp"

#include "config/operator_register.hpp"
#include "config/yaml/flow_table.hpp"
#include "config/yaml/reader.hpp"
#include "proofs/identity/account.hpp"
#include "proofs/identity/host.hpp"

#include <utility>

namespace quorate {
namespace {

constexpr Range entry_count = {1, 10'000};
constexpr Range domain_count = {0, 1'000};
constexpr Range shared_host_count = {0, 10'000};

constexpr Range name_count = {1, 100};
constexpr Range address_count = {1, 1'000};
constexpr Range issuer_count = {1, 100};

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

Result<Operator::Business> read_business(const YamlNode& node) {
  const auto text = read_string(node, "\"business\"");
  if (!text) return text.error();
  if (*text == "cdn") return Operator::Business::cdn;
  return error_at(node.place, "\"business\" can only be cdn; leave it out for others");
}

Result<std::vector<AddressBlock>> read_blocks(const YamlNode& node) {
  const auto texts = read_strings(node, "\"addresses\"", address_count);
  if (!texts) return texts.error();
  std::vector<AddressBlock> blocks;
  for (std::size_t i = 0; i < texts->size(); ++i) {
    const auto block = parse_block((*texts)[i]);
    if (!block) return error_at(node.items[i].place, block.error().detail);
    blocks.push_back(*block);
  }
  return blocks;
}

Result<void> check_label(const YamlNode& node, const std::string& label) {
  if (label.find('.') == label.npos && check_host(label + ".example")) return {};
  return error_at(node.place, quoted(label) +
                                  " is no label; write a name as it stands before the first dot: "
                                  "amazon covers amazon.de and amazon.com.au");
}

void read_names(MapReader& reader, WrittenOperator& written) {
  written.names = reader.find("names");
  if (written.names == nullptr) return;
  written.entry.names = reader.keep(read_strings(*written.names, "\"names\"", name_count));
  for (std::size_t i = 0; i < written.entry.names.size(); ++i)
    reader.keep(check_label(written.names->items[i], written.entry.names[i]));
}

// What is seen of an operator beside its domains.
void read_signs(MapReader& reader, WrittenOperator& written) {
  if (const YamlNode* business = reader.find("business"))
    written.entry.business = reader.keep(read_business(*business));
  written.addresses = reader.find("addresses");
  if (written.addresses != nullptr) written.entry.addresses = reader.keep(read_blocks(*written.addresses));
  written.issuers = reader.find("issuers");
  if (written.issuers != nullptr)
    written.entry.issuers = reader.keep(read_strings(*written.issuers, "\"issuers\"", issuer_count));
}

Result<WrittenOperator> read_operator(const YamlNode& node) {
  MapReader reader(node, "operator entry");
  WrittenOperator written;
  written.id = reader.required("id");
  if (written.id != nullptr) written.entry.id = reader.keep(read_id(*written.id, "\"id\""));
  written.name = reader.required("name");
  if (written.name != nullptr) written.entry.name = reader.keep(read_string(*written.name, "\"name\""));
  written.parent = reader.find("parent");
  if (written.parent != nullptr)
    written.entry.parent = reader.keep(read_string(*written.parent, "\"parent\""));
  written.domains = reader.required("domains");
  if (written.domains != nullptr) {
    written.entry.domains = reader.keep(read_strings(*written.domains, "\"domains\"", domain_count));
    for (std::size_t i = 0; i < written.entry.domains.size(); ++i)
      if (const auto checked = check_host(written.entry.domains[i]); !checked)
        reader.fail_at(&written.domains->items[i], checked.error().detail);
  }
  read_names(reader, written);
  read_signs(reader, written);
  if (const auto done = reader.finish(); !done) return done.error();
  return written;
}

Result<SharedHost> read_shared_host(const YamlNode& node) {
  MapReader reader(node, "shared host");
  SharedHost shared;
  if (const YamlNode* host = reader.required("host")) {
    shared.host = reader.keep(read_string(*host, "\"host\""));
    if (const auto checked = check_host(shared.host); !checked) reader.fail_at(host, checked.error().detail);
  }
  shared.why = reader.string("why");
  if (const auto done = reader.finish(); !done) return done.error();
  return shared;
}

Result<std::vector<SharedHost>> read_shared_hosts(const YamlNode& node, const Operators& operators) {
  std::vector<SharedHost> hosts = operators.shared_hosts();
  const auto items = read_list(node, "\"shared_hosts\"", shared_host_count);
  if (!items) return items.error();
  for (const YamlNode& item : *items) {
    auto added = read_shared_host(item);
    if (!added) return added.error();
    if (operators.of(added->host) == nullptr)
      return error_at(item.place, "no operator has the domain " + added->host +
                                      "; without one, its users' names would count as independent");
    for (const SharedHost& present : hosts)
      if (present.host == added->host)
        return error_at(item.place, added->host + " stands twice under \"shared_hosts\"; remove one");
    hosts.push_back(std::move(*added));
  }
  return hosts;
}

Result<Operators> build(const YamlNode& root, const Operators& known) {
  MapReader reader(root, "operators file");
  std::string version = reader.string("version");
  if (!known.version().empty()) version = known.version() + " + " + version;
  std::vector<WrittenOperator> written;
  if (const YamlNode* entries = reader.required("operators"))
    for (const YamlNode& entry : reader.keep(read_list(*entries, "\"operators\"", entry_count)))
      written.push_back(reader.keep(read_operator(entry)));
  const YamlNode* shared = reader.find("shared_hosts");
  if (const auto done = reader.finish(); !done) return done.error();

  Register entries(known, std::move(written));
  if (const auto checked = entries.check(); !checked) return checked.error();
  Operators operators(version, entries.take(), known.shared_hosts());
  if (shared == nullptr) return operators;
  auto hosts = read_shared_hosts(*shared, operators);
  if (!hosts) return hosts.error();
  return Operators(std::move(version), operators.entries(), std::move(*hosts));
}

}  // namespace

Result<Operators> load_operators(std::string_view file, std::string_view bytes, const Operators& known) {
  const auto root = parse_yaml(file, bytes);
  return root ? build(*root, known) : root.error();
}

Result<Operators> load_operator_table(std::string_view file, std::string_view bytes, const Operators& known) {
  const auto root = parse_flow_table(file, bytes);
  return root ? build(*root, known) : root.error();
}

Result<void> check_operators(const Services& services, const Operators& operators) {
  for (const Service& service : services.entries) {
    if (service.operated_by.empty()) continue;
    if (operators.find(service.operated_by) == nullptr)
      return error_at(service.place, service.id + ": no operators file has an entry " +
                                         quoted(service.operated_by) + "; add it, or remove \"operator\"");
    for (const std::string& example : service.matching) {
      const auto account = Account::parse(example);
      const Operator* runs = account ? operators.of(account->host()) : nullptr;
      if (runs == nullptr || runs->id != service.operated_by)
        return error_at(service.place, service.id + ": " + example + " is on a host that " +
                                           (runs == nullptr ? std::string("no operator") : runs->id) +
                                           " runs by the operators file, and not " + service.operated_by +
                                           "; mend one");
    }
  }
  return {};
}

}  // namespace quorate
