// Writes the picture of a report to where a command's --graph says.
#pragma once

#include "proofs/report/report.hpp"
#include "proofs/result.hpp"

#include <string>
#include <vector>

namespace quorate {

// Whether `target` is FILE.svg, FILE.dot, FILE.gv or -. Errors: bad_argument.
Result<void> check_graph_target(const std::string& target);

// In place of what stands there. `target` must have been checked and is not -. Errors: file_failed.
Result<void> write_graph_file(const Report& report, const std::string& target);

}  // namespace quorate
