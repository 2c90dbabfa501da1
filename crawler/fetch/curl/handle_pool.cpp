#include "crawler/fetch/curl/handle_pool.hpp"

#include <new>
#include <utility>

namespace quorate {
namespace {

// Of those that wait to be used again; each is about 6 KB.
constexpr std::size_t most_kept = 256;

}  // namespace

EasyHandle HandlePool::take() {
  if (free_.empty()) {
    EasyHandle made(curl_easy_init());
    if (!made) throw std::bad_alloc();
    return made;
  }
  EasyHandle taken = std::move(free_.back());
  free_.pop_back();
  return taken;
}

// Without its options a handle still has its TLS sessions; Transfer lets curl keep none.
void HandlePool::give_back(EasyHandle easy) {
  if (free_.size() >= most_kept) return;
  curl_easy_reset(easy.get());
  free_.push_back(std::move(easy));
}

}  // namespace quorate
