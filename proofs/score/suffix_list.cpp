#include "proofs/score/suffix_list.hpp"

#include <libpsl.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <functional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace quorate {
namespace {

struct Domains {
  std::string host;
  std::string registrable;
  std::string registered;
};

std::string find_registrable(const psl_ctx_t* list, const std::string& host) {
  const char* domain = psl_registrable_domain(list, host.c_str());
  return domain == nullptr ? host : std::string(domain);
}

std::string find_registered(const psl_ctx_t* list, const std::string& host) {
  const auto is_suffix = [&](std::size_t from) {
    return psl_is_public_suffix2(list, host.c_str() + from, PSL_TYPE_ICANN) == 1;
  };
  std::size_t from = 0;
  for (std::size_t dot = host.find('.'); dot != host.npos; dot = host.find('.', from)) {
    if (is_suffix(from) || is_suffix(dot + 1)) break;
    from = dot + 1;
  }
  return host.substr(from);
}

// What the list says of the host, until the next call on this thread. One check asks some ten times for each
// of its hosts, and the next contact for the same ones: those that were looked up last are remembered. There
// is but one list.
const Domains& domains_of(const psl_ctx_t* list, std::string_view host) {
  constexpr std::size_t remembered = 512;
  thread_local std::vector<Domains> memory(remembered);
  Domains& place = memory[std::hash<std::string_view>()(host) % remembered];
  if (place.host == host && !host.empty()) return place;
  place.host.clear();  // so that what follows may fail
  std::string name(host);
  place.registrable = find_registrable(list, name);
  place.registered = find_registered(list, name);
  place.host = std::move(name);
  return place;
}

}  // namespace

SuffixList SuffixList::builtin() {
  const psl_ctx_t* list = psl_builtin();
  if (list == nullptr) throw std::runtime_error("libpsl was built without a suffix list");
  // The library owns the list for as long as the program runs.
  return SuffixList(std::shared_ptr<const void>(list, [](const void*) {}));
}

std::string SuffixList::registrable_domain(std::string_view host) const {
  return domains_of(static_cast<const psl_ctx_t*>(list_.get()), host).registrable;
}

std::string SuffixList::registered_domain(std::string_view host) const {
  return domains_of(static_cast<const psl_ctx_t*>(list_.get()), host).registered;
}

std::string SuffixList::version() const {
  using namespace std::chrono;
  const sys_seconds made{seconds{psl_builtin_file_time()}};
  const year_month_day day{floor<days>(made)};
  std::array<char, sizeof "-32768-12-31"> text{};
  const int length = std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(day.year()),
                                   static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return {text.data(), static_cast<std::size_t>(length)};
}

}  // namespace quorate
