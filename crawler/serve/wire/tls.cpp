#include "crawler/serve/wire/tls.hpp"

#include <boost/asio/ssl/context.hpp>

namespace quorate {

Result<std::shared_ptr<boost::asio::ssl::context>> open_server_tls(const TlsFiles& files) {
  using boost::asio::ssl::context;
  auto tls = std::make_shared<context>(context::tls_server);
  boost::system::error_code failed;
  tls->set_options(context::default_workarounds | context::no_sslv2 | context::no_sslv3 | context::no_tlsv1 |
                       context::no_tlsv1_1 | context::no_compression,
                   failed);
  if (failed) return Error{Code::internal, "TLS: " + failed.message()};
  tls->use_certificate_chain_file(files.certificate, failed);
  if (failed)
    return Error{Code::file_failed, files.certificate + ": no certificate in PEM form: " + failed.message()};
  tls->use_private_key_file(files.key, context::pem, failed);
  if (failed)
    return Error{Code::file_failed, files.key + ": no private key of that certificate: " + failed.message()};
  return tls;
}

}  // namespace quorate
