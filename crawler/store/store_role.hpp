// StoreRole: as what a process opens a store.
#pragma once

#include <functional>
#include <string>

namespace quorate {

enum class StoreRole {
  visitor,  // changes something and goes; any number beside one another
  watcher,  // keeps the contacts checked: one at a time, for two would look and tell twice
};

struct StoreOpening {
  StoreRole role = StoreRole::visitor;
  // Told, for people, when a write has to wait for another process; from a thread of its own, while the one
  // that writes waits. Empty: nobody is told.
  std::function<void(const std::string& line)> waiting = {};
};

}  // namespace quorate
