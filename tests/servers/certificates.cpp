#include "tests/servers/certificates.hpp"

#include "tests/servers/process.hpp"

#include <filesystem>

namespace quorate {

CertificateAuthority::CertificateAuthority() : file_((directory_.path() / "ca.pem").string()) {
  run({"openssl",
       "req",
       "-x509",
       "-newkey",
       "ec",
       "-pkeyopt",
       "ec_paramgen_curve:P-256",
       "-nodes",
       "-days",
       "2",
       "-subj",
       "/CN=Test authority",
       "-addext",
       "basicConstraints=critical,CA:TRUE",
       "-addext",
       "keyUsage=critical,keyCertSign",
       "-keyout",
       "ca.key",
       "-out",
       "ca.pem"},
      directory_.path());
  std::filesystem::create_directory(directory_.path() / "issued");
  directory_.write("index", "");
  directory_.write(
      "ca.conf",
      "[ca]\ndefault_ca = test\n[test]\ndatabase = index\nnew_certs_dir = issued\ncertificate = ca.pem\n"
      "private_key = ca.key\ndefault_md = sha256\npolicy = any\nrand_serial = yes\nunique_subject = no\n"
      "copy_extensions = copy\n[any]\ncommonName = supplied\n");
}

Certificate CertificateAuthority::issue(const std::vector<std::string>& names, Validity validity,
                                        Naming naming) {
  const std::string id = std::to_string(++issued_);
  std::string alternatives = "subjectAltName=";
  std::string subject = "/CN=Test service";
  for (const std::string& name : names) alternatives += (&name == &names.front() ? "DNS:" : ",DNS:") + name;
  if (naming == Naming::common_name_alone) {
    subject = "/CN=" + names.front();
    alternatives = "keyUsage=digitalSignature";
  }
  run({"openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", subject,
       "-addext", alternatives, "-keyout", id + ".key", "-out", id + ".csr"},
      directory_.path());
  std::vector<std::string> sign = {"openssl", "ca",  "-batch",    "-notext", "-config",
                                   "ca.conf", "-in", id + ".csr", "-out",    id + ".pem"};
  if (validity == Validity::expired)
    sign.insert(sign.end(), {"-startdate", "20200101000000Z", "-enddate", "20200201000000Z"});
  else
    sign.insert(sign.end(), {"-days", "2"});
  run(sign, directory_.path());
  const auto path = [&](const std::string& suffix) { return (directory_.path() / (id + suffix)).string(); };
  return {path(".pem"), path(".key")};
}

}  // namespace quorate
