// SPDX-License-Identifier: Apache-2.0
//
// The configurations of examples/front/, with nothing but paths, ports and the name changed.

#include <gmock/gmock.h>
#include <grpcpp/security/credentials.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "tests/clients/cli/process.h"
#include "tests/end_to_end/client.h"
#include "tests/front/front_process.h"
#include "tests/testing/certificates.h"
#include "tests/testing/raw_call.h"
#include "tests/testing/server_process.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::end_to_end {
namespace {

using ::continuum::testing::CertificateAndKey;
using ::continuum::testing::CertificateAuthority;
using ::continuum::testing::FrontProcess;
using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::ProcessResult;
using ::continuum::testing::RawCall;
using ::continuum::testing::ReadFile;
using ::continuum::testing::RunContinuum;
using ::continuum::testing::ServerProcess;
using ::continuum::testing::StatusIs;
using ::continuum::testing::TempDir;
using ::continuum::testing::WriteFile;
using ::testing::HasSubstr;

using Changes = std::vector<std::pair<std::string, std::string>>;

// A front: how it is started, and what of its configuration a test has to change.
struct Front {
  std::string name;
  std::string configuration;
  std::string program;
  std::vector<std::string> arguments;  // what follows is the configuration
};

void PrintTo(const Front& front, std::ostream* out) { *out << front.name; }

const Front kFronts[] = {
    {"Nginx", "nginx.conf", "/usr/sbin/nginx", {"-g", "daemon off;", "-c"}},
    {"Haproxy", "haproxy.cfg", "/usr/sbin/haproxy", {"-db", "-f"}},
};

class FrontTest : public ::testing::TestWithParam<Front> {
 protected:
  void SetUp() override {
    const Front& front = GetParam();
    // Not skipped: a configuration that is said to be tried has to be.
    ASSERT_EQ(access(front.program.c_str(), X_OK), 0)
        << front.program << " is not installed; ./dev test installs it";
    ASSERT_TRUE(server_.started()) << server_.log();
    WriteCertificates();
    port_ = testing::FreePort();
    WriteFile(dir_.File("configuration"),
              Changed(ReadFile(
                  absl::StrCat(CONTINUUM_SOURCE_DIR, "/examples/front/", front.configuration))));
    std::vector<std::string> command = {front.program};
    command.insert(command.end(), front.arguments.begin(), front.arguments.end());
    command.push_back(dir_.File("configuration"));
    front_ = std::make_unique<FrontProcess>(command, port_, dir_.File("output"));
    ASSERT_TRUE(front_->started()) << ReadFile(dir_.File("output"));
  }

  void WriteCertificates() const {
    const CertificateAndKey pair = authority_.Issue();
    testing::WriteCertificate(pair, dir_.File("front.pem"), dir_.File("front.key"));
    WriteFile(dir_.File("front-with-key.pem"), pair.certificate + pair.key);
    WriteFile(dir_.File("ca.pem"), authority_.certificate());
  }

  // The configuration for this test. Each change has to find what it changes.
  std::string Changed(std::string text) const {
    Changes changes = {{"/etc/continuum/", absl::StrCat(dir_.path(), "/")},
                       {"127.0.0.1:8571", server_.address()}};
    if (GetParam().name == "Nginx") {
      std::string folders = "http {\n";  // whoever runs the test may not write into the usual ones
      for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
        absl::StrAppend(&folders, kind, "_temp_path ", dir_.File(kind), ";\n");
      }
      changes.insert(changes.end(), {{"user www-data;", ""},
                                     {"http {\n", folders},
                                     {"listen 443", absl::StrCat("listen 127.0.0.1:", port_)},
                                     {"continuum.example.org", "localhost"},
                                     {"/var/log/nginx/", absl::StrCat(dir_.path(), "/")},
                                     {"/run/nginx.pid", dir_.File("pid")}});
    } else {
      changes.insert(changes.end(), {{"user haproxy", ""},
                                     {"group haproxy", ""},
                                     {"bind :443", absl::StrCat("bind 127.0.0.1:", port_)},
                                     {"/dev/log", "stderr"}});
    }
    for (const auto& [from, to] : changes) {
      EXPECT_GT(absl::StrReplaceAll({{from, to}}, &text), 0) << from;
    }
    return text;
  }

  std::string address() const { return absl::StrCat("localhost:", port_); }
  Client MakeClient() const {
    return Client(address(), grpc::SslCredentials({.pem_root_certs = authority_.certificate()}));
  }

  const TempDir dir_;
  const CertificateAuthority authority_{"The authority"};
  ServerProcess server_{dir_.File("continuum.db")};
  int port_ = 0;
  std::unique_ptr<FrontProcess> front_;
};

INSTANTIATE_TEST_SUITE_P(Fronts, FrontTest, ::testing::ValuesIn(kFronts),
                         [](const auto& front) { return front.param.name; });

TEST_P(FrontTest, TheCommandCallsThroughIt) {
  const std::vector<std::string> how = {"--server", address(), "--tls-ca", dir_.File("ca.pem")};
  std::vector<std::string> create = {"organization", "create", "coastal", "--title", "Coastal"};
  create.insert(create.end(), how.begin(), how.end());
  const ProcessResult created = RunContinuum(create);
  EXPECT_EQ(created.exit_code, 0) << created.err << ReadFile(dir_.File("output"));
  std::vector<std::string> list = {"organization", "list"};
  list.insert(list.end(), how.begin(), how.end());
  const ProcessResult listed = RunContinuum(list);
  EXPECT_EQ(listed.exit_code, 0) << listed.err;
  EXPECT_THAT(listed.out, HasSubstr("Coastal"));
  // What the server says of an error comes through as it is.
  EXPECT_EQ(RunContinuum(create).exit_code, 5);
}

TEST_P(FrontTest, OffersTheApiAndItsHealthAndNothingElse) {
  const Client client = MakeClient();
  EXPECT_THAT(RawCall(client.channel(), "/grpc.health.v1.Health/Check", ""),
              IsOkAndHolds(std::string("\x08\x01", 2)));  // SERVING
  for (const char* method :
       {"/grpc.channelz.v1.Channelz/GetServers",
        "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", "/metrics", "/"}) {
    EXPECT_THAT(RawCall(client.channel(), method, ""), StatusIs(absl::StatusCode::kUnimplemented))
        << method;
  }
}

TEST_P(FrontTest, AnswersToItsNameOnly) {
  const Client by_number(absl::StrCat("127.0.0.1:", port_),
                         grpc::SslCredentials({.pem_root_certs = authority_.certificate()}));
  EXPECT_THAT(RawCall(by_number.channel(), "/grpc.health.v1.Health/Check", ""),
              StatusIs(absl::StatusCode::kUnavailable));
  const Client plain(address());
  EXPECT_THAT(RawCall(plain.channel(), "/grpc.health.v1.Health/Check", ""),
              StatusIs(absl::StatusCode::kUnavailable));
}

TEST_P(FrontTest, SaysThatTheServerIsNotThere) {
  server_.Stop();
  EXPECT_THAT(RawCall(MakeClient().channel(), "/grpc.health.v1.Health/Check", ""),
              StatusIs(absl::StatusCode::kUnavailable));
}

TEST_P(FrontTest, LetsLargeMessagesThroughAndTooLargeOnesNot) {
  const Client client = MakeClient();
  v1::CreateRubricRevisionRequest request;
  request.set_source_text(std::string(3 << 20, 'x'));  // the server finds what is wrong with it
  EXPECT_THAT(client.Call(&Rubrics::CreateRubricRevision, request),
              StatusIs(absl::StatusCode::kInvalidArgument));
  request.set_source_text(std::string(8 << 20, 'x'));
  // nginx counts the bytes; HAProxy leaves that to the server.
  EXPECT_THAT(client.Call(&Rubrics::CreateRubricRevision, request),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       HasSubstr(GetParam().name == "Nginx" ? "larger than 4 MiB" : "larger")));
}

TEST_P(FrontTest, AsksWhoeverCallsTooOftenToComeAgainLater) {
  const Client client = MakeClient();
  absl::Status status;
  int calls = 0;
  for (; calls < 5000 && status.ok(); ++calls) {
    status = RawCall(client.channel(), "/grpc.health.v1.Health/Check", "").status();
  }
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_GT(calls, 200);
}

}  // namespace
}  // namespace continuum::end_to_end
