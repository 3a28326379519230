// SPDX-License-Identifier: Apache-2.0
//
// Encrypted calls, between the real server and clients that trust the right or the wrong.

#include <gmock/gmock.h>
#include <grpcpp/security/credentials.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "tests/end_to_end/fixture.h"
#include "tests/testing/certificates.h"
#include "tests/testing/http_get.h"
#include "tests/testing/status_matchers.h"

namespace continuum::end_to_end {
namespace {

using ::continuum::testing::CertificateAndKey;
using ::continuum::testing::CertificateAuthority;
using ::continuum::testing::HttpGet;
using ::continuum::testing::IsOk;
using ::continuum::testing::ServerProcess;
using ::continuum::testing::StatusIs;
using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// Long enough for a machine that is busy; a renewed certificate is taken within seconds.
constexpr absl::Duration kRenewalTime = absl::Seconds(60);

class TlsTest : public ServerTest {
 protected:
  void SetUp() override { Write(authority_.Issue()); }

  void Write(const CertificateAndKey& pair) const {
    testing::WriteCertificate(pair, certificate_, key_);
  }
  std::vector<std::string> Flags(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> flags = {"--tls_certificate", certificate_, "--tls_key", key_};
    flags.insert(flags.end(), more.begin(), more.end());
    return flags;
  }
  // Starts a server that has to refuse, and gives the reason that it wrote.
  std::string Refusal() const {
    ServerProcess server(dir_.File("other.db"), Flags());
    EXPECT_FALSE(server.started());
    EXPECT_EQ(server.started() ? server.Kill() : server.Wait(), 1);
    return server.log();
  }

  // One call over a connection of its own, by a client that trusts this authority.
  absl::Status Call(const CertificateAuthority& trusted, const CertificateAndKey& own = {}) const {
    const Client client(server_->address(),
                        grpc::SslCredentials({.pem_root_certs = trusted.certificate(),
                                              .pem_private_key = own.key,
                                              .pem_cert_chain = own.certificate}));
    return client.Call(&Rubrics::ListRubrics, v1::ListRubricsRequest(), absl::Seconds(20)).status();
  }

  const CertificateAuthority authority_{"The authority"};
  const std::string certificate_ = dir_.File("server.pem");
  const std::string key_ = dir_.File("server.key");
};

TEST_F(TlsTest, AClientThatTrustsTheAuthorityIsAnswered) {
  ASSERT_NO_FATAL_FAILURE(Start(Flags()));
  EXPECT_THAT(Call(authority_), IsOk());
  EXPECT_THAT(server_->log(), HasSubstr("\"encrypted\":true"));
}

TEST_F(TlsTest, AClientThatTrustsAnotherAuthorityIsNot) {
  ASSERT_NO_FATAL_FAILURE(Start(Flags()));
  EXPECT_THAT(Call(CertificateAuthority("The authority")),
              StatusIs(absl::StatusCode::kUnavailable));
}

TEST_F(TlsTest, AClientThatDoesNotEncryptIsNot) {
  ASSERT_NO_FATAL_FAILURE(Start(Flags()));
  EXPECT_THAT(client_->Call(&Programs::ListOrganizations, v1::ListOrganizationsRequest(),
                            absl::Seconds(20)),
              StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_TRUE(server_->CallLines().empty());
}

TEST_F(TlsTest, WhatGrpcSaysOfABadHandshakeIsALineOfTheLog) {
  ASSERT_NO_FATAL_FAILURE(Start(Flags()));
  EXPECT_THAT(client_->Call(&Programs::ListOrganizations, v1::ListOrganizationsRequest(),
                            absl::Seconds(20)),
              StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(server_->Stop(), 0);
  EXPECT_THAT(server_->log(), HasSubstr("\"message\":\"gRPC\",\"said\":\"Handshake failed"));
  const std::string log = server_->log();
  for (const absl::string_view line : absl::StrSplit(log, '\n', absl::SkipEmpty())) {
    const std::string text(line);
    EXPECT_THAT(text, AnyOf(StartsWith("{\"time\":"), StartsWith("Continuum listens")));
  }
}

TEST_F(TlsTest, ClientsMayShowACertificateAndOnlyAGoodOne) {
  const CertificateAuthority clients("Authority of clients");
  testing::WriteFile(dir_.File("clients.pem"), clients.certificate());
  ASSERT_NO_FATAL_FAILURE(Start(Flags({"--tls_client_ca", dir_.File("clients.pem")})));
  EXPECT_THAT(Call(authority_), IsOk());
  EXPECT_THAT(Call(authority_, clients.Issue({.names = "URI:spiffe://example.org/a"})), IsOk());
  EXPECT_THAT(Call(authority_, authority_.Issue()), StatusIs(absl::StatusCode::kUnavailable));
}

TEST_F(TlsTest, ListensForOthersAndKeepsTheMetricsToItself) {
  for (const char* address : {"0.0.0.0", "::"}) {
    ASSERT_NO_FATAL_FAILURE(Start(Flags({"--address", address, ServerProcess::kSignIn})));
    EXPECT_THAT(Call(authority_), IsOk()) << address;
    EXPECT_THAT(HttpGet(server_->metrics_port(), "/metrics"), StartsWith("HTTP/1.1 200"));
    // 0A is "listens"; the address stands there byte by byte from the last.
    EXPECT_THAT(
        testing::ReadFile("/proc/net/tcp"),
        HasSubstr(absl::StrFormat(" 0100007F:%04X 00000000:0000 0A ", server_->metrics_port())));
    EXPECT_THAT(testing::ReadFile(server_->info_file()),
                HasSubstr(absl::StrCat("\"address\":\"", address, "\"")));
    EXPECT_EQ(server_->Stop(), 0);
  }
}

TEST_F(TlsTest, ARenewedCertificateIsTakenWithoutARestart) {
  ASSERT_NO_FATAL_FAILURE(Start(Flags()));
  ASSERT_THAT(Call(authority_), IsOk());
  const CertificateAuthority next("The next authority");
  testing::WriteCertificate(next.Issue(), dir_.File("new.pem"), dir_.File("new.key"));
  ASSERT_EQ(std::rename(dir_.File("new.pem").c_str(), certificate_.c_str()), 0);
  ASSERT_EQ(std::rename(dir_.File("new.key").c_str(), key_.c_str()), 0);
  const absl::Time until = absl::Now() + kRenewalTime;
  while (!Call(next).ok() && absl::Now() < until) absl::SleepFor(absl::Milliseconds(50));
  EXPECT_THAT(Call(next), IsOk());
  EXPECT_THAT(Call(authority_), StatusIs(absl::StatusCode::kUnavailable));
}

TEST_F(TlsTest, APairThatWasRenewedByHalvesIsMendedByTheOtherHalf) {
  ASSERT_NO_FATAL_FAILURE(Start(Flags()));
  const CertificateAuthority next("The next authority");
  const CertificateAndKey pair = next.Issue();
  testing::WriteFile(certificate_, pair.certificate);
  const absl::Time until = absl::Now() + kRenewalTime;
  while (Call(authority_).ok() && absl::Now() < until) absl::SleepFor(absl::Milliseconds(50));
  EXPECT_THAT(Call(authority_), StatusIs(absl::StatusCode::kUnavailable));
  Write(pair);
  while (!Call(next).ok() && absl::Now() < until) absl::SleepFor(absl::Milliseconds(50));
  EXPECT_THAT(Call(next), IsOk());
}

TEST_F(TlsTest, AnExpiredCertificateIsRefused) {
  Write(authority_.Issue({.until = absl::Now() - absl::Minutes(1)}));
  EXPECT_THAT(Refusal(), AllOf(HasSubstr(certificate_), HasSubstr("expired on")));
}

TEST_F(TlsTest, AKeyThatOthersMayReadIsRefused) {
  ASSERT_EQ(chmod(key_.c_str(), 0644), 0);
  EXPECT_THAT(Refusal(), HasSubstr(absl::StrCat("chmod 600 ", key_)));
}

TEST_F(TlsTest, TheKeyOfAnotherCertificateIsRefused) {
  Write({authority_.Issue().certificate, authority_.Issue().key});
  EXPECT_THAT(Refusal(), HasSubstr("is not the key of the first certificate"));
}

}  // namespace
}  // namespace continuum::end_to_end
