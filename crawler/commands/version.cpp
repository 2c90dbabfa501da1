#include "crawler/version.hpp"

#include "crawler/commands/run.hpp"
#include "crawler/tables.hpp"

namespace quorate {

int run(const VersionCommand&, const Surroundings& around) {
  const auto tables = load_tables(around.config);
  if (!tables) return fail(tables.error(), around);
  const Versions all = versions(tables->services, tables->operators, SuffixList::builtin());
  around.out << "quorate " << all.program << "\n"
             << "services     " << all.services << " (" << tables->services.entries.size() << " entries)\n"
             << "operators    " << all.operators << "\n"
             << "suffix list  " << all.suffix_list << "\n";
  return 0;
}

}  // namespace quorate
