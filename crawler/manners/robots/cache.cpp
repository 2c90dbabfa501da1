#include "crawler/manners/robots/cache.hpp"

#include <utility>

namespace quorate {
namespace {

constexpr std::size_t entry_bytes = 512;  // of an entry and its places, about

}  // namespace

std::shared_ptr<const RobotsAnswer> RobotsCache::find(const std::string& authority, Time now) {
  const Entry* entry = shelf_.find(authority);
  return entry != nullptr && now < entry->until ? entry->answer : nullptr;
}

std::shared_ptr<const RobotsAnswer> RobotsCache::keep(const std::string& authority, RobotsAnswer answer,
                                                      Time now) {
  const bool reached = answer.rules.has_value();
  auto held = std::make_shared<const RobotsAnswer>(std::move(answer));
  const Entry* known = shelf_.find(authority);
  if (!reached && known != nullptr && known->answer->rules) held = known->answer;
  const std::size_t rules = held->rules ? held->rules->bytes() : 0;
  const Time until = now + (reached ? lifetimes_.rules : lifetimes_.unreachable);
  shelf_.put(authority, {held, until}, entry_bytes + authority.size() + rules);
  return held;
}

Access access(const RobotsAnswer& answer, std::string_view target) {
  return answer.rules ? answer.rules->access(target) : Access::denied;
}

}  // namespace quorate
