#include "crawler/fetch/curl/error.hpp"

#include "proofs/encoding/utf8.hpp"

namespace quorate {
namespace {

constexpr std::size_t shown_bytes = 200;  // of curl's text

Code code_of(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return Code::dns_failed;
    case CURLE_COULDNT_CONNECT:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY:
      return Code::connect_failed;
    case CURLE_OPERATION_TIMEDOUT:
      return Code::timed_out;
    case CURLE_FILESIZE_EXCEEDED:
    case CURLE_OUT_OF_MEMORY:  // what curl calls a header line of more than 100 KiB
      return Code::over_limit;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_CLIENTCERT:
    case CURLE_USE_SSL_FAILED:
    case CURLE_PEER_FAILED_VERIFICATION:
      return Code::tls_failed;
    case CURLE_SSL_CACERT_BADFILE:
      return Code::file_failed;
    case CURLE_URL_MALFORMAT:
      return Code::bad_uri;
    case CURLE_FAILED_INIT:
    case CURLE_UNKNOWN_OPTION:
      return Code::internal;
    default:  // with CURLE_BAD_FUNCTION_ARGUMENT, for which see below
      return Code::transfer_failed;
  }
}

}  // namespace

Error curl_error(CURLcode code, std::string_view text) {
  if (text.empty()) text = curl_easy_strerror(code);
  // Options are checked as they are set (set_option), so this is about the answer: a CR in the name of a
  // field, before its colon, or a folded line that continues none.
  if (code == CURLE_BAD_FUNCTION_ARGUMENT) text = "a header line whose name cannot be read";
  if (code == CURLE_OUT_OF_MEMORY) text = "more at once than curl takes";
  return {code_of(code), printable(text, shown_bytes)};
}

}  // namespace quorate
