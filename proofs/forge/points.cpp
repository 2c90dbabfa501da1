#include "proofs/forge/points.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace quorate {
namespace {

class Collector {
 public:
  Collector(std::string_view host, const Directory& directory)
      : directory_(directory), own_(directory.division.of(host).group) {}

  // Whoever holds the name that the host leads to.
  void add_alias(std::string_view name) {
    const Operator* entry = directory_.operators.of(name);
    if (entry != nullptr)
      add(served_by(*entry), group_of(*entry));
    else
      add(ControlKind::alias, directory_.division.of(name).group);
  }

  void add_address(const Address& address) {
    if (const Operator* entry = directory_.operators.at(address))
      add(served_by(*entry), group_of(*entry));
    else if (std::string network = directory_.networks.of(address); !network.empty())
      add(ControlKind::network, std::move(network));
  }

  void add_name_server(std::string_view name) { add(ControlKind::dns, directory_.division.of(name).group); }

  void add_issuer(const std::string& issuer) {
    const Operator* entry = directory_.operators.issuing(issuer);
    add(ControlKind::issuer, entry == nullptr ? issuer : group_of(*entry));
  }

  std::vector<ControlPoint> take() const { return {points_.begin(), points_.end()}; }

 private:
  static ControlKind served_by(const Operator& entry) {
    return entry.business == Operator::Business::cdn ? ControlKind::cdn : ControlKind::host;
  }
  std::string group_of(const Operator& entry) const { return holder_name(entry, directory_); }
  void add(ControlKind kind, std::string holder) {
    if (holder != own_) points_.insert({kind, std::move(holder)});
  }

  const Directory& directory_;
  std::string own_;
  std::set<ControlPoint> points_;
};

}  // namespace

// An owner that runs nothing itself has no domain by which its group could be found.
std::string holder_name(const Operator& entry, const Directory& directory) {
  if (!entry.domains.empty()) return directory.division.of(entry.domains.front()).group;
  return directory.operators.company(entry).name;
}

std::vector<ControlPoint> points_of(std::string_view host, const Route& route, const Directory& directory) {
  Collector collector(host, directory);
  for (const std::string& name : route.aliases) collector.add_alias(name);
  for (const std::string& text : route.addresses)
    if (const std::optional<Address> address = parse_address(text)) collector.add_address(*address);
  for (const std::string& name : route.name_servers) collector.add_name_server(name);
  if (!route.issuer.empty()) collector.add_issuer(route.issuer);
  return collector.take();
}

std::vector<std::string> observed(const std::vector<ControlPoint>& points) {
  std::set<std::string> holders;
  for (const ControlPoint& point : points)
    if (point.kind == ControlKind::host || point.kind == ControlKind::cdn || point.kind == ControlKind::alias)
      holders.insert(point.holder);
  return {holders.begin(), holders.end()};
}

}  // namespace quorate
