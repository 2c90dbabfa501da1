#include "crawler/fetch/curl/host_name.hpp"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace quorate {
namespace {

constexpr unsigned strict = X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS;

CURLcode on_context(CURL*, void* context, void* name) {
  const auto& host = *static_cast<const std::string*>(name);
  X509_VERIFY_PARAM* rules = SSL_CTX_get0_param(static_cast<SSL_CTX*>(context));
  X509_VERIFY_PARAM_set_hostflags(rules, strict);
  return X509_VERIFY_PARAM_set1_host(rules, host.c_str(), host.size()) == 1 ? CURLE_OK
                                                                            : CURLE_SSL_CERTPROBLEM;
}

}  // namespace

void require_host_name(CURL* easy, const std::string& host) {
  set_option(easy, CURLOPT_SSL_CTX_FUNCTION, &on_context);
  set_option(easy, CURLOPT_SSL_CTX_DATA, &host);
}

}  // namespace quorate
