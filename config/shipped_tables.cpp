#include "config/shipped_tables.hpp"

#include "config/operators.hpp"
#include "config/packed/operators.hpp"
#include "config/packed/tables.hpp"
#include "config/packed/tree.hpp"
#include "config/shipped.hpp"

namespace quorate {

Result<Services> load_shipped_services() {
  const auto root = unpack_tree("services.yaml", packed_services());
  return root ? read_services(*root) : root.error();
}

Result<Limits> load_shipped_limits() {
  const auto root = unpack_tree("limits.yaml", packed_limits());
  return root ? read_limits(*root) : root.error();
}

Result<Operators> load_shipped_operators() { return unpack_operators(packed_operators()); }

}  // namespace quorate
