// Turns a robots.txt into the paths of a host that a program may ask for (RFC 9309).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

enum class Access { allowed, denied };

class RobotsRules {
 public:
  // Everything is allowed.
  RobotsRules() = default;

  // The rules for the program that calls itself `product` (letters, "-" and "_"), else those for all others.
  // `text` may be anything: what is no rule is passed over, what lies behind `max_bytes` is not read.
  static RobotsRules parse(std::string_view text, std::string_view product, std::size_t max_bytes);

  // `target`: path and query of a URL, beginning with "/". /robots.txt itself is always allowed.
  Access access(std::string_view target) const;

  // Of memory, about.
  std::size_t bytes() const;

 private:
  // What must stand in the path, piece by piece in this order, with anything between two of them. The first
  // stands at the path's beginning; the last, where the pattern is anchored, at its end.
  struct Rule {
    Access access = Access::allowed;
    std::size_t octets = 0;  // of the pattern: the longer one decides
    std::vector<std::string> pieces;
    bool anchored = false;
  };

  static Rule make_rule(Access access, std::string_view pattern);
  static bool matches(const Rule& rule, std::string_view path);

  std::vector<Rule> rules_;
};

}  // namespace quorate
