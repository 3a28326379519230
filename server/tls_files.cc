// SPDX-License-Identifier: Apache-2.0

#include "server/tls_files.h"

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <ctime>
#include <fstream>
#include <memory>
#include <sstream>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "server/base/status_macros.h"

namespace continuum::server {
namespace {

struct Free {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Certificate = std::unique_ptr<X509, Free>;
using Key = std::unique_ptr<EVP_PKEY, Free>;

// A file as people know it: the setting that names it, and its path.
struct NamedFile {
  absl::string_view setting;
  const std::string& path;
};

absl::Status Wrong(const NamedFile& file, absl::string_view what) {
  return absl::FailedPreconditionError(absl::StrCat(file.setting, ": ", file.path, " ", what));
}

absl::StatusOr<std::string> Read(const NamedFile& file) {
  std::ifstream in(file.path, std::ios::binary);
  if (!in.is_open()) return Wrong(file, absl::StrCat("cannot be read: ", std::strerror(errno)));
  std::ostringstream bytes;
  bytes << in.rdbuf();  // unlike the stream's iterators, throws nothing when it is a folder
  if (bytes.str().empty()) return Wrong(file, "cannot be read: it is empty, or a folder");
  return bytes.str();
}

// Never asks anybody: a server has no one to answer.
int NoPassphrase(char*, int, int, void*) { return 0; }

absl::StatusOr<std::vector<Certificate>> ReadCertificates(const NamedFile& file) {
  ASSIGN_OR_RETURN(const std::string pem, Read(file));
  const std::unique_ptr<BIO, Free> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  std::vector<Certificate> certificates;
  while (X509* next = PEM_read_bio_X509(bio.get(), nullptr, NoPassphrase, nullptr)) {
    certificates.emplace_back(next);
  }
  // The end of the file is an error like any other, told apart by its reason.
  const bool ended = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  if (certificates.empty() || !ended) {
    return Wrong(file,
                 "cannot be read as certificates, want PEM (lines between \"-----BEGIN "
                 "CERTIFICATE-----\" and \"-----END CERTIFICATE-----\")");
  }
  return certificates;
}

absl::Time TimeOf(const ASN1_TIME* time) {
  std::tm parts = {};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return absl::InfinitePast();
  return absl::FromTM(parts, absl::UTCTimeZone());
}

std::string Text(absl::Time time) {
  return absl::FormatTime("%Y-%m-%d %H:%M UTC", time, absl::UTCTimeZone());
}

// What is wrong with the dates of `certificate`, which is `called` so; empty if nothing is.
std::string WrongDates(const X509* certificate, absl::string_view called, absl::Time now) {
  const absl::Time until = TimeOf(X509_get0_notAfter(certificate));
  if (until < now) {
    return absl::StrCat("does not serve any more: ", called, " expired on ", Text(until),
                        ". Renew it, and start the server again.");
  }
  const absl::Time from = TimeOf(X509_get0_notBefore(certificate));
  if (from <= now) return "";
  return absl::StrCat("does not serve yet: ", called, " is valid from ", Text(from),
                      " on, and this machine's clock says ", Text(now), ".");
}

absl::Status CheckChain(const NamedFile& file, const std::vector<Certificate>& chain,
                        absl::Time now) {
  for (size_t i = 0; i < chain.size(); ++i) {
    const std::string called = i == 0 ? "the certificate" : absl::StrCat("its certificate ", i + 1);
    const std::string wrong = WrongDates(chain[i].get(), called, now);
    if (!wrong.empty()) return Wrong(file, wrong);
  }
  return absl::OkStatus();
}

// While authorities change, the old one stands beside the new: one that is valid will do.
absl::Status CheckAuthorities(const NamedFile& file, const std::vector<Certificate>& authorities,
                              absl::Time now) {
  std::string wrong;
  for (const Certificate& authority : authorities) {
    wrong = WrongDates(authority.get(), "the last certificate in it", now);
    if (wrong.empty()) return absl::OkStatus();
  }
  return Wrong(file, wrong);
}

absl::Status CheckOnlyItsOwnerMayTouch(const NamedFile& file) {
  struct stat about = {};
  if (stat(file.path.c_str(), &about) != 0) {
    return Wrong(file, absl::StrCat("cannot be read: ", std::strerror(errno)));
  }
  constexpr mode_t kOthers = 077;
  if ((about.st_mode & kOthers) == 0) return absl::OkStatus();
  return Wrong(file, absl::StrCat("may be used by others on this machine (its mode is ",
                                  absl::StrFormat("%04o", about.st_mode & 07777),
                                  "), and whoever has the key can pass as this server. Make it its "
                                  "owner's alone: chmod 600 ",
                                  file.path));
}

absl::Status CheckKey(const NamedFile& file, const NamedFile& certificate_file,
                      const X509* certificate) {
  RETURN_IF_ERROR(CheckOnlyItsOwnerMayTouch(file));
  ASSIGN_OR_RETURN(const std::string pem, Read(file));
  const std::unique_ptr<BIO, Free> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  const Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, NoPassphrase, nullptr));
  ERR_clear_error();
  if (key == nullptr) {
    return Wrong(file,
                 "holds no private key that can be read, want PEM (lines between \"-----BEGIN "
                 "PRIVATE KEY-----\" and \"-----END PRIVATE KEY-----\") without a passphrase");
  }
  const bool matches = X509_check_private_key(certificate, key.get()) == 1;
  ERR_clear_error();
  if (matches) return absl::OkStatus();
  return Wrong(file,
               absl::StrCat("is not the key of the first certificate in ", certificate_file.path,
                            ". Give the two that were made together; the server's own "
                            "certificate has to stand before those of its authorities."));
}

}  // namespace

absl::Status CheckTlsFiles(const TlsFiles& files, absl::Time now) {
  const NamedFile certificate{"--tls_certificate", files.certificate};
  ASSIGN_OR_RETURN(const std::vector<Certificate> chain, ReadCertificates(certificate));
  RETURN_IF_ERROR(CheckKey({"--tls_key", files.key}, certificate, chain[0].get()));
  RETURN_IF_ERROR(CheckChain(certificate, chain, now));
  if (files.client_ca.empty()) return absl::OkStatus();
  const NamedFile authorities{"--tls_client_ca", files.client_ca};
  ASSIGN_OR_RETURN(const std::vector<Certificate> trusted, ReadCertificates(authorities));
  return CheckAuthorities(authorities, trusted, now);
}

}  // namespace continuum::server
