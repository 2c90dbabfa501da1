#include "crawler/fetch/descriptors.hpp"

#include <sys/resource.h>

namespace quorate {

std::size_t take_all_descriptors() {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return 0;
  const rlim_t had = files.rlim_cur;
  files.rlim_cur = files.rlim_max;
  return setrlimit(RLIMIT_NOFILE, &files) == 0 ? files.rlim_cur : had;
}

}  // namespace quorate
