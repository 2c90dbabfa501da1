// Holds the reading of plain pages against the full one, on pages, and on pages with something wrong in them.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

struct DifferCounts {
  std::size_t pages = 0;
  std::size_t read = 0;      // by the plain reading, of at least one element
  std::size_t compared = 0;  // texts and attributes
  std::size_t glances = 0;   // profile pages of which one look said what stands there
  std::size_t tokens = 0;    // ... of which with tokens
};

// The page with one to four small changes: cut off, pieces left out, doubled, moved, or put in: tags, quotes,
// references, markers.
std::string changed(std::string_view page, std::mt19937& random);

// Profile pages as services write them, with what their users write; most of them plain.
std::string random_profile(std::mt19937& random);

// What the two readings disagree about, for some paths that select elements of the page and for those of a
// profile (profile_page.hpp); empty where they agree. Adds to `counts`.
std::string disagreement(const std::string& page, std::mt19937& random, DifferCounts& counts);

// HTML pages among the fixtures of the source tree, and beside it where they are there.
std::vector<std::string> pages_at_hand();

}  // namespace quorate
