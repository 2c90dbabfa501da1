#include "crawler/fetch/curl/certificate.hpp"

#include "proofs/crypto/digest.hpp"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <new>

namespace quorate {

// Where curl lets us into its TLS contexts, one for each connection.
class TlsContext {
 public:
  static CURLcode prepare(CURL*, void* context, void* expectation) {
    const auto& expected = *static_cast<const Expected*>(expectation);
    auto* tls = static_cast<SSL_CTX*>(context);
    SSL_CTX_set1_cert_store(tls, expected.authorities.store_.get());
    X509_VERIFY_PARAM* rules = SSL_CTX_get0_param(tls);
    X509_VERIFY_PARAM_set_hostflags(rules, strict);
    const bool named = X509_VERIFY_PARAM_set1_host(rules, expected.host.c_str(), expected.host.size()) == 1;
    return named ? CURLE_OK : CURLE_SSL_CERTPROBLEM;
  }

 private:
  static constexpr unsigned strict =
      X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS;
};

namespace {

// One file for each authority, named by the hash of its name.
constexpr const char* system_authorities = "/etc/ssl/certs";

// As curl has it: an authority of ours goes before one that the peer sends, and an intermediate one that is
// trusted is trusted as much as its root.
constexpr unsigned long trust = X509_V_FLAG_TRUSTED_FIRST | X509_V_FLAG_PARTIAL_CHAIN;

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

void Authorities::Free::operator()(X509_STORE* store) const { X509_STORE_free(store); }

Result<Authorities> Authorities::open(const std::optional<std::string>& file) {
  Authorities authorities;
  authorities.store_.reset(X509_STORE_new());
  X509_STORE* store = authorities.store_.get();
  if (store == nullptr) throw std::bad_alloc();
  X509_STORE_set_flags(store, trust);
  const int read =
      file ? X509_STORE_load_file(store, file->c_str()) : X509_STORE_load_path(store, system_authorities);
  if (read == 1) return authorities;
  return Error{Code::file_failed, file.value_or(system_authorities) + ": no certificate authorities in PEM"};
}

void require_certificate(CURL* easy, const Expected& expected) {
  const char* const none = nullptr;
  set_option(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  set_option(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  set_option(easy, CURLOPT_CAINFO, none);
  set_option(easy, CURLOPT_CAPATH, none);
  set_option(easy, CURLOPT_SSL_CTX_FUNCTION, &TlsContext::prepare);
  set_option(easy, CURLOPT_SSL_CTX_DATA, &expected);
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
