// What every store must do: each kind of store holds these with an empty store of its own.
#pragma once

#include "crawler/store/store.hpp"

#include <functional>
#include <string>
#include <vector>

namespace quorate {

struct StoreLaw {
  std::string name;
  std::function<void(Store& store)> hold;  // `store` is empty
};

const std::vector<StoreLaw>& contact_laws();
const std::vector<StoreLaw>& log_laws();

// That of the store there, which has a watcher, nobody becomes a second one.
void second_watcher_refused(const std::string& where);

}  // namespace quorate
