#include "tests/crawler/fetch/web.hpp"
#include "tests/show.hpp"

#include <cstdlib>

namespace quorate {
namespace {

// A server whose certificate for the names stands under the authority.
Nginx serve(const TempDirectory& files, const Certificate& certificate, std::string_view more = "") {
  return Nginx(files, virtual_host(certificate, "alice.test",
                                   std::string("location / { return 200 'x'; }") + std::string(more)));
}

}  // namespace

TEST_CASE("fetch: a certificate of an authority that is not trusted, refused") {
  Web web("location / { return 200 'x'; }");
  const CertificateAuthority other;
  FetchSettings settings = web.settings();
  settings.ca_file = other.file();
  CHECK(code(fetch_one(settings, page("https://alice.test/"))) == "tls_failed");
  settings.ca_file.reset();  // the system's
  CHECK(code(fetch_one(settings, page("https://alice.test/"))) == "tls_failed");
  setenv("SSL_CERT_FILE", web.authority().file().c_str(), 1);
  setenv("CURL_CA_BUNDLE", web.authority().file().c_str(), 1);
  CHECK(code(fetch_one(settings, page("https://alice.test/"))) == "tls_failed");
  unsetenv("SSL_CERT_FILE");
  unsetenv("CURL_CA_BUNDLE");
}

TEST_CASE("fetch: a file of authorities that is none, refused without a connection") {
  const Web web("location / { return 200 'x'; }");
  const TempDirectory files;
  FetchSettings settings = web.settings();
  settings.ca_file = files.write("empty.pem", "");
  CHECK(code(fetch_one(settings, page("https://alice.test/"))) == "file_failed");
  settings.ca_file = files.path() / "missing.pem";
  CHECK(code(fetch_one(settings, page("https://alice.test/"))) == "file_failed");
}

TEST_CASE("fetch: a certificate for other names, refused") {
  CertificateAuthority authority;
  for (const std::vector<std::string>& names :
       {std::vector<std::string>{"bob.test"}, {"*.alice.test"}, {"www.alice.test"}, {"*.test"}}) {
    CAPTURE(names);
    const TempDirectory files;
    const Nginx nginx = serve(files, authority.issue(names));
    const Observation seen = fetch_one(settings_for(nginx.port(), authority), page("https://alice.test/"));
    CHECK(code(seen) == "tls_failed");
  }
}

TEST_CASE("fetch: a certificate that names the host as its common name alone, refused") {
  CertificateAuthority authority;
  const TempDirectory files;
  const Certificate certificate = authority.issue({"alice.test"}, Validity::now, Naming::common_name_alone);
  const Nginx nginx = serve(files, certificate);
  CHECK(code(fetch_one(settings_for(nginx.port(), authority), page("https://alice.test/"))) == "tls_failed");
}

TEST_CASE("fetch: a wildcard that stands for the host's first label, taken; for a part of it, refused") {
  CertificateAuthority authority;
  const TempDirectory files, more_files;
  const Nginx whole =
      Nginx(files, virtual_host(authority.issue({"*.alice.test"}), "_", "location / { return 200 'x'; }"));
  CHECK(failure(fetch_one(settings_for(whole.port(), authority), page("https://www.alice.test/"))) == "");
  const Nginx part = Nginx(
      more_files, virtual_host(authority.issue({"w*.alice.test"}), "_", "location / { return 200 'x'; }"));
  CHECK(code(fetch_one(settings_for(part.port(), authority), page("https://www.alice.test/"))) ==
        "tls_failed");
}

TEST_CASE("fetch: an expired certificate, refused") {
  CertificateAuthority authority;
  const TempDirectory files;
  const Nginx nginx = serve(files, authority.issue({"alice.test"}, Validity::expired));
  const Observation seen = fetch_one(settings_for(nginx.port(), authority), page("https://alice.test/"));
  CHECK(code(seen) == "tls_failed");
  CHECK(failure(seen).find("expired") != std::string::npos);
}

TEST_CASE("fetch: TLS 1.1, refused; TLS 1.2, taken") {
  CertificateAuthority authority;
  const Certificate certificate = authority.issue({"alice.test"});
  const TempDirectory files;
  const Nginx old = serve(files, certificate, "ssl_protocols TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0;");
  CHECK(code(fetch_one(settings_for(old.port(), authority), page("https://alice.test/"))) == "tls_failed");
  const TempDirectory more_files;
  const Nginx recent = serve(more_files, certificate, "ssl_protocols TLSv1.2;");
  CHECK(failure(fetch_one(settings_for(recent.port(), authority), page("https://alice.test/"))) == "");
}

TEST_CASE("fetch: a server that speaks no TLS, refused") {
  const TempDirectory files;
  const Nginx nginx(files, "server { listen 127.0.0.1:PORT; location / { return 200 'x'; } }");
  const CertificateAuthority authority;
  CHECK(code(fetch_one(settings_for(nginx.port(), authority), page("https://alice.test/"))) == "tls_failed");
}

TEST_CASE("fetch: an authority file that cannot be read, named") {
  const Web web("location / { return 200 'x'; }");
  FetchSettings settings = web.settings();
  settings.ca_file = "/nonexistent/ca.pem";
  const Observation seen = fetch_one(settings, page("https://alice.test/"));
  CHECK(code(seen) == "file_failed");
  CHECK(failure(seen).find("/nonexistent/ca.pem") != std::string::npos);
}

}  // namespace quorate
