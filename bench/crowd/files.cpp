#include "bench/crowd/files.hpp"

#include <array>
#include <fstream>
#include <iostream>
#include <stdexcept>

namespace quorate {
namespace {

class File {
 public:
  explicit File(std::string name) : name_(std::move(name)), out_(name_, std::ios::binary) {}
  ~File() = default;
  std::ofstream& out() { return out_; }
  void end() {
    out_.flush();
    if (!out_) throw std::runtime_error(name_ + " cannot be written");
  }

 private:
  std::string name_;
  std::ofstream out_;
};

// How the page of such a service is read.
void describe(Shop kind, std::ostream& out) {
  if (kind == Shop::api) {
    out << "        headers: {Accept: application/json}\n        max_bytes: page_bytes\n"
           "        owner: {json: /username, equals: \"{name}\"}\n        regions: [{json: /biography}]\n";
  } else if (kind == Shop::actor) {
    out << "        headers: {Accept: application/activity+json}\n        max_bytes: page_bytes\n"
           "        owner: {json: /preferredUsername, equals: \"{name}\"}\n        regions: [{json: "
           "/summary}]\n";
  } else {
    out << "        max_bytes: page_bytes\n"
           "        owner: {html: \"header.profile .handle\", equals: \"{name}\"}\n"
           "        regions: [{html: \"section.about .text\"}]\n";
  }
  out << "        formats: [cross_signature]\n";
}

void write_services(const Street& street, const std::string& name) {
  File file(name);
  std::ostream& out = file.out();
  out << "version: \"1\"\nservices:\n";
  bool any = false;
  for (std::size_t place = 0; place < street.shops() * street.branches(); ++place) {
    const std::size_t shop = place / street.branches();
    const Shop kind = street.kind(shop);
    if (kind == Shop::file) continue;
    any = true;
    const std::string& host = street.host(shop, place % street.branches());
    const bool has_at = kind == Shop::page || kind == Shop::actor;
    const std::string_view before = has_at ? "/@" : kind == Shop::api ? "/api/v1/users/" : "/";
    const std::string account = "https://" + host + (has_at ? "/@" : "/");
    out << "  - id: crowd-" << host.substr(0, host.find('.')) << "\n    name: " << host
        << "\n    kind: crowd\n"
        << "    account: \"" << account
        << "{name}\"\n    fields:\n      name: {chars: \"a-z 0-9\", min: 1, max: 30}\n"
        << "    places:\n      - urls: [\"https://" << host << before << "{name}\"]\n";
    describe(kind, out);
    out << "    examples:\n      match: [\"" << account << "p1\"]\n      other: [\"" << account
        << "p1/more\"]\n";
  }
  if (!any) out << "  []\n";
  file.end();
}

void write_settings(const Street& street, const std::string& folder) {
  bool any = false;
  for (std::size_t shop = 0; shop < street.shops(); ++shop) any = any || street.kind(shop) != Shop::file;
  if (any) write_services(street, folder + "/services.yaml");
  File settings(folder + "/settings.yaml");
  settings.out() << (any ? "services: [services.yaml]\n" : "")
                 << "limits: limits.yaml\ncontact: mailto:bench@example.org\n";
  settings.end();
  File limits(folder + "/limits.yaml");
  limits.out() << "# Servers of one's own: no waiting between requests.\n"
                  "domain_interval_ms: 0\nrequests_per_second: 1000000\ndomain_connections: 64\n"
                  "retry_first_ms: 100\n";
  limits.end();
}

void write_names(const Street& street, const std::string& name) {
  File file(name);
  file.out() << "subjectAltName=";
  for (std::size_t shop = 0; shop < street.shops(); ++shop)
    for (std::size_t branch = 0; branch < street.branches(); ++branch)
      file.out() << (shop + branch == 0 ? "" : ",") << "DNS:" << street.host(shop, branch);
  file.out() << "\nbasicConstraints=CA:FALSE\n";
  file.end();
}

}  // namespace

void write_crowd_files(const Street& street, const std::string& folder) {
  write_settings(street, folder);
  write_names(street, folder + "/names");
  File targets(folder + "/targets.ndjson");
  File urls(folder + "/urls.txt");
  std::array<std::size_t, faults> counts{};
  for (std::size_t person = 0; person < street.people(); ++person) {
    targets.out() << "{\"id\":\"" << street.person(person) << "\",\"subject\":\"" << street.subject(person)
                  << "\",\"accounts\":[";
    for (std::size_t shop = 0; shop < street.shops(); ++shop) {
      const Door door{person, shop};
      ++counts[static_cast<std::size_t>(street.fault(door))];
      targets.out() << (shop == 0 ? "\"" : ",\"") << street.account(door) << '"';
      urls.out() << "https://" << street.host(door) << street.path(door) << '\n';
    }
    targets.out() << "]}\n";
  }
  targets.end();
  urls.end();
  for (std::size_t fault = 0; fault < faults; ++fault)
    std::cout << name(static_cast<Fault>(fault)) << ' ' << counts[fault] << '\n';
}

}  // namespace quorate
