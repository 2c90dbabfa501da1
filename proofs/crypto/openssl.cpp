// The only file that knows OpenSSL: ES256, and the second opinion on Ed25519.
#include "proofs/crypto/ed25519.hpp"
#include "proofs/crypto/es256.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <algorithm>
#include <memory>

namespace quorate {
namespace {

template <auto free>
struct Freer {
  template <class T>
  void operator()(T* object) const {
    free(object);
  }
};
template <class T, auto free>
using Owned = std::unique_ptr<T, Freer<free>>;

using OwnedKey = Owned<EVP_PKEY, EVP_PKEY_free>;
using OwnedDigest = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;

using Number = std::array<std::uint8_t, 32>;  // big-endian

// n, the order of P-256, and its half (SEC 2 section 2.4.2).
constexpr Number curve_order = {0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff,
                                0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17,
                                0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51};
constexpr Number half_order = {0x7f, 0xff, 0xff, 0xff, 0x80, 0x00, 0x00, 0x00, 0x7f, 0xff, 0xff,
                               0xff, 0xff, 0xff, 0xff, 0xff, 0xde, 0x73, 0x7d, 0x56, 0xd3, 0x8b,
                               0xcf, 0x42, 0x79, 0xdc, 0xe5, 0x61, 0x7e, 0x31, 0x92, 0xa8};

bool is_zero(const Number& number) {
  return std::all_of(number.begin(), number.end(), [](std::uint8_t byte) { return byte == 0; });
}

// DER of the signature's two numbers, as OpenSSL wants it; empty on failure.
Bytes der_of(const Number& r, const Number& s) {
  Owned<ECDSA_SIG, ECDSA_SIG_free> signature(ECDSA_SIG_new());
  BIGNUM* big_r = BN_bin2bn(r.data(), static_cast<int>(r.size()), nullptr);
  BIGNUM* big_s = BN_bin2bn(s.data(), static_cast<int>(s.size()), nullptr);
  if (!signature || ECDSA_SIG_set0(signature.get(), big_r, big_s) != 1) {
    BN_free(big_r);
    BN_free(big_s);
    return {};
  }
  std::uint8_t* out = nullptr;
  const int size = i2d_ECDSA_SIG(signature.get(), &out);
  if (size <= 0) return {};
  Bytes der(out, out + size);
  OPENSSL_free(out);
  return der;
}

// The key as OpenSSL holds it; empty when x and y are no point of the curve.
OwnedKey p256_key(const PublicKey& key) {
  std::array<std::uint8_t, 65> point{};  // SEC 1 section 2.3.3: 04 || x || y
  point[0] = 4;
  std::copy(key.x.begin(), key.x.end(), point.begin() + 1);
  std::copy(key.y.begin(), key.y.end(), point.begin() + 33);
  char group[] = "prime256v1";
  const OSSL_PARAM params[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
      OSSL_PARAM_construct_end()};
  const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* made = nullptr;
  if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, const_cast<OSSL_PARAM*>(params)) != 1)
    return nullptr;
  return OwnedKey(made);
}

SignatureCheck verify_with(EVP_PKEY* key, const EVP_MD* hash, ByteView message, ByteView signature) {
  const OwnedDigest context(EVP_MD_CTX_new());
  if (key == nullptr || !context || EVP_DigestVerifyInit(context.get(), nullptr, hash, nullptr, key) != 1)
    return SignatureCheck::bad;
  const int status =
      EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size());
  return status == 1 ? SignatureCheck::good : SignatureCheck::bad;
}

}  // namespace

SignatureCheck verify_es256(const PublicKey& key, ByteView message, ByteView signature) {
  if (key.curve != Curve::p256 || signature.size() != 64) return SignatureCheck::bad;
  Number r{};
  Number s{};
  std::copy_n(signature.begin(), 32, r.begin());
  std::copy_n(signature.begin() + 32, 32, s.begin());
  if (is_zero(r) || r >= curve_order || is_zero(s) || s > half_order) return SignatureCheck::bad;
  const Bytes der = der_of(r, s);
  if (der.empty()) return SignatureCheck::bad;
  return verify_with(p256_key(key).get(), EVP_sha256(), message, der);
}

SignatureCheck verify_ed25519_openssl(Ed25519Public key, ByteView message, Ed25519Signature signature) {
  if (precheck_ed25519(key, signature) == SignatureCheck::bad) return SignatureCheck::bad;
  const OwnedKey loaded(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()));
  return verify_with(loaded.get(), nullptr, message, signature);
}

}  // namespace quorate
