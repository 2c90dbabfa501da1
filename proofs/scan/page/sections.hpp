// Turns a summary into the sections of a scan's report: what each asks, its plot, its table.
#pragma once

#include "proofs/scan/page/section.hpp"
#include "proofs/scan/summary/summary.hpp"

#include <vector>

namespace quorate {

// All of them, in the report's order, whether there is anything to draw or not. The same summary gives the
// same sections.
std::vector<Section> report_sections(const Summary& summary);

Section section_of_verdicts(const Summary& summary);
Section section_of_weight(const Summary& summary);  // W
Section section_of_groups(const Summary& summary);  // n
Section section_of_forge_cost(const Summary& summary);
Section section_of_services(const Summary& summary);
Section section_of_kinds(const Summary& summary);
Section section_of_operators(const Summary& summary);  // their share
Section section_of_falls(const Summary& summary);      // who falls with one operator
Section section_of_key_types(const Summary& summary);
Section section_of_expiry(const Summary& summary);
Section section_of_errors(const Summary& summary);
Section section_of_reasons(const Summary& summary);
Section section_of_times(const Summary& summary);

}  // namespace quorate
