// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_CERTIFICATES_H_
#define CONTINUUM_TESTS_TESTING_CERTIFICATES_H_

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace continuum::testing {

// A certificate and its private key, both PEM.
struct CertificateAndKey {
  std::string certificate;
  std::string key;
};

// An authority that exists for one test, with a key that was just made.
class CertificateAuthority {
 public:
  struct Wanted {
    // As OpenSSL writes them: "DNS:localhost,IP:127.0.0.1,URI:spiffe://tests/one".
    std::string names = "DNS:localhost,IP:127.0.0.1";
    absl::Time from = absl::Now() - absl::Hours(1);
    absl::Time until = absl::Now() + absl::Hours(1);
  };

  // Ends the process if the library fails: no test can go on without.
  explicit CertificateAuthority(const std::string& name);

  // Its own certificate, PEM.
  const std::string& certificate() const { return pem_; }

  // A new certificate with a new key, for servers and clients.
  CertificateAndKey Issue(const Wanted& wanted) const;
  CertificateAndKey Issue() const { return Issue(Wanted()); }

 private:
  struct Free {
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  };

  const std::string name_;
  const std::unique_ptr<EVP_PKEY, Free> key_;
  std::string pem_;
};

// Writes both files, the key for its owner alone.
void WriteCertificate(const CertificateAndKey& pair, const std::string& certificate_path,
                      const std::string& key_path);

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_CERTIFICATES_H_
