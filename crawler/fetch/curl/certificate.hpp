// The certificates of hosts: holds them to the names that count, and tells who issued them.
#pragma once

#include "crawler/fetch/curl/handles.hpp"
#include "proofs/result.hpp"

#include <memory>
#include <optional>
#include <string>

struct x509_store_st;

namespace quorate {

// The authorities that are trusted, each read once for all connections. Those of the system are read one by
// one, when a chain leads to them: reading all of them takes 17 ms, which a person who waits for eight hosts
// would notice, and reading one for every connection anew is a fifth of the work of connecting.
class Authorities {
 public:
  // Those in the PEM file, or without one the system's. Errors: file_failed for a file that holds none.
  static Result<Authorities> open(const std::optional<std::string>& file);

 private:
  friend class TlsContext;
  struct Free {
    void operator()(x509_store_st* store) const;
  };

  std::unique_ptr<x509_store_st, Free> store_;
};

// Whose certificate it must be, and who may have issued it.
struct Expected {
  const Authorities& authorities;
  std::string host;  // an A-label
};

// Makes the TLS library itself refuse a certificate of this transfer that none of the authorities vouches
// for, or that does not hold the host as a subjectAltName (RFC 9525 section 2: the common name of the subject
// is no name of a host). curl by itself takes the common name of a certificate without any. `expected` must
// stay until the transfer has ended.
void require_certificate(CURL* easy, const Expected& expected);

// The organisation that the host's certificate names as its issuer, or the issuer's common name where it
// names none; empty where there is neither. The connection must stand, and its certificate be verified: then
// this is the word of an authority that is trusted. Takes no copy of the certificate, so that it costs next
// to nothing.
std::string certificate_issuer(CURL* easy);

// SHA-256 of the host's own certificate (DER), in hex; empty where there is none. The connection must stand.
std::string certificate_sha256(CURL* easy);

}  // namespace quorate
