// SPDX-License-Identifier: Apache-2.0
//
// What the server shows besides its API: health, reflection, channelz, metrics, its log, its help,
// and where it can be reached.

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ifaddrs.h>
#include <netinet/in.h>

#include <set>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/end_to_end/fixture.h"
#include "tests/testing/http_get.h"
#include "tests/testing/raw_call.h"
#include "tests/testing/status_matchers.h"

namespace continuum::end_to_end {
namespace {

using ::continuum::testing::HttpGet;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::RawCall;
using ::continuum::testing::ServerProcess;
using ::continuum::testing::StatusIs;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

using SurfacesTest = ServerTest;

TEST_F(SurfacesTest, HealthSaysServing) {
  // HealthCheckResponse { status: SERVING }, for the whole server and for one service.
  const std::string serving("\x08\x01", 2);
  EXPECT_THAT(RawCall(client_->channel(), "/grpc.health.v1.Health/Check", ""),
              IsOkAndHolds(serving));
  const std::string service = "continuum.v1.RubricService";
  EXPECT_THAT(
      RawCall(client_->channel(), "/grpc.health.v1.Health/Check",
              absl::StrCat("\x0a", std::string(1, static_cast<char>(service.size())), service)),
      IsOkAndHolds(serving));
}

TEST_F(SurfacesTest, ReflectionListsTheServices) {
  // ServerReflectionRequest { list_services: "" }
  EXPECT_THAT(
      RawCall(client_->channel(), "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
              std::string("\x3a\x00", 2)),
      IsOkAndHolds(
          AllOf(HasSubstr("continuum.v1.RubricService"), HasSubstr("continuum.v1.ProgramService"),
                HasSubstr("continuum.v1.AssessmentService"), HasSubstr("grpc.health.v1.Health"))));
}

TEST_F(SurfacesTest, ChannelzKnowsTheServer) {
  EXPECT_THAT(RawCall(client_->channel(), "/grpc.channelz.v1.Channelz/GetServers", ""),
              IsOkAndHolds(Not(SizeIs(0))));
}

TEST_F(SurfacesTest, MetricsCountCallsLanesAndCommits) {
  ASSERT_NO_FATAL_FAILURE(MakeProgram("clinic"));
  ASSERT_THAT(client_->Call(&Programs::GetProgram, R"(name: "programs/none")"), Not(IsOk()));
  const std::string metrics = HttpGet(server_->metrics_port(), "/metrics");
  for (const char* line : {
           "continuum_calls_total{code=\"OK\",method=\"ProgramService.CreateProgram\"} 1\n",
           "continuum_calls_total{code=\"NOT_FOUND\",method=\"ProgramService.GetProgram\"} 1\n",
           "continuum_call_seconds_count{method=\"ProgramService.CreateOrganization\"} 1\n",
           "continuum_lane_waiting{lane=\"reads\"} 0\n",
           "continuum_lane_running{lane=\"writes\"} ",
           "continuum_commits_total 2\n",
           "continuum_changes_total 2\n",
           "continuum_takes_changes 1\n",
           "# TYPE continuum_wal_pages gauge\n",
       }) {
    EXPECT_THAT(metrics, HasSubstr(line));
  }
}

TEST_F(SurfacesTest, TheLogHasOneLineForEachCallAndNoContents) {
  ASSERT_NO_FATAL_FAILURE(MakeProgram("secret-clinic"));
  ASSERT_THAT(client_->Call(&Programs::GetProgram, R"(name: "programs/secret-none")"), Not(IsOk()));
  const std::vector<std::string> lines = server_->CallLines();
  ASSERT_THAT(lines, SizeIs(3));
  EXPECT_THAT(lines[0], HasSubstr("\"method\":\"ProgramService.CreateOrganization\""));
  EXPECT_THAT(lines[1], AllOf(HasSubstr("\"method\":\"ProgramService.CreateProgram\""),
                              HasSubstr("\"code\":\"OK\"")));
  EXPECT_THAT(lines[2], AllOf(HasSubstr("\"method\":\"ProgramService.GetProgram\""),
                              HasSubstr("\"code\":\"NOT_FOUND\",\"reason\":\"NOT_FOUND\"")));
  EXPECT_THAT(lines, Each(AllOf(HasSubstr("\"duration_us\":"), HasSubstr("\"wait_us\":"),
                                HasSubstr("\"request_bytes\":"), HasSubstr("\"call\":\""))));
  EXPECT_THAT(server_->log(), Not(HasSubstr("secret")));
}

TEST_F(SurfacesTest, ItSaysWhereItIs) {
  EXPECT_THAT(testing::ReadFile(server_->info_file()),
              AllOf(HasSubstr("\"address\":\"127.0.0.1\""),
                    HasSubstr(absl::StrCat("\"pid\":", server_->pid(), "}"))));
  // It may say so a moment after the info file is there, but before it ends.
  EXPECT_EQ(server_->Stop(), 0);
  EXPECT_THAT(server_->output(), HasSubstr(absl::StrCat("127.0.0.1:", server_->port(), " ")));
}

TEST_F(SurfacesTest, AnUnknownMethodIsUnimplemented) {
  EXPECT_THAT(RawCall(client_->channel(), "/continuum.v1.RubricService/EraseEverything", ""),
              StatusIs(absl::StatusCode::kUnimplemented));
}

// The addresses of this machine that others can reach, if it has any.
std::set<std::string> OuterAddresses() {
  std::set<std::string> found;
  ifaddrs* all = nullptr;
  if (getifaddrs(&all) != 0) return found;
  for (const ifaddrs* one = all; one != nullptr; one = one->ifa_next) {
    if (one->ifa_addr == nullptr || one->ifa_addr->sa_family != AF_INET) continue;
    char text[INET_ADDRSTRLEN] = {};
    inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(one->ifa_addr)->sin_addr, text,
              sizeof(text));
    if (!absl::StartsWith(text, "127.")) found.insert(text);
  }
  freeifaddrs(all);
  return found;
}

TEST_F(SurfacesTest, OnlyThisMachineReachesIt) {
  const std::set<std::string> outer = OuterAddresses();
  if (outer.empty()) GTEST_SKIP() << "this machine has no address besides loopback";
  for (const std::string& address : outer) {
    const Client stranger(absl::StrCat(address, ":", server_->port()));
    EXPECT_THAT(stranger.Call(&Programs::ListOrganizations, v1::ListOrganizationsRequest(),
                              absl::Seconds(5)),
                StatusIs(absl::StatusCode::kUnavailable));
  }
}

TEST_F(SurfacesTest, AnAddressThatOthersReachIsRefused) {
  ServerProcess open(dir_.File("other.db"), {"--address", "0.0.0.0", ServerProcess::kSignIn});
  EXPECT_EQ(open.Wait(), 2);
  EXPECT_THAT(open.log(), HasSubstr("calls are not encrypted"));
}

TEST_F(SurfacesTest, ATakenPortIsSaidSo) {
  ServerProcess second(dir_.File("other.db"), {"--port", absl::StrCat(server_->port())});
  EXPECT_EQ(second.Wait(), 1);
  EXPECT_THAT(second.log(), AllOf(HasSubstr(absl::StrCat("127.0.0.1:", server_->port())),
                                  HasSubstr("the port is taken")));
}

}  // namespace
}  // namespace continuum::end_to_end
