// The files of the daemon's page, which are part of the program.
#pragma once

#include <string_view>
#include <vector>

namespace quorate {

struct PageAsset {
  std::string_view name;  // "app.js"
  std::string_view bytes;
};

const std::vector<PageAsset>& page_assets();

}  // namespace quorate
