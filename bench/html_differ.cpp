// Holds the reading of plain pages against the full one, on as many changed pages as there is time for, and
// says which part of them was plain.
#include "tests/proofs/extract/plain/differ.hpp"

#include <iostream>
#include <string>

namespace quorate {
namespace {

constexpr std::string_view usage =
    "usage: html_differ [--pages N] [--seed N]\n"
    "Changes pages at hand and random profiles in small ways, N times (100000), and compares what is read "
    "from each\n"
    "without a tree with what the parser says. Ends with 1 at the first page about which they disagree, and "
    "prints it.\n";

int run(std::size_t pages, unsigned seed) {
  std::mt19937 random(seed);
  const std::vector<std::string> at_hand = pages_at_hand();
  DifferCounts counts;
  const auto differ = [&](const std::string& page) {
    const std::string difference = disagreement(page, random, counts);
    if (!difference.empty()) std::cout << "disagree: " << difference << "\n\n" << page << '\n';
    return !difference.empty();
  };
  for (const std::string& page : at_hand)
    if (differ(page)) return 1;
  std::cout << at_hand.size() << " pages at hand, of which plain " << counts.read << '\n';
  while (counts.pages < pages) {
    const std::string page = random() % 4 == 0 ? at_hand[random() % at_hand.size()] : random_profile(random);
    if (differ(random() % 8 == 0 ? page : changed(page, random))) return 1;
  }
  std::cout << "pages " << counts.pages << "\nplain " << counts.read << "\ncompared " << counts.compared
            << "\nread at a glance " << counts.glances << "\nwith a token " << counts.tokens
            << "\ndisagreements 0\n";
  return 0;
}

}  // namespace
}  // namespace quorate

int main(int argc, char** argv) {
  std::size_t pages = 100'000;
  unsigned seed = 1;
  for (int i = 1; i < argc; i += 2) {
    const std::string name = argv[i];
    if (i + 1 == argc || (name != "--pages" && name != "--seed")) {
      std::cerr << quorate::usage;
      return name == "--help" ? 0 : 2;
    }
    if (name == "--pages")
      pages = std::stoul(argv[i + 1]);
    else
      seed = static_cast<unsigned>(std::stoul(argv[i + 1]));
  }
  return quorate::run(pages, seed);
}
