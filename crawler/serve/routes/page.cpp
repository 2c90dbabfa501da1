#include "crawler/serve/page/page_assets.hpp"
#include "crawler/serve/routes/handlers.hpp"

#include <array>

namespace quorate {
namespace {

struct EndingType {
  std::string_view ending;
  std::string_view type;
};
constexpr std::array<EndingType, 4> types = {{{".html", "text/html; charset=utf-8"},
                                              {".css", "text/css; charset=utf-8"},
                                              {".js", "text/javascript; charset=utf-8"},
                                              {".svg", "image/svg+xml"}}};

// By its whole name: no path is made of what was asked for.
ApiAnswer asset(std::string_view name) {
  for (const PageAsset& known : page_assets()) {
    if (known.name != name) continue;
    for (const EndingType& type : types)
      if (name.ends_with(type.ending))
        return ApiReply{200, std::string(type.type), std::string(known.bytes), {}};
  }
  return problem(404, "no_such_path", "the page has no such file");
}

}  // namespace

ApiAnswer get_page(const ApiCall&) { return asset("index.html"); }
ApiAnswer get_asset(const ApiCall& call) { return asset(call.name); }

}  // namespace quorate
