// Makes certificates with openssl: an authority of the test's own, and what it issues.
#pragma once

#include "tests/servers/temp_directory.hpp"

#include <string>
#include <vector>

namespace quorate {

// Paths of PEM files.
struct Certificate {
  std::string chain;
  std::string key;
};

enum class Validity { now, expired };
enum class Naming { alternative_names, common_name_alone };

class CertificateAuthority {
 public:
  CertificateAuthority();

  // The authority's own certificate, for --ca-file.
  const std::string& file() const { return file_; }

  // A certificate for the names, which may hold wildcards. Its files live as long as the authority.
  Certificate issue(const std::vector<std::string>& names, Validity validity = Validity::now,
                    Naming naming = Naming::alternative_names);

 private:
  TempDirectory directory_;
  std::string file_;
  int issued_ = 0;
};

}  // namespace quorate
