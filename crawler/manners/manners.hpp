// Manners: how much the crawler asks of other people's servers, and how fast.
#pragma once

#include "config/limits.hpp"
#include "crawler/frontier/frontier.hpp"
#include "crawler/manners/retry.hpp"
#include "crawler/manners/robots/cache.hpp"

namespace quorate {

enum class Manners {
  check,  // a person waits for the answer: a short burst to each domain, nothing twice, no robots.txt
  crawl,  // nobody waits: at the steady pace from the beginning, where robots.txt lets it
};

enum class RobotsUse { ignored, obeyed };

struct MannerRules {
  FrontierRules frontier;
  RetryRules retry;
  RobotsUse robots = RobotsUse::ignored;
  std::size_t robots_bytes = 0;        // of one robots.txt
  std::size_t robots_cache_bytes = 0;  // of what is remembered of all of them
  RobotsLifetimes robots_lifetimes;
  unsigned redirects = 0;  // that one request may follow
};

MannerRules manner_rules(Manners manners, const Limits& limits);

}  // namespace quorate
