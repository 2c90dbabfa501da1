// The certificates of hosts: holds them to the names that count, and tells who issued them.
#pragma once

#include "crawler/fetch/curl/handles.hpp"

#include <string>

namespace quorate {

// Makes the TLS library itself refuse a certificate of this transfer that does not hold `host` as a
// subjectAltName (RFC 9525 section 2: the common name of the subject is no name of a host). curl by itself
// takes the common name of a certificate without any. `host` is an A-label and must stay until the transfer
// has ended.
void require_host_name(CURL* easy, const std::string& host);

// The organisation that the host's certificate names as its issuer, or the issuer's common name where it
// names none; empty where there is neither. The connection must stand, and its certificate be verified: then
// this is the word of an authority that is trusted. Takes no copy of the certificate, so that it costs next
// to nothing.
std::string certificate_issuer(CURL* easy);

// SHA-256 of the host's own certificate (DER), in hex; empty where there is none. The connection must stand.
std::string certificate_sha256(CURL* easy);

}  // namespace quorate
