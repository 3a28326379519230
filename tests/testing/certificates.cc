// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/certificates.h"

#include <gtest/gtest.h>
#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "tests/testing/temp_dir.h"

namespace continuum::testing {
namespace {

void Check(bool done, const char* what) {
  if (done) return;
  std::fprintf(stderr, "certificates for tests: %s failed\n", what);
  std::abort();
}

struct FreeBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};

// What `write` writes, as PEM.
template <typename Write>
std::string Pem(Write write) {
  const std::unique_ptr<BIO, FreeBio> bio(BIO_new(BIO_s_mem()));
  Check(write(bio.get()) == 1, "writing PEM");
  char* bytes = nullptr;
  const auto size = BIO_get_mem_data(bio.get(), &bytes);
  return {bytes, static_cast<size_t>(size)};
}

void AddExtension(X509* certificate, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
  Check(extension != nullptr, value.c_str());
  Check(X509_add_ext(certificate, extension, -1) == 1, "X509_add_ext");
  X509_EXTENSION_free(extension);
}

void SetTime(ASN1_TIME* to, absl::Time time) {
  Check(ASN1_TIME_set(to, absl::ToTimeT(time)) != nullptr, "ASN1_TIME_set");
}

void SetName(X509_NAME* to, const std::string& name) {
  std::vector<unsigned char> bytes(name.begin(), name.end());
  Check(X509_NAME_add_entry_by_txt(to, "CN", MBSTRING_UTF8, bytes.data(),
                                   static_cast<int>(bytes.size()), -1, 0) == 1,
        "X509_NAME_add_entry_by_txt");
}

// A certificate that lacks its extensions and its signature.
X509* Begin(EVP_PKEY* key, const std::string& subject, const std::string& issuer, absl::Time from,
            absl::Time until) {
  X509* certificate = X509_new();
  Check(certificate != nullptr, "X509_new");
  uint64_t serial = 0;
  Check(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof(serial)) == 1, "RAND_bytes");
  X509_set_version(certificate, X509_VERSION_3);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1);
  SetTime(X509_getm_notBefore(certificate), from);
  SetTime(X509_getm_notAfter(certificate), until);
  SetName(X509_get_subject_name(certificate), subject);
  SetName(X509_get_issuer_name(certificate), issuer);
  X509_set_pubkey(certificate, key);
  return certificate;
}

// Signs it, and gives it as PEM.
std::string Finish(X509* certificate, EVP_PKEY* key) {
  Check(X509_sign(certificate, key, EVP_sha256()) > 0, "X509_sign");
  return Pem([certificate](BIO* bio) { return PEM_write_bio_X509(bio, certificate); });
}

}  // namespace

CertificateAuthority::CertificateAuthority(const std::string& name)
    : name_(name), key_(EVP_EC_gen("P-256")) {
  Check(key_ != nullptr, "EVP_EC_gen");
  const absl::Time now = absl::Now();
  const std::unique_ptr<X509, Free> own(
      Begin(key_.get(), name_, name_, now - absl::Hours(24), now + absl::Hours(24)));
  AddExtension(own.get(), NID_basic_constraints, "critical,CA:TRUE");
  AddExtension(own.get(), NID_key_usage, "critical,keyCertSign");
  pem_ = Finish(own.get(), key_.get());
}

CertificateAndKey CertificateAuthority::Issue(const Wanted& wanted) const {
  const std::unique_ptr<EVP_PKEY, Free> key(EVP_EC_gen("P-256"));
  Check(key != nullptr, "EVP_EC_gen");
  const std::unique_ptr<X509, Free> certificate(
      Begin(key.get(), "test", name_, wanted.from, wanted.until));
  AddExtension(certificate.get(), NID_basic_constraints, "critical,CA:FALSE");
  if (!wanted.names.empty()) {
    AddExtension(certificate.get(), NID_subject_alt_name, wanted.names);
  }
  return {.certificate = Finish(certificate.get(), key_.get()),
          .key = Pem([&key](BIO* bio) {
            return PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
          })};
}

void WriteCertificate(const CertificateAndKey& pair, const std::string& certificate_path,
                      const std::string& key_path) {
  WriteFile(certificate_path, pair.certificate);
  WriteFile(key_path, pair.key);
  EXPECT_EQ(chmod(key_path.c_str(), 0600), 0) << key_path;
}

}  // namespace continuum::testing
