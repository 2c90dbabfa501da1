#include "crawler/memory/finding_memory.hpp"

#include <utility>

namespace quorate {
namespace {

constexpr std::size_t finding_bytes = 2048;  // of a finding and its places without what it holds, about
constexpr std::size_t token_copies = 4;      // as found, its payload, its accounts and its other members

void add(std::string& name, std::string_view part) {
  name += part;
  name += '\0';  // stands in none of the parts
}

void add(std::string& name, const Region& region) {
  add(name, std::to_string(static_cast<int>(region.kind)));
  add(name, region.path);
}

std::size_t bytes_of(const VerifiedToken& token) {
  if (const auto* statement = std::get_if<VerifiedStatement>(&token))
    return token_copies * (*statement)->token.size();
  if (const auto* revocation = std::get_if<VerifiedRevocation>(&token))
    return token_copies * (*revocation)->token.size();
  return std::get<RejectedToken>(token).detail.size();
}

std::size_t bytes_of(const Finding& finding) {
  std::size_t bytes = finding_bytes + finding.badges.size() * sizeof(Badge) +
                      finding.keybase.size() * (sizeof(KeybaseProof) + finding_bytes / 4) +
                      finding.broken_badges.size() * (sizeof(RejectedToken) + finding_bytes / 4);
  for (const VerifiedToken& token : finding.tokens) bytes += sizeof(VerifiedToken) + bytes_of(token);
  return bytes;
}

}  // namespace

std::string FindingMemory::name_of(const PlannedRequest& planned) {
  std::string name;
  add(name, planned.account.uri());
  add(name, planned.request.url);
  add(name, planned.request.dns_name);
  add(name, std::to_string(static_cast<int>(planned.request.redirects)));
  add(name, std::to_string(planned.request.max_body_bytes));
  for (const auto& [header, value] : planned.request.headers) {
    add(name, header);
    add(name, value);
  }
  add(name, planned.place.service);
  for (const Region& region : planned.place.regions) add(name, region);
  for (const FormatId format : planned.place.formats) add(name, std::to_string(static_cast<int>(format)));
  if (planned.place.owner) {
    add(name, planned.place.owner->region);
    add(name, planned.place.owner->attribute);
    add(name, planned.place.owner->equals);
  }
  return name;
}

std::shared_ptr<const Finding> FindingMemory::fresh(const std::string& name, Time now) {
  const Entry* entry = shelf_.find(name);
  return entry != nullptr && entry->looked_at > now - reuse_ ? entry->finding : nullptr;
}

Validators FindingMemory::validators(const std::string& name) {
  const Entry* entry = shelf_.find(name);
  return entry == nullptr ? Validators() : entry->validators;
}

std::shared_ptr<const Finding> FindingMemory::unchanged(const std::string& name, const Observation& answer,
                                                        Time now) {
  Entry* entry = shelf_.find(name);
  if (entry == nullptr) return nullptr;
  Finding finding = *entry->finding;
  finding.peer = answer.peer;
  finding.route = answer.route;
  finding.elapsed_us = answer.elapsed_us;
  entry->finding = std::make_shared<const Finding>(std::move(finding));
  entry->looked_at = now;
  return entry->finding;
}

void FindingMemory::keep(const std::string& name, std::shared_ptr<const Finding> finding,
                         const Validators& validators, Time now) {
  const std::size_t bytes = 2 * name.size() + bytes_of(*finding) + validators.etag.size();
  shelf_.put(name, {std::move(finding), validators, now}, bytes);
}

}  // namespace quorate
