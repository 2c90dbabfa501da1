// Register: the entries of an operators file, held against each other and against those that are known
// already.
#pragma once

#include "config/yaml/yaml.hpp"
#include "proofs/groups/operators.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// An entry, and where its parts stand in its file; null: not given. The nodes must outlive the register.
struct WrittenOperator {
  Operator entry;
  const YamlNode* id = nullptr;
  const YamlNode* name = nullptr;
  const YamlNode* parent = nullptr;
  // The items of each are those of the entry, in the same order.
  const YamlNode* domains = nullptr;
  const YamlNode* names = nullptr;
  const YamlNode* addresses = nullptr;
  const YamlNode* issuers = nullptr;
};

class Register {
 public:
  // `known` has passed these checks before; so whatever fails, a written entry is part of it and is told.
  Register(const Operators& known, std::vector<WrittenOperator> written);

  // The rules that load_operators promises. Errors: bad_config with the place.
  Result<void> check();
  // Of both.
  std::vector<Operator> take() { return std::move(all_); }

 private:
  // A domain that an entry claims. Place: null where the entry was known.
  struct Claim {
    std::size_t entry = 0;
    const YamlPlace* place = nullptr;
  };

  Result<void> check_names();
  Result<void> check_parents() const;
  Result<void> check_domains();
  Result<void> check_labels() const;
  Result<void> check_nesting(std::string_view domain, const Claim& claim) const;
  Result<void> check_addresses() const;
  Result<void> check_issuers() const;
  Result<void> check_purpose() const;
  bool owns_itself(const Operator& entry) const;
  const std::string& company_of(std::size_t entry) const;

  std::vector<WrittenOperator> written_;
  std::size_t known_ = 0;      // how many of `all_` were known
  std::vector<Operator> all_;  // the known ones, then the written ones
  std::map<std::string, std::size_t, std::less<>> by_id_;
  std::map<std::string, Claim, std::less<>> claims_;
};

}  // namespace quorate
