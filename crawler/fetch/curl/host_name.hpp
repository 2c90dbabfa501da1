// Holds TLS certificates to the rule that names of hosts stand in the subjectAltName alone.
#pragma once

#include "crawler/fetch/curl/handles.hpp"

#include <string>

namespace quorate {

// Makes the TLS library itself refuse a certificate of this transfer that does not hold `host` as a
// subjectAltName (RFC 9525 section 2: the common name of the subject is no name of a host). curl by itself
// takes the common name of a certificate without any. `host` is an A-label and must stay until the transfer
// has ended.
void require_host_name(CURL* easy, const std::string& host);

}  // namespace quorate
