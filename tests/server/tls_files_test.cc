// SPDX-License-Identifier: Apache-2.0

#include "server/tls_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/testing/certificates.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::server {
namespace {

using ::continuum::testing::CertificateAndKey;
using ::continuum::testing::CertificateAuthority;
using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;
using ::continuum::testing::WriteFile;
using ::testing::AllOf;
using ::testing::HasSubstr;

class TlsFilesTest : public ::testing::Test {
 protected:
  void SetUp() override { Write(authority_.Issue()); }

  void Write(const CertificateAndKey& pair) const {
    testing::WriteCertificate(pair, files_.certificate, files_.key);
  }
  absl::Status Check() const { return CheckTlsFiles(files_, absl::Now()); }

  static auto Refused(const std::string& setting, const std::string& file,
                      const std::string& what) {
    return StatusIs(absl::StatusCode::kFailedPrecondition,
                    AllOf(HasSubstr(setting), HasSubstr(file), HasSubstr(what)));
  }

  const testing::TempDir dir_;
  const CertificateAuthority authority_{"An authority"};
  TlsFiles files_{.certificate = dir_.File("server.pem"), .key = dir_.File("server.key")};
};

TEST_F(TlsFilesTest, TakesACertificateWithItsKey) { EXPECT_THAT(Check(), IsOk()); }

TEST_F(TlsFilesTest, TakesAChainAndAuthoritiesOfClients) {
  const CertificateAndKey pair = authority_.Issue();
  Write({absl::StrCat("A remark.\n", pair.certificate, authority_.certificate()), pair.key});
  files_.client_ca = dir_.File("clients.pem");
  WriteFile(files_.client_ca, authority_.certificate());
  EXPECT_THAT(Check(), IsOk());
}

TEST_F(TlsFilesTest, RefusesFilesThatCannotBeRead) {
  const TlsFiles good = files_;
  files_.certificate = dir_.File("none.pem");
  EXPECT_THAT(Check(), Refused("--tls_certificate", "none.pem", "No such file"));
  files_.certificate = dir_.path();
  EXPECT_THAT(Check(), Refused("--tls_certificate", dir_.path(), "cannot be read"));
  files_ = good;
  files_.key = dir_.File("none.key");
  EXPECT_THAT(Check(), Refused("--tls_key", "none.key", "No such file"));
  files_ = good;
  files_.client_ca = dir_.File("none.pem");
  EXPECT_THAT(Check(), Refused("--tls_client_ca", "none.pem", "No such file"));
}

TEST_F(TlsFilesTest, RefusesWhatIsNotPem) {
  const CertificateAndKey pair = authority_.Issue();
  Write({"certificate", pair.key});
  EXPECT_THAT(Check(), Refused("--tls_certificate", "server.pem", "BEGIN CERTIFICATE"));
  Write({pair.certificate + pair.certificate.substr(0, 100), pair.key});
  EXPECT_THAT(Check(), Refused("--tls_certificate", "server.pem", "BEGIN CERTIFICATE"));
  Write({pair.certificate, "key"});
  EXPECT_THAT(Check(), Refused("--tls_key", "server.key", "BEGIN PRIVATE KEY"));
}

TEST_F(TlsFilesTest, RefusesAKeyThatOthersMayTouch) {
  for (const mode_t mode : {0644U, 0640U, 0604U, 0602U, 0601U}) {
    ASSERT_EQ(chmod(files_.key.c_str(), mode), 0);
    EXPECT_THAT(Check(), Refused("--tls_key", "server.key", absl::StrCat("chmod 600 ", files_.key)))
        << mode;
  }
  ASSERT_EQ(chmod(files_.key.c_str(), 0640), 0);
  EXPECT_THAT(Check(), Refused("--tls_key", "server.key", "its mode is 0640"));
  ASSERT_EQ(chmod(files_.key.c_str(), 0400), 0);
  EXPECT_THAT(Check(), IsOk());
}

TEST_F(TlsFilesTest, RefusesTheKeyOfAnotherCertificate) {
  Write({authority_.Issue().certificate, authority_.Issue().key});
  EXPECT_THAT(Check(), Refused("--tls_key", "server.key", "is not the key of the first"));
}

TEST_F(TlsFilesTest, RefusesAKeyWhoseAuthorityStandsFirst) {
  const CertificateAndKey pair = authority_.Issue();
  Write({authority_.certificate() + pair.certificate, pair.key});
  EXPECT_THAT(Check(), Refused("--tls_key", "server.key", "before those of its authorities"));
}

TEST_F(TlsFilesTest, RefusesACertificateOutsideItsDates) {
  const CertificateAuthority::Wanted old{
      .from = absl::FromCivil(absl::CivilDay(2024, 1, 1), absl::UTCTimeZone()),
      .until = absl::FromCivil(absl::CivilDay(2024, 12, 31), absl::UTCTimeZone())};
  Write(authority_.Issue(old));
  EXPECT_THAT(Check(), Refused("--tls_certificate", "server.pem", "expired on 2024-12-31"));
  Write(authority_.Issue({.from = absl::Now() + absl::Hours(1)}));
  EXPECT_THAT(Check(), Refused("--tls_certificate", "server.pem", "does not serve yet"));
  const CertificateAndKey good = authority_.Issue();
  Write({good.certificate + authority_.Issue(old).certificate, good.key});
  EXPECT_THAT(Check(), Refused("--tls_certificate", "server.pem", "its certificate 2 expired"));
}

TEST_F(TlsFilesTest, NeedsOneAuthorityOfClientsThatIsValid) {
  const std::string expired =
      authority_.Issue({.until = absl::Now() - absl::Minutes(1)}).certificate;
  files_.client_ca = dir_.File("clients.pem");
  WriteFile(files_.client_ca, expired);
  EXPECT_THAT(Check(), Refused("--tls_client_ca", "clients.pem", "expired on"));
  WriteFile(files_.client_ca, expired + authority_.certificate());
  EXPECT_THAT(Check(), IsOk());
}

}  // namespace
}  // namespace continuum::server
