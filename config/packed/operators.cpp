#include "config/packed/operators.hpp"

#include "config/packed/bytes.hpp"

#include <algorithm>
#include <utility>

namespace quorate {
namespace {

constexpr auto last_business = static_cast<std::uint64_t>(Operator::Business::cdn);
constexpr auto last_family = static_cast<std::uint64_t>(Address::Family::v6);

void pack(const std::vector<std::string>& texts, Packer& packer) {
  packer.number(texts.size());
  for (const std::string& text : texts) packer.text(text);
}

std::vector<std::string> unpack_texts(Unpacker& unpacker) {
  std::vector<std::string> texts(unpacker.count());
  for (std::string& text : texts) text = unpacker.text();
  return texts;
}

void pack(const Address& address, Packer& packer) {
  packer.number(static_cast<std::uint64_t>(address.family));
  packer.text({reinterpret_cast<const char*>(address.bytes.data()), address.bytes.size()});
}

Address unpack_address(Unpacker& unpacker) {
  Address address;
  address.family = static_cast<Address::Family>(unpacker.number(last_family));
  const std::string_view bytes = unpacker.text();
  if (bytes.size() == address.bytes.size())
    std::copy(bytes.begin(), bytes.end(), address.bytes.begin());
  else
    unpacker.refuse();
  return address;
}

void pack(const Operator& entry, Packer& packer) {
  packer.text(entry.id);
  packer.text(entry.name);
  packer.text(entry.parent);
  pack(entry.domains, packer);
  pack(entry.names, packer);
  packer.number(static_cast<std::uint64_t>(entry.business));
  packer.number(entry.addresses.size());
  for (const AddressBlock& block : entry.addresses) {
    pack(block.first, packer);
    pack(block.last, packer);
  }
  pack(entry.issuers, packer);
}

Operator unpack_operator(Unpacker& unpacker) {
  Operator entry;
  entry.id = unpacker.text();
  entry.name = unpacker.text();
  entry.parent = unpacker.text();
  entry.domains = unpack_texts(unpacker);
  entry.names = unpack_texts(unpacker);
  entry.business = static_cast<Operator::Business>(unpacker.number(last_business));
  entry.addresses.resize(unpacker.count());
  for (AddressBlock& block : entry.addresses) {
    block.first = unpack_address(unpacker);
    block.last = unpack_address(unpacker);
  }
  entry.issuers = unpack_texts(unpacker);
  return entry;
}

}  // namespace

std::string pack_operators(const Operators& operators) {
  Packer packer;
  packer.text(operators.version());
  packer.number(operators.entries().size());
  for (const Operator& entry : operators.entries()) pack(entry, packer);
  packer.number(operators.shared_hosts().size());
  for (const SharedHost& shared : operators.shared_hosts()) {
    packer.text(shared.host);
    packer.text(shared.why);
  }
  return packer.take();
}

Result<Operators> unpack_operators(std::string_view bytes) {
  Unpacker unpacker(bytes);
  std::string version(unpacker.text());
  std::vector<Operator> entries(unpacker.count());
  for (Operator& entry : entries) entry = unpack_operator(unpacker);
  std::vector<SharedHost> shared_hosts(unpacker.count());
  for (SharedHost& shared : shared_hosts) {
    shared.host = unpacker.text();
    shared.why = unpacker.text();
  }
  if (const auto whole = unpacker.finish(); !whole) return whole.error();
  return Operators(std::move(version), std::move(entries), std::move(shared_hosts));
}

}  // namespace quorate
