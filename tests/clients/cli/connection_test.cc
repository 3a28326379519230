// SPDX-License-Identifier: Apache-2.0
//
// The connection against a gRPC server in this process that answers as the test says.

#include "clients/cli/connection.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/server_posix.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <deque>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/error.h"
#include "clients/cli/pages.h"
#include "continuum/v1/program_service.grpc.pb.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "tests/testing/status_matchers.h"

namespace continuum::cli {
namespace {

using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;
using ::testing::_;
using ::testing::HasSubstr;
using ::testing::SizeIs;

double SecondsLeft(const grpc::ServerContext& context) {
  return std::chrono::duration<double>(context.deadline() - std::chrono::system_clock::now())
      .count();
}

// Answers with what the test has queued, and keeps what it was asked. Calls come one at a time.
class FakePrograms final : public v1::ProgramService::Service {
 public:
  grpc::Status CreateProgram(grpc::ServerContext* context, const v1::CreateProgramRequest* request,
                             v1::Program* program) override {
    request_ids.push_back(request->request_id());
    seconds_left = SecondsLeft(*context);
    program->set_name(absl::StrCat("programs/", request->program_id()));
    return NextStatus();
  }
  grpc::Status GetProgram(grpc::ServerContext* context, const v1::GetProgramRequest*,
                          v1::Program*) override {
    ++reads;
    const auto found = context->client_metadata().find("authorization");
    const bool says = found != context->client_metadata().end();
    authorization = says ? std::string(found->second.data(), found->second.size()) : "";
    seconds_left = SecondsLeft(*context);
    return NextStatus();
  }
  grpc::Status ListPrograms(grpc::ServerContext*, const v1::ListProgramsRequest* request,
                            v1::ListProgramsResponse* response) override {
    response->add_programs()->set_name(absl::StrCat("programs/after-", request->page_token()));
    if (request->page_token() != "2") {
      response->set_next_page_token(request->page_token().empty() ? "1" : "2");
    }
    return grpc::Status::OK;
  }

  std::deque<grpc::Status> statuses;  // OK when none is left
  std::vector<std::string> request_ids;
  int reads = 0;
  std::string authorization;  // of the last read; empty: none
  double seconds_left = 0;

 private:
  grpc::Status NextStatus() {
    if (statuses.empty()) return grpc::Status::OK;
    grpc::Status status = std::move(statuses.front());
    statuses.pop_front();
    return status;
  }
};

class ConnectionTest : public ::testing::Test {
 protected:
  ConnectionTest() {
    int port = 0;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&programs);
    server_ = builder.BuildAndStart();
    auto opened =
        Connection::Open(absl::StrCat("127.0.0.1:", port), {.first_pause = absl::Milliseconds(1)});
    EXPECT_THAT(opened, IsOk());
    connection = *std::move(opened);
  }

  FakePrograms programs;
  std::unique_ptr<Connection> connection;

  grpc::Server& server() { return *server_; }

 private:
  std::unique_ptr<grpc::Server> server_;
};

// A port at which a server answers as late as it would over a slow line.
class SlowLine {
 public:
  SlowLine(grpc::Server& server, absl::Duration late) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(bind(listener_, any, size), 0);
    EXPECT_EQ(listen(listener_, 10), 0);
    EXPECT_EQ(getsockname(listener_, any, &size), 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this, &server, late] {
      while (true) {
        const int accepted = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (accepted < 0) return;
        absl::SleepFor(late);
        grpc::AddInsecureChannelFromFd(&server, accepted);
      }
    });
  }
  ~SlowLine() {
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    close(listener_);
  }
  SlowLine(const SlowLine&) = delete;
  SlowLine& operator=(const SlowLine&) = delete;

  std::string address() const { return absl::StrCat("127.0.0.1:", port_); }

 private:
  int listener_ = -1;
  int port_ = 0;
  std::thread thread_;
};

template <typename Detail>
grpc::Status WithDetail(grpc::StatusCode code, const Detail& detail) {
  google::rpc::Status status;
  status.set_code(code);
  status.set_message("no");
  status.add_details()->PackFrom(detail);
  return {code, "no", status.SerializeAsString()};
}

google::rpc::RetryInfo RetrySoon() {
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_nanos(2'000'000);
  return retry;
}

TEST_F(ConnectionTest, RepeatsAChangeWithTheSameRequestId) {
  programs.statuses = {grpc::Status(grpc::StatusCode::UNAVAILABLE, "not yet"),
                       WithDetail(grpc::StatusCode::RESOURCE_EXHAUSTED, RetrySoon())};
  v1::CreateProgramRequest request;
  request.set_program_id("p");
  const auto program = connection->CreateProgram(request);
  ASSERT_THAT(program, IsOk());
  EXPECT_EQ(program->name(), "programs/p");
  ASSERT_THAT(programs.request_ids, SizeIs(3));
  EXPECT_FALSE(programs.request_ids[0].empty());
  EXPECT_LE(programs.request_ids[0].size(), 64u);
  EXPECT_EQ(programs.request_ids[0], programs.request_ids[1]);
  EXPECT_EQ(programs.request_ids[0], programs.request_ids[2]);
}

TEST_F(ConnectionTest, EveryChangeHasItsOwnRequestId) {
  ASSERT_THAT(connection->CreateProgram({}), IsOk());
  ASSERT_THAT(connection->CreateProgram({}), IsOk());
  ASSERT_THAT(programs.request_ids, SizeIs(2));
  EXPECT_NE(programs.request_ids[0], programs.request_ids[1]);
}

TEST_F(ConnectionTest, SaysWhoCallsOnceItHasASecret) {
  ASSERT_THAT(connection->GetProgram({}), IsOk());
  EXPECT_EQ(programs.authorization, "");
  ASSERT_THAT(connection->SetSecret("abc"), IsOk());
  programs.statuses = {grpc::Status(grpc::StatusCode::UNAVAILABLE, "not yet")};
  ASSERT_THAT(connection->GetProgram({}), IsOk());  // the second try, too
  EXPECT_EQ(programs.authorization, "Bearer abc");
}

TEST_F(ConnectionTest, WhatIsNoSecretIsRefused) {
  for (const char* secret : {"", "a b", "a\n", "a\x7f", "\xc3\xa4"}) {
    const absl::Status refused = connection->SetSecret(secret);
    EXPECT_THAT(refused, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("want 1 to")));
  }
}

TEST_F(ConnectionTest, GivesUpAfterSomeTries) {
  programs.statuses.assign(10, grpc::Status(grpc::StatusCode::UNAVAILABLE, "no"));
  EXPECT_THAT(connection->GetProgram({}).status(), StatusIs(absl::StatusCode::kUnavailable, _));
  EXPECT_EQ(programs.reads, 4);
}

TEST_F(ConnectionTest, DoesNotRepeatWhatCannotSucceed) {
  programs.statuses = {grpc::Status(grpc::StatusCode::NOT_FOUND, "none")};
  EXPECT_THAT(connection->GetProgram({}).status(), StatusIs(absl::StatusCode::kNotFound, "none"));
  EXPECT_EQ(programs.reads, 1);
  // Without advice to retry, the message itself was too much.
  programs.statuses = {grpc::Status(grpc::StatusCode::RESOURCE_EXHAUSTED, "too large")};
  EXPECT_THAT(connection->GetProgram({}).status(),
              StatusIs(absl::StatusCode::kResourceExhausted, _));
  EXPECT_EQ(programs.reads, 2);
}

// An hour's advice once left people before a command that said nothing.
TEST_F(ConnectionTest, ALongWaitIsLeftToThePerson) {
  google::rpc::RetryInfo later;
  later.mutable_retry_delay()->set_seconds(3600);
  programs.statuses = {WithDetail(grpc::StatusCode::RESOURCE_EXHAUSTED, later)};
  EXPECT_THAT(connection->GetProgram({}).status(),
              StatusIs(absl::StatusCode::kResourceExhausted, _));
  EXPECT_EQ(programs.reads, 1);
}

TEST_F(ConnectionTest, SetsDeadlines) {
  ASSERT_THAT(connection->GetProgram({}), IsOk());
  EXPECT_NEAR(programs.seconds_left, 5, 2);
  ASSERT_THAT(connection->CreateProgram({}), IsOk());
  EXPECT_NEAR(programs.seconds_left, 15, 4);
}

// An attempt to connect was once given up after 100 ms, which far away or on a busy machine is too
// soon.
TEST_F(ConnectionTest, ASlowLineIsAwaited) {
  const SlowLine line(server(), absl::Milliseconds(800));
  const auto slow = Connection::Open(line.address(), {.first_pause = absl::Milliseconds(100)});
  ASSERT_THAT(slow, IsOk());
  EXPECT_THAT((*slow)->GetProgram({}), IsOk());
  EXPECT_EQ(programs.reads, 1);
}

TEST_F(ConnectionTest, HandsOnTheDetailsOfErrors) {
  google::rpc::ErrorInfo info;
  info.set_reason("NOT_FOUND");
  programs.statuses = {WithDetail(grpc::StatusCode::NOT_FOUND, info)};
  const auto detail = GetDetail<google::rpc::ErrorInfo>(connection->GetProgram({}).status());
  ASSERT_TRUE(detail.has_value());
  EXPECT_EQ(detail->reason(), "NOT_FOUND");
}

TEST_F(ConnectionTest, SendsNothingThatTheTransportWouldRefuse) {
  v1::CreateProgramRequest request;
  request.mutable_program()->set_title("\xFF");
  EXPECT_THAT(connection->CreateProgram(request).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("program.title")));
  request.mutable_program()->set_title(std::string(5 << 20, 'x'));
  EXPECT_THAT(connection->CreateProgram(request).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("at most")));
  EXPECT_THAT(programs.request_ids, SizeIs(0));
}

TEST_F(ConnectionTest, CollectsAllPages) {
  const auto all = CollectPages(*connection, &Connection::ListPrograms, v1::ListProgramsRequest());
  ASSERT_THAT(all, IsOk());
  EXPECT_EQ(all->programs_size(), 3);
  EXPECT_EQ(all->programs(2).name(), "programs/after-2");
  EXPECT_EQ(all->next_page_token(), "");
}

TEST(ConnectionAddressTest, StaysOnThisMachine) {
  for (const std::string address :
       {"127.0.0.1:1", "127.8.9.1:1", "localhost:1", "[::1]:1", "unix:/run/continuum.sock"}) {
    EXPECT_THAT(Connection::Open(address, {}), IsOk()) << address;
  }
  for (const std::string address :
       {"", "192.168.0.1:1", "127.example.org:1", "localhost.example.org:1", "dns:///localhost"}) {
    EXPECT_THAT(Connection::Open(address, {}).status(),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("on this machine")))
        << address;
  }
}

}  // namespace
}  // namespace continuum::cli
