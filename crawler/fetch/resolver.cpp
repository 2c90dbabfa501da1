#include "crawler/fetch/resolver.hpp"

#include "crawler/fetch/dns_names.hpp"
#include "crawler/fetch/route.hpp"
#include "crawler/fetch/txt_record.hpp"
#include "crawler/fetch/unbound.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace quorate {
namespace {

namespace asio = boost::asio;
namespace ip = boost::asio::ip;
using Clock = std::chrono::steady_clock;

constexpr std::size_t most_known = 10'000;  // hosts; a few hundred bytes each ...
// ... and all together no more than if each took 400: one answer of DNS has room for 4,000 addresses.
constexpr std::size_t most_known_bytes = 4'000'000;

// RDATA of A and AAAA records is the bare address (RFC 1035 section 3.4.1, RFC 3596 section 2.2).
template <class Address>
void add_addresses(const Result<DnsAnswer>& answer, HostAnswer& host) {
  if (!answer) return;
  add_once(host.aliases, answer->aliases);
  for (const std::string& rdata : answer->rdata) {
    typename Address::bytes_type bytes;
    if (rdata.size() != bytes.size()) continue;
    std::copy(rdata.begin(), rdata.end(), bytes.begin());
    host.addresses.emplace_back(Address(bytes));
  }
}

}  // namespace

Resolver::Resolver(const asio::any_io_executor& executor, const FetchSettings& settings)
    : addresses_(std::make_shared<UnboundContext>(executor, settings.resolver, std::nullopt)),
      records_(std::make_shared<UnboundContext>(
          executor, settings.resolver, Anchors{settings.root_anchor_file, settings.extra_anchor_file})),
      known_(settings.limits.connection_age, most_known, most_known_bytes) {}

Resolver::~Resolver() { stop(); }

void Resolver::stop() {
  addresses_->stop();
  records_->stop();
}

asio::awaitable<Result<HostAnswer>> Resolver::addresses(std::string host, std::chrono::milliseconds limit) {
  using namespace asio::experimental::awaitable_operators;
  if (const HostAnswer* known = known_.find(host, Clock::now())) co_return *known;
  const auto [v4, v6] = co_await (UnboundContext::ask(addresses_, host, RecordType::a, limit) &&
                                  UnboundContext::ask(addresses_, host, RecordType::aaaa, limit));
  HostAnswer answer;
  add_addresses<ip::address_v6>(v6, answer);
  add_addresses<ip::address_v4>(v4, answer);
  if (!answer.addresses.empty()) {
    // Half an answer is asked for again: the other half may be the one that works.
    if (v4 && v6) known_.keep(host, answer, std::min(v4->lifetime, v6->lifetime), Clock::now());
    co_return answer;
  }
  if (!v4) co_return v4.error();
  if (!v6) co_return v6.error();
  co_return dns_failed(host, "the host has no address");
}

asio::awaitable<Result<std::vector<std::string>>> Resolver::name_servers(std::string domain,
                                                                         std::chrono::milliseconds limit) {
  const Result<DnsAnswer> answer = co_await UnboundContext::ask(addresses_, domain, RecordType::ns, limit);
  if (!answer) co_return answer.error();
  std::vector<std::string> names;
  for (const std::string& rdata : answer->rdata)
    if (std::optional<std::string> name = decode_name(rdata)) names.push_back(std::move(*name));
  std::sort(names.begin(), names.end());
  co_return names;
}

asio::awaitable<Result<TxtAnswer>> Resolver::txt(std::string name, std::chrono::milliseconds limit) {
  const Result<DnsAnswer> answer = co_await UnboundContext::ask(records_, name, RecordType::txt, limit);
  if (!answer) co_return answer.error();
  TxtAnswer records;
  records.dnssec = answer->dnssec;
  for (const std::string& rdata : answer->rdata) {
    Result<std::string> text = decode_txt(rdata);
    if (!text) co_return dns_failed(name, text.error().detail);
    records.records.push_back(std::move(*text));
  }
  co_return records;
}

}  // namespace quorate
