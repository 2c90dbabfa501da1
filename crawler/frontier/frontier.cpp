#include "crawler/frontier/frontier.hpp"

#include <algorithm>

namespace quorate {

std::optional<Frontier::Ticket> Frontier::add(const Visit& visit, Time now) {
  if (waiting_ + given_up_.size() >= rules_.capacity) return std::nullopt;
  Domain& domain = domain_of(visit.domain);
  const Ticket ticket = ++tickets_;
  if (domain.queues.empty()) domain.since = ++turns_;
  domain.queues[visit.rank].hosts[visit.host].push_back(ticket);
  entries_.emplace(ticket, Entry{&domain, visit.host, visit.rank});
  ++waiting_;
  if (domain.held_until - now > rules_.longest_hold) give_up(domain);
  settle(domain, now);
  return ticket;
}

Frontier::Domain& Frontier::domain_of(const std::string& name) {
  std::unique_ptr<Domain>& domain = domains_[name];
  if (!domain) domain = std::make_unique<Domain>(Domain{.name = name, .bucket = Bucket(rules_.domain)});
  return *domain;
}

void Frontier::hold(const std::string& domain, Time until, Time now) {
  Domain& held = domain_of(domain);
  held.held_until = std::max(held.held_until, until);
  if (held.held_until - now > rules_.longest_hold) give_up(held);
  settle(held, now);
}

void Frontier::give_up(Domain& domain) {
  for (const auto& [rank, queue] : domain.queues) {
    for (const auto& [host, tickets] : queue.hosts) {
      given_up_.insert(given_up_.end(), tickets.begin(), tickets.end());
      for (const Ticket ticket : tickets) entries_.erase(ticket);
      waiting_ -= tickets.size();
    }
  }
  domain.queues.clear();
}

Frontier::Step Frontier::next(Time now) {
  wake(now);
  if (!given_up_.empty()) {
    const Ticket ticket = given_up_.front();
    given_up_.pop_front();
    return GiveUp{ticket};
  }
  if (in_flight_ >= rules_.in_flight) return Idle{};
  if (ready_.empty()) {
    if (later_.empty()) return Idle{};
    return WaitUntil{later_.begin()->first.first};
  }
  if (all_.ready_at() > now) return WaitUntil{all_.ready_at()};
  Domain& domain = *ready_.begin()->second;
  const Ticket ticket = pull(domain);
  entries_.at(ticket).is_out = true;
  --waiting_;
  ++in_flight_;
  ++domain.in_flight;
  domain.since = ++turns_;
  domain.bucket.take(now);
  all_.take(now);
  settle(domain, now);
  return Go{ticket};
}

void Frontier::done(Ticket ticket, Time now) {
  const auto found = entries_.find(ticket);
  if (found == entries_.end()) return;
  Domain& domain = *found->second.domain;
  if (found->second.is_out) {
    --in_flight_;
    --domain.in_flight;
  } else {
    --waiting_;
    remove(found->second, ticket);
  }
  entries_.erase(found);
  settle(domain, now);
}

// Puts the domain where it belongs by now, which may be nowhere at all: it is gone then.
void Frontier::settle(Domain& domain, Time now) {
  unlist(domain);
  if (domain.queues.empty()) {
    if (domain.in_flight > 0) return;
    domain.resting = Moment(std::max(domain.bucket.full_at(), domain.held_until), domain.name);
    resting_.emplace(*domain.resting, &domain);
    return;
  }
  if (domain.in_flight >= rules_.domain_in_flight) return;
  if (const Time time = std::max(domain.bucket.ready_at(), domain.held_until); time > now) {
    domain.later = Moment(time, domain.name);
    later_.emplace(*domain.later, &domain);
  } else {
    domain.ready = Place(domain.queues.begin()->first, domain.since);
    ready_.emplace(*domain.ready, &domain);
  }
}

void Frontier::unlist(Domain& domain) {
  if (domain.ready) ready_.erase(*domain.ready);
  if (domain.later) later_.erase(*domain.later);
  if (domain.resting) resting_.erase(*domain.resting);
  domain.ready.reset();
  domain.later.reset();
  domain.resting.reset();
}

void Frontier::wake(Time now) {
  while (!later_.empty() && later_.begin()->first.first <= now) settle(*later_.begin()->second, now);
  while (!resting_.empty() && resting_.begin()->first.first <= now) {
    const std::string name = resting_.begin()->first.second;
    resting_.erase(resting_.begin());
    domains_.erase(name);
  }
}

// Takes out the visit that is next: to the host asked last while it has any, else to the host that follows.
Frontier::Ticket Frontier::pull(Domain& domain) {
  const auto first = domain.queues.begin();
  Queue& queue = first->second;
  auto host = queue.hosts.lower_bound(queue.last_host);
  if (host == queue.hosts.end()) host = queue.hosts.begin();
  const Ticket ticket = host->second.front();
  host->second.pop_front();
  queue.last_host = host->first;
  if (host->second.empty()) queue.hosts.erase(host);
  if (queue.hosts.empty()) domain.queues.erase(first);
  return ticket;
}

void Frontier::remove(const Entry& entry, Ticket ticket) {
  const auto queue = entry.domain->queues.find(entry.rank);
  const auto host = queue->second.hosts.find(entry.host);
  std::deque<Ticket>& tickets = host->second;
  tickets.erase(std::find(tickets.begin(), tickets.end(), ticket));
  if (tickets.empty()) queue->second.hosts.erase(host);
  if (queue->second.hosts.empty()) entry.domain->queues.erase(queue);
}

}  // namespace quorate
