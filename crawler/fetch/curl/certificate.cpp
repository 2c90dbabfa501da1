#include "crawler/fetch/curl/certificate.hpp"

#include "proofs/crypto/digest.hpp"

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

constexpr int max_bytes = 200;  // organisations have names of at most 64 characters (RFC 5280 appendix A)

std::string entry(const X509_NAME& name, int kind) {
  const int index = X509_NAME_get_index_by_NID(&name, kind, -1);
  if (index < 0) return "";
  unsigned char* text = nullptr;
  const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(&name, index)));
  if (size < 0) return "";
  std::string copy(text, text + (size < max_bytes ? size : max_bytes));
  OPENSSL_free(text);
  return copy;
}

// Of the connection that stands; null where there is none. It belongs to the connection.
const X509* shown(CURL* easy) {
  curl_tlssessioninfo* session = nullptr;
  if (curl_easy_getinfo(easy, CURLINFO_TLS_SSL_PTR, &session) != CURLE_OK || session == nullptr)
    return nullptr;
  if (session->backend != CURLSSLBACKEND_OPENSSL || session->internals == nullptr) return nullptr;
  return SSL_get0_peer_certificate(static_cast<SSL*>(session->internals));
}

}  // namespace

void require_host_name(CURL* easy, const std::string& host) {
  set_option(easy, CURLOPT_SSL_CTX_FUNCTION, &on_context);
  set_option(easy, CURLOPT_SSL_CTX_DATA, &host);
}

std::string certificate_issuer(CURL* easy) {
  const X509* certificate = shown(easy);
  if (certificate == nullptr) return "";
  const X509_NAME* issuer = X509_get_issuer_name(certificate);
  if (issuer == nullptr) return "";
  std::string organisation = entry(*issuer, NID_organizationName);
  return organisation.empty() ? entry(*issuer, NID_commonName) : organisation;
}

std::string certificate_sha256(CURL* easy) {
  const X509* certificate = shown(easy);
  unsigned char* der = nullptr;
  const int size = certificate == nullptr ? 0 : i2d_X509(certificate, &der);
  if (size <= 0) return "";
  std::string digest = encode_hex(sha256({der, static_cast<std::size_t>(size)}));
  OPENSSL_free(der);
  return digest;
}

}  // namespace quorate
