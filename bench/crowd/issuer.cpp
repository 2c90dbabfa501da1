#include "bench/crowd/issuer.hpp"

#include <openssl/x509v3.h>

namespace quorate {
namespace {

constexpr long month_seconds = 30 * 86'400;
constexpr long version_3 = 2;

void extend(X509* certificate, int kind, const std::string& value) {
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str());
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

}  // namespace

int Issuer::choose(SSL* ssl, void* self) {
  auto& issuer = *static_cast<Issuer*>(self);
  const char* name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
  if (name == nullptr) return 0;
  Certificate& certificate = issuer.made_[name];
  if (!certificate) certificate = issuer.make(name);
  if (SSL_use_certificate(ssl, certificate.get()) != 1) return 0;
  return SSL_use_PrivateKey(ssl, issuer.key_);
}

Issuer::Certificate Issuer::make(const std::string& host) {
  Certificate made(X509_new());
  X509* certificate = made.get();
  X509_set_version(certificate, version_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), static_cast<long>(made_.size()) + 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -month_seconds);
  X509_gmtime_adj(X509_getm_notAfter(certificate), month_seconds);
  X509_set_issuer_name(certificate, X509_get_subject_name(authority_));
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(host.c_str()), -1, -1, 0);
  X509_set_pubkey(certificate, key_);
  extend(certificate, NID_subject_alt_name, "DNS:" + host);
  extend(certificate, NID_basic_constraints, "CA:FALSE");
  X509_sign(certificate, key_, EVP_sha256());
  return made;
}

}  // namespace quorate
