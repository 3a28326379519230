// SPDX-License-Identifier: Apache-2.0
//
// What the command says when calls are encrypted, and when that does not work.

#include "clients/cli/tls.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/channel.h"
#include "clients/cli/exit_code.h"
#include "tests/clients/cli/process.h"
#include "tests/testing/certificates.h"
#include "tests/testing/server_process.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::cli {
namespace {

using ::continuum::testing::CertificateAndKey;
using ::continuum::testing::CertificateAuthority;
using ::continuum::testing::IsOk;
using ::continuum::testing::ProcessResult;
using ::continuum::testing::RunContinuum;
using ::continuum::testing::ServerProcess;
using ::continuum::testing::StatusIs;
using ::continuum::testing::TempDir;
using ::continuum::testing::WriteFile;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class TlsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    WriteFile(ca_, authority_.certificate());
    WriteFile(other_ca_, CertificateAuthority("The authority").certificate());
  }

  // Starts a server with this certificate, or one that does not encrypt.
  void StartEncrypted(const CertificateAndKey& pair, std::vector<std::string> flags = {}) {
    testing::WriteCertificate(pair, dir_.File("server.pem"), dir_.File("server.key"));
    flags.insert(flags.end(), {"--tls_certificate", dir_.File("server.pem"), "--tls_key",
                               dir_.File("server.key")});
    Start(flags);
  }
  void Start(const std::vector<std::string>& flags = {}) {
    server_ = std::make_unique<ServerProcess>(dir_.File("continuum.db"), flags);
    ASSERT_TRUE(server_->started()) << server_->log();
  }

  ProcessResult List(const std::vector<std::string>& options, const std::string& host = "127.0.0.1",
                     const std::string& environment = "") const {
    std::vector<std::string> arguments = {"organization", "list", "--server",
                                          absl::StrCat(host, ":", server_->port())};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return RunContinuum(arguments, "", environment);
  }
  // What it says when it cannot reach the server.
  std::string Failure(const std::vector<std::string>& options,
                      const std::string& host = "127.0.0.1") const {
    const ProcessResult result = List(options, host);
    EXPECT_EQ(result.exit_code, static_cast<int>(ExitCode::kUnavailable)) << result.err;
    EXPECT_THAT(result.err, StartsWith("error: "));  // and not with what gRPC has to say
    return result.err;
  }

  const TempDir dir_;
  const CertificateAuthority authority_{"The authority"};
  const std::string ca_ = dir_.File("ca.pem");
  const std::string other_ca_ = dir_.File("other.pem");
  std::unique_ptr<ServerProcess> server_;
};

TEST_F(TlsTest, CallsAreEncrypted) {
  ASSERT_NO_FATAL_FAILURE(StartEncrypted(authority_.Issue()));
  for (const char* host : {"127.0.0.1", "localhost"}) {
    const ProcessResult result = List({"--tls-ca", ca_}, host);
    EXPECT_EQ(result.exit_code, 0) << result.err;
  }
  const ProcessResult result = List({}, "127.0.0.1", absl::StrCat("CONTINUUM_TLS_CA=", ca_));
  EXPECT_EQ(result.exit_code, 0) << result.err;
}

TEST_F(TlsTest, AServerThatNobodyKnowsIsNotTrusted) {
  ASSERT_NO_FATAL_FAILURE(StartEncrypted(authority_.Issue()));
  EXPECT_THAT(Failure({"--tls-ca", other_ca_}),
              AllOf(HasSubstr("was signed by an unknown authority"), HasSubstr("what next: Ask"),
                    HasSubstr("--tls-ca")));
  // Nor is it by what the machine trusts.
  EXPECT_THAT(Failure({"--tls"}), HasSubstr("was signed by an unknown authority"));
}

TEST_F(TlsTest, ACertificateForOtherNamesIsNotTrusted) {
  ASSERT_NO_FATAL_FAILURE(
      StartEncrypted(authority_.Issue({.names = "DNS:a.example.org,DNS:b.example.org"})));
  EXPECT_THAT(Failure({"--tls-ca", ca_}),
              AllOf(HasSubstr("not for \"127.0.0.1\""), HasSubstr("a.example.org, b.example.org"),
                    HasSubstr("what next: Give --server a name")));
  EXPECT_THAT(Failure({"--tls-ca", ca_}, "localhost"), HasSubstr("not for \"localhost\""));
}

TEST_F(TlsTest, AnExpiredCertificateIsNotTrusted) {
  ASSERT_NO_FATAL_FAILURE(StartEncrypted(authority_.Issue()));
  // No server starts with one that has expired, but one that runs takes it like any other.
  testing::WriteCertificate(authority_.Issue({.until = absl::Now() - absl::Minutes(1)}),
                            dir_.File("server.pem"), dir_.File("server.key"));
  const absl::Time patience = absl::Now() + absl::Seconds(60);
  while (ExplainTlsFailure(server_->address(), {.ca = ca_}).ok() && absl::Now() < patience) {
    absl::SleepFor(absl::Milliseconds(50));
  }
  EXPECT_THAT(Failure({"--tls-ca", ca_}),
              AllOf(HasSubstr("has expired"), HasSubstr("what next: Look whether this machine's")));
}

TEST_F(TlsTest, AServerThatDoesNotEncryptIsSaidSo) {
  ASSERT_NO_FATAL_FAILURE(Start());
  EXPECT_THAT(Failure({"--tls-ca", ca_}),
              AllOf(HasSubstr("does not take encrypted calls"), HasSubstr("leave out --tls")));
}

TEST_F(TlsTest, AServerThatEncryptsIsSaidSo) {
  ASSERT_NO_FATAL_FAILURE(StartEncrypted(authority_.Issue()));
  EXPECT_THAT(Failure({}),
              AllOf(HasSubstr("takes only encrypted calls"), HasSubstr("Give --tls-ca FILE")));
}

TEST_F(TlsTest, AServerThatIsNotThereIsSaidSo) {
  ASSERT_NO_FATAL_FAILURE(Start());
  server_->Stop();
  for (const std::vector<std::string>& options :
       {std::vector<std::string>(), std::vector<std::string>{"--tls-ca", ca_}}) {
    EXPECT_THAT(Failure(options), AllOf(HasSubstr("cannot be reached"), HasSubstr("./dev run")));
  }
}

TEST_F(TlsTest, ShowsItsOwnCertificate) {
  const CertificateAuthority clients("Authority of clients");
  WriteFile(dir_.File("clients.pem"), clients.certificate());
  ASSERT_NO_FATAL_FAILURE(
      StartEncrypted(authority_.Issue(), {"--tls_client_ca", dir_.File("clients.pem")}));
  const std::vector<std::string> options = {"--tls-ca",          ca_,
                                            "--tls-certificate", dir_.File("own.pem"),
                                            "--tls-key",         dir_.File("own.key")};
  testing::WriteCertificate(clients.Issue(), dir_.File("own.pem"), dir_.File("own.key"));
  const ProcessResult result = List(options);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  // What the server on this machine is told does not concern the command.
  const ProcessResult beside = List({"--tls-ca", ca_}, "127.0.0.1", "CONTINUUM_TLS_KEY=/none");
  EXPECT_EQ(beside.exit_code, 0) << beside.err;
  testing::WriteCertificate(authority_.Issue(), dir_.File("own.pem"), dir_.File("own.key"));
  EXPECT_THAT(Failure(options), AllOf(HasSubstr("refuses the certificate"), HasSubstr("own.pem"),
                                      HasSubstr("what next: Ask whoever runs the server")));
}

TEST_F(TlsTest, SaysWhichFileIsWrong) {
  const TempDir& dir = dir_;
  testing::WriteCertificate(authority_.Issue(), dir.File("a.pem"), dir.File("a.key"));
  testing::WriteCertificate(authority_.Issue(), dir.File("b.pem"), dir.File("b.key"));
  const auto wrong = [](const std::string& file, const std::string& what) {
    return StatusIs(absl::StatusCode::kInvalidArgument, AllOf(HasSubstr(file), HasSubstr(what)));
  };
  TlsSettings tls{.ca = ca_, .certificate = dir.File("a.pem"), .key = dir.File("a.key")};
  EXPECT_THAT(CheckTlsSettings(tls), IsOk());
  tls.key = dir.File("b.key");
  EXPECT_THAT(CheckTlsSettings(tls), wrong("b.key", "is not the private key of"));
  tls.key = dir.File("a.pem");
  EXPECT_THAT(CheckTlsSettings(tls), wrong("a.pem", "BEGIN PRIVATE KEY"));
  tls.certificate = dir.File("none.pem");
  EXPECT_THAT(CheckTlsSettings(tls), wrong("none.pem", "BEGIN CERTIFICATE"));
  tls.ca = dir.path();
  EXPECT_THAT(CheckTlsSettings(tls), wrong(dir.path(), "BEGIN CERTIFICATE"));
  tls.key = "";
  EXPECT_THAT(CheckTlsSettings(tls), wrong("--tls-key", "got nothing"));
  EXPECT_THAT(CheckTlsSettings({.certificate = "a", .key = "b"}),
              wrong("--tls-ca", "not encrypted"));
}

TEST_F(TlsTest, OnlyEncryptedCallsLeaveThisMachine) {
  for (const std::string address :
       {"continuum.example.org:8571", "192.168.0.1:1", "[2001:db8::1]:1"}) {
    EXPECT_THAT(OpenChannel(address, {.ca = ca_}).status(), IsOk()) << address;
    EXPECT_THAT(OpenChannel(address, {.system_roots = true}).status(), IsOk()) << address;
    EXPECT_THAT(OpenChannel(address, {}).status(),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         AllOf(HasSubstr("on this machine"), HasSubstr("--tls-ca"))))
        << address;
  }
  for (const std::string address : {"", ":1", "host", "host:", "host:0", "host:65536", "unix:/a",
                                    "dns:///host:1", "ipv4:1.2.3.4:1", "a b:1", "::1:1"}) {
    EXPECT_THAT(OpenChannel(address, {.ca = ca_}).status(),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("want a host and port")))
        << address;
  }
}

}  // namespace
}  // namespace continuum::cli
