#include "proofs/score/suffix_list.hpp"

#include <libpsl.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <stdexcept>

namespace quorate {

SuffixList SuffixList::builtin() {
  const psl_ctx_t* list = psl_builtin();
  if (list == nullptr) throw std::runtime_error("libpsl was built without a suffix list");
  // The library owns the list for as long as the program runs.
  return SuffixList(std::shared_ptr<const void>(list, [](const void*) {}));
}

std::string SuffixList::registrable_domain(std::string_view host) const {
  const std::string name(host);
  const char* domain = psl_registrable_domain(static_cast<const psl_ctx_t*>(list_.get()), name.c_str());
  return domain == nullptr ? name : std::string(domain);
}

std::string SuffixList::registered_domain(std::string_view host) const {
  const auto* list = static_cast<const psl_ctx_t*>(list_.get());
  const std::string name(host);
  const auto is_suffix = [&](std::size_t from) {
    return psl_is_public_suffix2(list, name.c_str() + from, PSL_TYPE_ICANN) == 1;
  };
  std::size_t from = 0;
  for (std::size_t dot = name.find('.'); dot != name.npos; dot = name.find('.', from)) {
    if (is_suffix(from) || is_suffix(dot + 1)) break;
    from = dot + 1;
  }
  return name.substr(from);
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
