// SPDX-License-Identifier: Apache-2.0
//
// The way of a call, with a real gRPC server and operations that the tests make up.

#include "server/services/serve.h"

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <atomic>
#include <functional>
#include <memory>
#include <new>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/notification.h"
#include "continuum/v1/assessment_service.grpc.pb.h"
#include "continuum/v1/people_service.grpc.pb.h"
#include "continuum/v1/program_service.grpc.pb.h"
#include "google/rpc/error_details.pb.h"
#include "server/auth/secret_token.h"
#include "server/auth/throttle.h"
#include "server/base/clock.h"
#include "server/base/errors.h"
#include "server/operations/access/caller_cache.h"
#include "server/operations/access/effort_log.h"
#include "server/operations/access/look_log.h"
#include "server/operations/access/use_log.h"
#include "server/services/unary_service.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/from_grpc.h"
#include "tests/testing/raw_call.h"
#include "tests/testing/temp_dir.h"

namespace continuum::services {
namespace {

using ::continuum::testing::FromGrpc;
using ::continuum::testing::HasReason;
using ::continuum::testing::RawCall;
using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

using operations::Call;
using operations::Dependencies;

using ProgramOperation =
    std::function<absl::StatusOr<v1::Program>(const Call&, const std::string&)>;

absl::StatusOr<v1::Program> Echo(const Call&, const std::string& name) {
  v1::Program program;
  program.set_title(name);
  return program;
}

// GetScorecard answers with bytes.
absl::StatusOr<std::string> ScorecardBytes(const Dependencies&, const Call&,
                                           const v1::GetScorecardRequest& request) {
  if (request.name().empty()) return base::NotFound("nothing");
  v1::Scorecard scorecard;
  scorecard.set_rubric(request.name());
  return scorecard.SerializeAsString();
}

// GetProgram reads and CreateProgram writes; what they do, each test says.
class ServeTest : public ::testing::Test {
 protected:
  void SetUp() override {
    programs_.Read<v1::GetProgramRequest, v1::Program>(
        [this](const Dependencies&, const Call& call, const v1::GetProgramRequest& request) {
          return get_(call, request.name());
        });
    programs_.Write<v1::CreateProgramRequest, v1::Program>(
        [this](const Dependencies&, const Call& call, const v1::CreateProgramRequest& request) {
          return create_(call, request.program_id());
        });
    scorecards_.Read(ScorecardBytes);
    Start({&programs_, &scorecards_});
  }
  void Start(const std::vector<UnaryService*>& services) {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.AddListeningPort(Socket(), grpc::InsecureServerCredentials());
    for (UnaryService* service : services) builder.RegisterService(service);
    server_ = builder.BuildAndStart();
    ASSERT_NE(server_, nullptr);
    channel_ =
        grpc::CreateChannel(absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials());
    stub_ = v1::ProgramService::NewStub(channel_);
  }
  void TearDown() override {
    if (server_ != nullptr) server_->Shutdown();
  }

  std::string Socket() const { return absl::StrCat("unix:", dir_.File("socket")); }

  grpc::Status Get(const std::string& name, v1::Program* program = nullptr,
                   absl::Duration patience = absl::Seconds(30)) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + patience));
    v1::GetProgramRequest request;
    request.set_name(name);
    v1::Program ignored;
    return stub_->GetProgram(&context, request, program == nullptr ? &ignored : program);
  }
  grpc::Status Create(grpc::ClientContext& context, const std::string& id) {
    v1::CreateProgramRequest request;
    request.set_program_id(id);
    v1::Program program;
    return stub_->CreateProgram(&context, request, &program);
  }

  // The log's lines; by when the answer is there, so is the line.
  std::vector<std::string> LogLines() {
    std::vector<std::string> lines = absl::StrSplit(log_text_.str(), '\n', absl::SkipEmpty());
    return lines;
  }
  std::string Metrics() const {
    return prometheus::TextSerializer().Serialize(registry_.Collect());
  }

  testing::TempDir dir_;
  const base::SystemClock clock_{};
  std::ostringstream log_text_;
  const base::Log log_{clock_, base::Severity::kInfo, log_text_};
  base::IdGenerator ids_{clock_};
  prometheus::Registry registry_;
  CallMetrics metrics_{registry_};
  Lane reads_{2, 4};
  Lane writes_{2, 3};
  operations::LookLog looks_;
  operations::EffortLog effort_;
  // Without sign-in, nobody has to be looked up.
  Dependencies dependencies_{.clock = &clock_, .looks = &looks_, .effort = &effort_};
  auth::RateLimit account_bytes_{clock_, {.burst = 1000, .every = absl::Hours(1)}};
  Serve serve_{{&dependencies_, &account_bytes_, &reads_, &writes_, &metrics_, &log_, &ids_}};
  ProgramOperation get_ = Echo;
  ProgramOperation create_ = Echo;
  UnaryService programs_{*v1::Program::descriptor()->file()->service(0), serve_};
  UnaryService scorecards_{*v1::Assessment::descriptor()->file()->service(0), serve_};
  std::unique_ptr<grpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::ProgramService::Stub> stub_;
};

TEST_F(ServeTest, AnswersWithWhatTheOperationGives) {
  std::string caller;
  get_ = [&caller](const Call& call, const std::string& name) {
    caller = call.caller.id();
    return Echo(call, name);
  };
  v1::Program program;
  ASSERT_TRUE(Get("programs/a", &program).ok());
  EXPECT_EQ(program.title(), "programs/a");
  EXPECT_EQ(caller, "local");
}

TEST_F(ServeTest, TellsTheOperationHowLongTheCallerWaits) {
  absl::Time deadline;
  get_ = [&deadline](const Call& call, const std::string& name) {
    deadline = call.patience.deadline;
    return Echo(call, name);
  };
  ASSERT_TRUE(Get("a", nullptr, absl::Seconds(20)).ok());
  EXPECT_LT(deadline, absl::Now() + absl::Seconds(21));
  EXPECT_GT(deadline, absl::Now() + absl::Seconds(5));
  ASSERT_TRUE(Get("a", nullptr, absl::Hours(1)).ok());
  EXPECT_LT(deadline, absl::Now() + kLongestDeadline + absl::Seconds(1));
  EXPECT_GT(deadline, absl::Now() + kLongestDeadline - absl::Seconds(20));
}

TEST_F(ServeTest, ErrorsReachTheClientWithTheirDetails) {
  get_ = [](const Call&, const std::string& name) { return base::NotFound(name); };
  const grpc::Status status = Get("programs/none");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_THAT(FromGrpc(status), HasReason("NOT_FOUND"));
}

TEST_F(ServeTest, ADefectSaysNothingOfItsInsideButNamesTheCall) {
  get_ = [](const Call&, const std::string&) { return absl::InternalError("page 7 of secrets"); };
  const grpc::Status status = Get("a");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_THAT(status.error_message(), Not(HasSubstr("secrets")));
  const auto info = base::GetDetail<google::rpc::ErrorInfo>(FromGrpc(status));
  ASSERT_TRUE(info.has_value());
  const std::string call = info->metadata().at("call");
  EXPECT_THAT(call, SizeIs(26));
  EXPECT_THAT(LogLines(), ElementsAre(AllOf(HasSubstr(call), HasSubstr("page 7 of secrets"),
                                            HasSubstr("\"severity\":\"ERROR\""))));
}

// Whoever asks is told what is lost, so that it can be put right, and the log says it as an error.
TEST_F(ServeTest, ThatAFileIsMissingIsSaid) {
  get_ = [](const Call&, const std::string&) {
    return base::MakeError(absl::StatusCode::kDataLoss, "FILE_MISSING", "the file is not there");
  };
  const grpc::Status status = Get("a");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::DATA_LOSS);
  EXPECT_EQ(status.error_message(), "the file is not there");
  EXPECT_THAT(FromGrpc(status), HasReason("FILE_MISSING"));
  EXPECT_THAT(LogLines(),
              ElementsAre(AllOf(HasSubstr("\"severity\":\"ERROR\""), HasSubstr("FILE_MISSING"))));
  get_ = [](const Call&, const std::string&) {
    return base::MakeError(absl::StatusCode::kDataLoss, "DATABASE_DAMAGED", "page 7 of secrets");
  };
  EXPECT_EQ(Get("a").error_code(), grpc::StatusCode::INTERNAL);
}

TEST_F(ServeTest, AnExceptionIsADefect) {
  get_ = [](const Call&, const std::string&) -> absl::StatusOr<v1::Program> {
    throw std::bad_alloc();
  };
  EXPECT_EQ(Get("a").error_code(), grpc::StatusCode::INTERNAL);
  get_ = [](const Call&, const std::string&) -> absl::StatusOr<v1::Program> { throw 7; };
  EXPECT_EQ(Get("a").error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_THAT(LogLines(),
              ElementsAre(HasSubstr("std::bad_alloc"), HasSubstr("exception of unknown type")));
  get_ = Echo;
  EXPECT_TRUE(Get("a").ok());
}

TEST_F(ServeTest, LogsOneLineForEachCallWithoutItsContents) {
  ASSERT_TRUE(Get("programs/patients-name").ok());
  get_ = [](const Call&, const std::string& name) { return base::NotFound(name); };
  ASSERT_FALSE(Get("programs/patients-name").ok());
  EXPECT_THAT(
      LogLines(),
      ElementsAre(AllOf(ContainsRegex("\"method\":\"ProgramService.GetProgram\",\"code\":\"OK\","
                                      "\"reason\":\"\",\"error\":\"\",\"duration_us\":[0-9]+,"
                                      "\"wait_us\":[0-9]+,\"request_bytes\":24,"
                                      "\"response_bytes\":24,\"call\":\"[0-9a-z]+\""),
                        Not(HasSubstr("patients"))),
                  AllOf(HasSubstr("\"code\":\"NOT_FOUND\",\"reason\":\"NOT_FOUND\""),
                        HasSubstr("\"response_bytes\":0"), Not(HasSubstr("patients")))));
}

TEST_F(ServeTest, CountsCallsByMethodAndCode) {
  ASSERT_TRUE(Get("a").ok());
  ASSERT_TRUE(Get("a").ok());
  get_ = [](const Call&, const std::string& name) { return base::NotFound(name); };
  ASSERT_FALSE(Get("a").ok());
  EXPECT_THAT(
      Metrics(),
      AllOf(HasSubstr("continuum_calls_total{code=\"OK\",method=\"ProgramService.GetProgram\"} 2"),
            HasSubstr(
                "continuum_calls_total{code=\"NOT_FOUND\",method=\"ProgramService.GetProgram\"} 1"),
            HasSubstr("continuum_call_seconds_count{method=\"ProgramService.GetProgram\"} 3"),
            HasSubstr("continuum_lane_wait_seconds_count 3")));
}

TEST_F(ServeTest, OnlyPeersOnLoopbackAreAnswered) {
  std::atomic<bool> ran = false;
  get_ = [&ran](const Call& call, const std::string& name) {
    ran = true;
    return Echo(call, name);
  };
  stub_ = v1::ProgramService::NewStub(
      grpc::CreateChannel(Socket(), grpc::InsecureChannelCredentials()));
  const grpc::Status status = Get("a");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_THAT(FromGrpc(status), HasReason("PERMISSION_DENIED"));
  EXPECT_FALSE(ran);
}

// Holds the writes in their operation until the test lets them go.
class BusyWritesTest : public ServeTest {
 protected:
  void SetUp() override {
    create_ = [this](const Call& call, const std::string& name) {
      ++begun_;
      release_.WaitForNotification();
      return Echo(call, name);
    };
    ServeTest::SetUp();
    for (int i = 0; i < 3; ++i) {
      clients_.emplace_back([this] {
        grpc::ClientContext context;
        EXPECT_TRUE(Create(context, "patient").ok());
      });
    }
    while (writes_.running() + writes_.waiting() < 3) std::this_thread::yield();
  }
  void Release() {
    release_.Notify();
    for (std::thread& client : clients_) client.join();
    clients_.clear();
  }

  absl::Notification release_;
  std::atomic<int> begun_ = 0;
  std::vector<std::thread> clients_;
};

TEST_F(BusyWritesTest, AFullLaneRefusesAtOnceAndSaysWhenToComeAgain) {
  grpc::ClientContext context;
  const grpc::Status status = Create(context, "refused");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_THAT(FromGrpc(status), HasReason("SERVER_BUSY"));
  EXPECT_TRUE(base::GetDetail<google::rpc::RetryInfo>(FromGrpc(status)).has_value());
  EXPECT_THAT(LogLines(), ElementsAre(AllOf(HasSubstr("SERVER_BUSY"), HasSubstr("WARNING"))));
  Release();
  EXPECT_EQ(begun_, 3);
}

TEST_F(BusyWritesTest, ReadsGoOn) {
  EXPECT_TRUE(Get("a").ok());
  Release();
}

// The third write waits for a thread; its caller gives up meanwhile.
TEST_F(ServeTest, ACallWhoseCallerGaveUpWhileItWaitedIsNeverBegun) {
  absl::Notification release;
  std::atomic<int> begun = 0;
  create_ = [&](const Call& call, const std::string& name) {
    ++begun;
    release.WaitForNotification();
    return Echo(call, name);
  };
  std::vector<std::thread> clients;
  for (int i = 0; i < 2; ++i) {
    clients.emplace_back([this] {
      grpc::ClientContext context;
      EXPECT_TRUE(Create(context, "first").ok());
    });
  }
  while (begun < 2) std::this_thread::yield();

  grpc::ClientContext late;
  late.set_deadline(absl::ToChronoTime(absl::Now() + absl::Milliseconds(50)));
  EXPECT_EQ(Create(late, "late").error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  while (writes_.waiting() == 0) std::this_thread::yield();
  absl::SleepFor(absl::Milliseconds(20));  // the server's clock must pass the deadline as well
  release.Notify();
  for (std::thread& client : clients) client.join();
  while (writes_.running() + writes_.waiting() > 0) std::this_thread::yield();
  EXPECT_EQ(begun, 2);
  EXPECT_THAT(LogLines(), SizeIs(3));
}

TEST_F(ServeTest, BytesThatAreNoMessageAreRefusedWithAReason) {
  const auto refused = RawCall(channel_, "/continuum.v1.ProgramService/GetProgram", "\x0a\x01\xff");
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(refused, HasReason("MALFORMED_MESSAGE"));
  EXPECT_THAT(LogLines(), SizeIs(1));
}

TEST_F(ServeTest, AMethodWithoutOperationIsUnimplemented) {
  const auto answer = RawCall(channel_, "/continuum.v1.ProgramService/GetSite", "");
  EXPECT_EQ(answer.status().code(), absl::StatusCode::kUnimplemented);
}

TEST_F(ServeTest, AnOperationOfAnotherServiceIsAMistake) {
  // In a program of its own: the server's threads may hold locks that a forked copy never gets.
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(programs_.Read(ScorecardBytes),
               "no method that takes continuum.v1.GetScorecardRequest");
}

// Calls of an account, to a method that everybody may call and that changes something.
class AccountTest : public ServeTest {
 protected:
  void SetUp() override {
    dependencies_.sign_in = true;
    dependencies_.callers = &callers_;
    dependencies_.uses = &uses_;
    dependencies_.account_rate = &account_rate_;
    callers_.Keep(auth::HashSecret(secret_),
                  {auth::Caller::Account("accounts/ana", {}, {}, auth::SignedInBy::kToken)},
                  callers_.generation());
    people_.Write(UnaryService::Operation<v1::SignInRequest, v1::SignInResponse>(
        [](const Dependencies&, const Call&, const v1::SignInRequest&) {
          return v1::SignInResponse();
        }));
    Start({&people_});
  }
  absl::Status Send(size_t bytes) {
    const auto stub = v1::PeopleService::NewStub(channel_);
    grpc::ClientContext context;
    context.AddMetadata("authorization", absl::StrCat("Bearer ", secret_));
    v1::SignInRequest request;
    request.set_password(std::string(bytes, 'x'));
    v1::SignInResponse response;
    return FromGrpc(stub->SignIn(&context, request, &response));
  }

  const std::string secret_ = auth::NewSecret(auth::kApiPrefix);
  operations::CallerCache callers_;
  operations::UseLog uses_;
  auth::RateLimit account_rate_{clock_, {.burst = 100, .every = absl::Seconds(1)}};
  UnaryService people_{*v1::SignInRequest::descriptor()->file()->FindServiceByName("PeopleService"),
                       serve_};
};

TEST_F(AccountTest, WritesNoMoreBytesThanOneMay) {
  EXPECT_TRUE(Send(600).ok());
  const absl::Status refused = Send(600);
  EXPECT_THAT(refused, HasReason("TOO_MUCH_WRITTEN"));
  EXPECT_TRUE(base::GetDetail<google::rpc::RetryInfo>(refused).has_value());
  EXPECT_TRUE(Send(300).ok());
}

TEST_F(ServeTest, BytesGoOutAsTheyAre) {
  const auto stub = v1::AssessmentService::NewStub(channel_);
  v1::GetScorecardRequest request;
  request.set_name("programs/a/assessments/b/scorecard");
  v1::Scorecard scorecard;
  grpc::ClientContext context;
  ASSERT_TRUE(stub->GetScorecard(&context, request, &scorecard).ok());
  EXPECT_EQ(scorecard.rubric(), request.name());

  request.clear_name();
  grpc::ClientContext second;
  const grpc::Status status = stub->GetScorecard(&second, request, &scorecard);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
}

}  // namespace
}  // namespace continuum::services
