// SPDX-License-Identifier: Apache-2.0

#include "server/services/peer_of.h"

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "server/credentials.h"
#include "tests/testing/certificates.h"
#include "tests/testing/raw_call.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::services {
namespace {

using ::continuum::testing::CertificateAndKey;
using ::continuum::testing::CertificateAuthority;
using ::continuum::testing::RawCall;
using ::continuum::testing::StatusIs;
using ::testing::StartsWith;

// Ends every call, and keeps who made it.
class PeerService final : public grpc::CallbackGenericService {
 public:
  grpc::ServerGenericBidiReactor* CreateReactor(
      grpc::GenericCallbackServerContext* context) override {
    ++calls;
    peer = PeerOf(*context);
    auto* reactor = new Ended();
    reactor->Finish(grpc::Status(grpc::StatusCode::UNIMPLEMENTED, "seen"));
    return reactor;
  }

  int calls = 0;
  auth::Peer peer;

 private:
  class Ended final : public grpc::ServerGenericBidiReactor {
    void OnDone() override { delete this; }
  };
};

class PeerOfTest : public ::testing::Test {
 protected:
  // Serves with these files, or without encryption.
  void Serve(const server::TlsFiles& files) {
    ASSERT_OK_AND_ASSIGN(const auto credentials, server::MakeCredentials(files, absl::Now()));
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", credentials, &port_);
    builder.RegisterCallbackGenericService(&service_);
    server_ = builder.BuildAndStart();
    ASSERT_NE(server_, nullptr);
  }
  void ServeEncrypted(const std::string& client_ca) {
    const server::TlsFiles files{dir_.File("server.pem"), dir_.File("server.key"), client_ca};
    testing::WriteCertificate(servers_.Issue(), files.certificate, files.key);
    testing::WriteFile(ClientCa(), clients_.certificate());
    ASSERT_NO_FATAL_FAILURE(Serve(files));
  }
  std::string ClientCa() const { return dir_.File("clients.pem"); }

  absl::Status Call(const std::shared_ptr<grpc::ChannelCredentials>& credentials) const {
    return RawCall(grpc::CreateChannel(absl::StrCat("127.0.0.1:", port_), credentials), "/any", "")
        .status();
  }
  absl::Status CallEncrypted(const CertificateAndKey& own) {
    return Call(grpc::SslCredentials({.pem_root_certs = servers_.certificate(),
                                      .pem_private_key = own.key,
                                      .pem_cert_chain = own.certificate}));
  }

  // The peer whom the server saw when such a client called.
  auth::Peer PeerWith(const CertificateAndKey& own) {
    EXPECT_THAT(CallEncrypted(own), StatusIs(absl::StatusCode::kUnimplemented));
    EXPECT_EQ(service_.calls, 1);
    return service_.peer;
  }
  auth::Peer PeerNamed(const std::string& names) {
    return PeerWith(clients_.Issue({.names = names}));
  }

  const testing::TempDir dir_;
  const CertificateAuthority servers_{"Authority of servers"};
  const CertificateAuthority clients_{"Authority of clients"};
  PeerService service_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

TEST_F(PeerOfTest, APlainConnectionIsNotEncrypted) {
  ASSERT_NO_FATAL_FAILURE(Serve({}));
  EXPECT_THAT(Call(grpc::InsecureChannelCredentials()), StatusIs(absl::StatusCode::kUnimplemented));
  EXPECT_THAT(service_.peer.address, StartsWith("ipv4:127.0.0.1:"));
  EXPECT_TRUE(service_.peer.loopback);
  EXPECT_FALSE(service_.peer.encrypted);
  EXPECT_EQ(service_.peer.certificate_name, "");
}

TEST_F(PeerOfTest, AClientNeedsNoCertificate) {
  ASSERT_NO_FATAL_FAILURE(ServeEncrypted(ClientCa()));
  const auth::Peer peer = PeerWith({});
  EXPECT_TRUE(peer.loopback);
  EXPECT_TRUE(peer.encrypted);
  EXPECT_EQ(peer.certificate_name, "");
}

TEST_F(PeerOfTest, TheFirstUriNamesTheClient) {
  ASSERT_NO_FATAL_FAILURE(ServeEncrypted(ClientCa()));
  EXPECT_EQ(PeerNamed("DNS:a.example.org,URI:spiffe://example.org/a,URI:https://example.org/b")
                .certificate_name,
            "spiffe://example.org/a");
}

TEST_F(PeerOfTest, WithoutAUriTheFirstDnsNameDoes) {
  ASSERT_NO_FATAL_FAILURE(ServeEncrypted(ClientCa()));
  EXPECT_EQ(PeerNamed("IP:127.0.0.1,DNS:a.example.org,DNS:b.example.org").certificate_name,
            "a.example.org");
}

TEST_F(PeerOfTest, NothingElseNamesTheClient) {
  ASSERT_NO_FATAL_FAILURE(ServeEncrypted(ClientCa()));
  const auth::Peer peer = PeerNamed("IP:127.0.0.1,email:somebody@example.org");
  EXPECT_TRUE(peer.encrypted);
  EXPECT_EQ(peer.certificate_name, "");
}

TEST_F(PeerOfTest, ACertificateThatNobodyAskedForNamesNobody) {
  ASSERT_NO_FATAL_FAILURE(ServeEncrypted(""));
  EXPECT_EQ(PeerNamed("URI:spiffe://example.org/a").certificate_name, "");
}

TEST_F(PeerOfTest, ACertificateThatDoesNotHoldEndsTheConnection) {
  ASSERT_NO_FATAL_FAILURE(ServeEncrypted(ClientCa()));
  const CertificateAuthority others("Authority of clients");  // by name the same
  EXPECT_THAT(CallEncrypted(others.Issue()), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(CallEncrypted(clients_.Issue({.until = absl::Now() - absl::Minutes(1)})),
              StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(service_.calls, 0);
}

}  // namespace
}  // namespace continuum::services
