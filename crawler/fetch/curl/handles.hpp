// The one place that includes curl, with owning pointers for what curl hands out.
#pragma once

#include <curl/curl.h>

#include <memory>
#include <new>
#include <stdexcept>
#include <string>

namespace quorate {

struct EasyCleanup {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct MultiCleanup {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};
struct ShareCleanup {
  void operator()(CURLSH* share) const { curl_share_cleanup(share); }
};
struct ListCleanup {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

using EasyHandle = std::unique_ptr<CURL, EasyCleanup>;
using MultiHandle = std::unique_ptr<CURLM, MultiCleanup>;
using ShareHandle = std::unique_ptr<CURLSH, ShareCleanup>;
using StringList = std::unique_ptr<curl_slist, ListCleanup>;

// A handle for one transfer. It must not serve a second one, not even after curl_easy_reset: curl 7.88 keeps
// a pointer to the last field of the first answer, frees the field, and uses it again where the next answer
// begins with a folded line (curl's issues 11101 and 11620).
inline EasyHandle new_easy_handle() {
  EasyHandle made(curl_easy_init());
  if (!made) throw std::bad_alloc();
  return made;
}

// A cache of addresses for one transfer, that must outlive its handle. In the cache that all transfers of a
// loop have by default, each host's addresses stay for a minute, and curl goes through all of them at the end
// of every transfer: time without bound where the hosts are many.
inline ShareHandle new_address_cache() {
  ShareHandle made(curl_share_init());
  if (!made || curl_share_setopt(made.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS) != CURLSHE_OK)
    throw std::bad_alloc();
  return made;
}

// An option that curl does not take must never be passed over: it may be the one that keeps a connection
// safe.
template <class Value>
void set_option(CURL* easy, CURLoption option, Value value) {
  if (const CURLcode code = curl_easy_setopt(easy, option, value); code != CURLE_OK)
    throw std::runtime_error("curl option " + std::to_string(option) + ": " + curl_easy_strerror(code));
}

inline void append(StringList& list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(list.release());
  list.reset(longer);
}

}  // namespace quorate
