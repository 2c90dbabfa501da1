// Hands out curl handles, and takes them back for the next transfer: making one costs as much as using it.
#pragma once

#include "crawler/fetch/curl/handles.hpp"

#include <vector>

namespace quorate {

class HandlePool {
 public:
  // A handle on which no option is set, and that remembers nothing of earlier hosts.
  EasyHandle take();

  // `easy` must not be in a multi handle.
  void give_back(EasyHandle easy);

 private:
  std::vector<EasyHandle> free_;
};

}  // namespace quorate
