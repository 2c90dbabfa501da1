#include "config/plan.hpp"

#include "proofs/identity/mimi.hpp"

namespace quorate {
namespace {

Verdict unknown(Reason reason, std::string detail) { return {Outcome::unknown, reason, std::move(detail)}; }

// Why there is nowhere to look whatever the services files say, or nothing.
std::optional<Verdict> without_place(const Account& account) {
  if (account.kind() != AccountKind::mimi) return std::nullopt;
  const auto mimi = parse_mimi(account.uri());
  if (mimi && is_local(*mimi)) return unknown(Reason::no_place, "local.invalid belongs to no provider");
  return std::nullopt;
}

// statement.md section 4: these have a place, so that where no entry describes one, the services files lack
// it.
bool kind_has_place(const Account& account) {
  switch (account.kind()) {
    case AccountKind::site:
    case AccountKind::page:
    case AccountKind::dns:
      return true;
    case AccountKind::acct:
    case AccountKind::xmpp:
      return false;
    case AccountKind::mimi:
      break;
  }
  const auto mimi = parse_mimi(account.uri());
  return mimi && mimi->kind != MimiKind::provider && mimi->kind != MimiKind::group;
}

Result<Place> fill_place(const Service& service, const PlaceTemplate& place, const FieldValues& values) {
  Place filled;
  filled.service = service.id;
  filled.regions = place.regions;
  filled.formats = place.formats;
  if (place.owner) {
    auto equals = place.owner->equals.fill(values);
    if (!equals) return equals.error();
    filled.owner = OwnerCheck{place.owner->region, place.owner->attribute, std::move(*equals)};
  }
  return filled;
}

Result<std::vector<Request>> fill_requests(const PlaceTemplate& place, const FieldValues& values,
                                           const Limits& limits) {
  std::vector<Request> requests;
  for (const TextTemplate& url : place.urls) {
    auto filled = url.fill(values);
    if (!filled) return filled.error();
    Request request;
    request.url = std::move(*filled);
    request.headers = place.headers;
    request.redirects = place.redirects;
    request.max_body_bytes = limits.*place.max_bytes;
    requests.push_back(std::move(request));
  }
  if (place.dns) {
    auto filled = place.dns->fill(values);
    if (!filled) return filled.error();
    Request request;
    request.dns_name = std::move(*filled);
    requests.push_back(std::move(request));
  }
  return requests;
}

}  // namespace

Plan plan_account(const Account& account, const Services& services, const Limits& limits) {
  if (auto verdict = without_place(account)) return std::move(*verdict);
  std::vector<PlannedRequest> planned;
  for (const ServiceMatch& match : matching_services(account, services)) {
    for (const PlaceTemplate& place : match.service->places) {
      const auto filled = fill_place(*match.service, place, match.values);
      const auto requests = fill_requests(place, match.values, limits);
      // A place that cannot be asked would be taken for one that shows nothing, so the others are not asked
      // either.
      if (!filled || !requests)
        return unknown(Reason::no_place,
                       match.service->id + ": " + (filled ? requests.error() : filled.error()).detail);
      for (const Request& request : *requests) planned.push_back({account, *filled, request, place.key_kind});
    }
  }
  if (!planned.empty()) return planned;
  if (kind_has_place(account))
    return unknown(Reason::no_service, "no entry of services.yaml describes this account");
  return unknown(Reason::no_place, {});
}

}  // namespace quorate
