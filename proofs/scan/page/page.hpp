// Turns a summary and what is known of its scan into one HTML page that needs nothing else to be read.
#pragma once

#include "proofs/scan/page/section.hpp"
#include "proofs/scan/summary/summary.hpp"

#include <string>
#include <utility>
#include <vector>

namespace quorate {

// What the page says of the scan beside its counts. Nothing of it need be trusted.
struct ScanAbout {
  std::string title;                                       // of the page
  std::vector<std::pair<std::string, std::string>> facts;  // "Program", "quorate 0.1.0", ...
  std::vector<std::string> warnings;                       // that a reader must see before any number
  std::string csv_prefix;                                  // of the tables' files: PREFIX + id + ".csv"
};

// No script, nothing loaded, light and dark, fit for print. The same input gives the same bytes.
std::string write_page(const Summary& summary, const std::vector<Section>& sections, const ScanAbout& about);

// What the page's style sheet says.
std::string_view page_style();

}  // namespace quorate
