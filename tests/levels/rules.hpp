// The rules of the house, each a function from files to complaints.
#pragma once

#include "tests/levels/source_tree.hpp"

#include <string>
#include <vector>

namespace quorate {

// "proofs/x.cpp:3: ...": one for each breach, none where the rule is kept.
using Complaints = std::vector<std::string>;

// A level includes itself and those below it: proofs < config < crawler. No level includes tests.
Complaints check_levels(const SourceFile& file);
// Project headers are named from the root, and they exist.
Complaints check_project_includes(const std::vector<SourceFile>& files);
// One file alone includes a library that parses, fetches or computes signatures.
Complaints check_third_party(const std::vector<SourceFile>& files);
// Below crawler/ there is no input, output, clock, thread or random number.
Complaints check_purity(const SourceFile& file);
// A header opens with one sentence and #pragma once; it defines no macro and opens no namespace for others.
Complaints check_header(const SourceFile& file);
// Every source file stands in its folder's CMakeLists.txt, and none comes in by a pattern.
Complaints check_build_lists(const std::vector<SourceFile>& files);
// No two files define a type of the same name in the same namespace, one without a name aside. Sources are
// formatted.
Complaints check_one_definition(const std::vector<SourceFile>& files);
// Folders and files are named for what they are about.
Complaints check_name(const SourceFile& file);
Complaints check_length(const SourceFile& file);

}  // namespace quorate
