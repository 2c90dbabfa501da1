// Issuer: makes a certificate for each host that is asked for, signed by the crowd's authority.
#pragma once

#include <openssl/ssl.h>

#include <map>
#include <memory>
#include <string>

namespace quorate {

class Issuer {
 public:
  // Both stay the caller's and outlive it. `key`: of the authority, and of all hosts.
  Issuer(X509* authority, EVP_PKEY* key) : authority_(authority), key_(key) {}

  // For SSL_CTX_set_cert_cb, with an Issuer as `self`: gives the connection the certificate of the host that
  // it names.
  static int choose(SSL* ssl, void* self);

 private:
  struct End {
    void operator()(X509* certificate) const { X509_free(certificate); }
  };
  using Certificate = std::unique_ptr<X509, End>;

  Certificate make(const std::string& host);

  X509* authority_;
  EVP_PKEY* key_;
  std::map<std::string, Certificate> made_;
};

}  // namespace quorate
